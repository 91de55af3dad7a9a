"""Asking to be told when applications open, and telling those who asked, piece by piece (clause 24)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, model, policies, store, views
from services.directory.actions.opening import tell_closing, tell_opening
from services.directory.errors import AlreadyMember
from services.directory.model import Interest, Wave
from services.directory.views import View

AT_ONCE = 50


def keep_interest(work: Work, actor: Actor, region: str, wish: str, person_id: str | None = None) -> View:
    """Keep what a person asks to be told: their own word, or, for the gateway, that of who pressed a mailed button.

    Raises `NoPerson`, `AlreadyMember`, `NotAChoice`.
    """
    policies.require(policies.may_change_interest(actor, person_id))
    person_id = person_id or actor.id
    member = store.find_member(work, person_id)
    if member and member.is_listed:
        raise AlreadyMember()
    store.hold_person(work, person_id)
    known = store.find_interest(work, person_id)
    region = store.lists(work).chosen("regions", region, "/region", [known.region] if known else [])
    interest = known or Interest(person_id, work.new_id(), region, wish, work.now)
    interest.region, interest.wish = region, wish
    store.save_interest(work, interest)
    return views.interest(interest)


def withdraw_interest(work: Work, actor: Actor) -> View:
    """Forget what a person asked to be told; whoever asked nothing stays so."""
    policies.require(policies.may_change_interest(actor, None))
    return {"withdrawn": store.forget_interest(work, actor.id)}


def tell_of_waves(work: Work) -> bool:
    """Tell one thing about waves that is due, or some of those who asked; return whether more may be due.

    A wave remembers, in the transaction of the events, up to whom its opening was told: everybody hears once, whatever
    is killed or repeated. Emits `wave.opened`, `wave.closed`, `interest.answered`.
    """
    today = model.london_day(work.now)
    if wave := store.find_opening(work, today):
        tell_opening(work, wave)
    elif wave := store.find_closing(work, today):
        tell_closing(work, wave)
    elif wave := store.find_telling(work):
        _tell_some(work, wave)
    if wave:
        store.save_telling(work, wave)
    return wave is not None


def _tell_some(work: Work, wave: Wave) -> None:
    page = store.page_interests(work, wave.told_until or "", AT_ONCE)
    for interest in page:
        if interest.is_met_by(wave):
            work.emit(events.InterestAnswered, events.interest_answered(interest, wave), of=interest)
            store.save_answered(work, interest)
    wave.told_until = page[-1].person_id if len(page) == AT_ONCE else None
