"""What can be done to replies, each in one transaction; in between, the services carry out what was begun."""

from typing import Any

from bus import erasure
from bus.database import Work
from services.gateway.deeds import store
from services.gateway.deeds.errors import NoDeed
from services.gateway.deeds.model import Press, Reply


def begin(work: Work, reply: Reply, press: Press) -> Reply:
    """Note the first press behind a signed link, before anything is carried out; return what is noted.

    Of presses at the same time one is the first. Raises NoDeed for somebody who was erased.
    """
    known = store.find_reply(work, reply.reply_id)
    if known and (known.begun or known.done):
        return known
    if erasure.erased_among(work.db, [reply.person_id]):
        raise NoDeed()
    return _begin(work, known or reply, press)


def change(work: Work, seen: Reply, press: Press) -> Reply:
    """Note another answer than the one that was carried out; return what is noted, when another was quicker."""
    known = store.find_reply(work, seen.reply_id)
    if known is None:
        raise NoDeed()
    is_said = known.done is not None and known.done.key == press.key
    return known if known.begun or is_said else _begin(work, known, press)


def finish(work: Work, seen: Reply, outcome: dict[str, Any]) -> Reply:
    """Note that what was begun is carried out, and what came of it."""
    known = store.find_reply(work, seen.reply_id)
    if known is None or known.turn != seen.turn or not known.begun:
        return known or seen
    known.finish(outcome, work.now)
    store.save_reply(work, known)
    return known


def give_up(work: Work, seen: Reply) -> None:
    """Note that the services refused what was begun: nothing was changed, and nothing is remembered of it."""
    known = store.find_reply(work, seen.reply_id)
    if known is None or known.turn != seen.turn or not known.begun:
        return
    known.give_up()
    if known.done:
        store.save_reply(work, known)
    else:
        store.delete_reply(work, known.reply_id)


def forget_person(work: Work, person_id: str) -> None:
    """Forget what a person said by signed links."""
    store.delete_replies(work, person_id)


def _begin(work: Work, reply: Reply, press: Press) -> Reply:
    reply.begin(press)
    store.save_reply(work, reply)
    return reply
