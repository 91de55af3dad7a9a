"""Setting, hiding and removing one's own photograph (clauses 1, 9)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import policies, store
from services.directory.actions.rules import keeping_rules
from services.directory.errors import NotAMember
from services.directory.model import Member, Photograph
from services.directory.views import View


@keeping_rules
def set_photograph(work: Work, actor: Actor, large: bytes, small: bytes, shown_to: str | None = None) -> View:
    """Show a photograph with one's entry, in place of any other; who sees it stays as it was unless it is named.

    Raises `NotAMember`, `not_a_plain_photograph`.
    """
    member, photograph = _own(work, actor), Photograph.taken(large, small)
    member.show_photograph(photograph.version, shown_to)
    store.save_photograph(work, member, photograph)
    return _answer(member)


@keeping_rules
def show_photograph(work: Work, actor: Actor, shown_to: str) -> View:
    """Say who sees one's photograph. Raises `NotAMember`."""
    member = _own(work, actor)
    member.show_photograph(member.profile.photograph, shown_to)
    store.save_shown_photograph(work, member)
    return _answer(member)


@keeping_rules
def remove_photograph(work: Work, actor: Actor) -> View:
    """Forget one's photograph, if there is one. Raises `NotAMember`."""
    member = _own(work, actor)
    member.show_photograph("")
    store.forget_photograph(work, member.member_id)
    store.save_shown_photograph(work, member)
    return _answer(member)


def _own(work: Work, actor: Actor) -> Member:
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    return member


def _answer(member: Member) -> View:
    return {"member_id": member.member_id, "photograph": member.profile.photograph}
