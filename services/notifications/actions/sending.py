"""Sending: each step is a transaction of its own, the mail server stands between them."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bus.database import Work
from services.notifications import store
from services.notifications.model.mail import Mail, State, named_in

Data = dict[str, Any]
Outcome = Callable[[Mail, datetime], None]


@dataclass(frozen=True)
class Letter:
    """A mail as it was taken for sending: `to` is None when it was settled without."""

    mail: Mail
    to: str | None
    nomination: Data
    names: Mapping[str, str] = field(default_factory=dict)
    """What the regions, backgrounds and topics in it are called now, where staff renamed them: by list and slug."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The addresses of those whom a kind introduces, by person: known, proven, and not kept away by a block."""

    @property
    def other_address(self) -> str:
        """The address of the one person whom a kind introduces, or the first of several; it may be empty."""
        return next(iter(self.addresses.values()), "")


def take_mail(work: Work) -> Letter | None:
    """Take the next due mail; preferences and address are looked up only now. None when nothing is due."""
    mail = store.find_due_mail(work)
    if mail is None:
        return None
    to = _settle(work, mail)
    store.save_mail(work, mail)
    nomination = store.find_nomination(work, mail.person_id) if mail.link else {}
    names = store.names_of(work, named_in(mail.data)) if to else {}
    return Letter(mail, to, nomination, names, _addresses_of_others(work, mail) if to else {})


def _addresses_of_others(work: Work, mail: Mail) -> dict[str, str]:
    named = mail.data[mail.kind.address_of] if mail.kind.address_of else []
    person_ids = [named] if isinstance(named, str) else [each["person_id"] for each in named]
    allowed = [each for each in person_ids if not store.is_blocked_between(work, mail.person_id, each)]
    known = {person_id: store.find_address(work, person_id) for person_id in allowed}
    return {person_id: each.address for person_id, each in known.items() if each and each.verified}


def _settle(work: Work, mail: Mail) -> str | None:
    """Decide what becomes of a due mail; return where to send it, or None when it is not sent now."""
    to = mail.reach(store.find_address(work, mail.person_id))
    if mail.lapsed(work.now):
        mail.expire(work.now)
    elif not mail.kind.locked and mail.kind_name in store.list_switched_off(work, mail.person_id):
        mail.skip(work.now)
    elif to is None:
        mail.wait(work.now)
        store.hold_address(work, mail.person_id)
    else:
        mail.take(work.now)
        return to
    return None


def record(work: Work, mail: Mail, outcome: Outcome) -> State:
    """Note what the mail server said and return where the mail stands.

    Raises Conflict when the lease ran out and another has taken the mail meanwhile.
    """
    settled = copy(mail)
    outcome(settled, work.now)
    store.save_mail(work, settled)
    return settled.state
