"""Reading photographs: seen by whoever sees them with the entry, and by their owner (clause 1)."""

from __future__ import annotations

from base64 import b64encode

from bus.actor import Actor
from bus.database import Read
from services.directory import store
from services.directory.errors import NoPhotograph
from services.directory.queries.member import is_member
from services.directory.views import View


def get_photograph(read: Read, actor: Actor, member_id: str, size: str = "large", known: str | None = None) -> View:
    """Return a photograph in base64, or null in its place when the caller has the version that is there.

    Raises `NoPhotograph`: whether there is none, or none for the caller, is not told apart.
    """
    seen = _seen(read, actor, member_id)
    if seen and seen == known:
        return _answer(member_id, seen, None)
    version, picture = store.find_photograph(read, member_id, size) if seen else ("", b"")
    if not picture:
        raise NoPhotograph()
    return _answer(member_id, version, b64encode(picture).decode())


def _seen(read: Read, actor: Actor, member_id: str) -> str:
    """Tell the version that the caller may see."""
    member = store.find_member(read, member_id)
    if member is None:
        return ""
    if actor.is_person and actor.id == member_id:
        return member.profile.photograph
    return member.seen_by("members" if is_member(read, actor) else "public").profile.photograph


def _answer(member_id: str, version: str, photograph: str | None) -> View:
    return {"member_id": member_id, "version": version, "photograph": photograph}
