"""Photographs: one document a member, beside the entry, which says only the version."""

from __future__ import annotations

from bus.database import Work
from services.directory.model import Member, Photograph
from services.directory.store.documents import Reader


def find_photograph(reader: Reader, member_id: str, size: str) -> tuple[str, bytes]:
    """Return the version and one size of a member's photograph; nothing of who has none."""
    found = reader.db["photographs"].find_one({"_id": member_id}, {"version": 1, size: 1}) or {}
    return found.get("version", ""), bytes(found.get(size, b""))


def save_photograph(work: Work, member: Member, photograph: Photograph) -> None:
    """Keep a member's photograph, and say so in the entry."""
    row = {"version": photograph.version, "large": photograph.large, "small": photograph.small}
    work.db["photographs"].replace_one({"_id": member.member_id}, row, upsert=True)
    save_shown_photograph(work, member)


def save_shown_photograph(work: Work, member: Member) -> None:
    """Save what the entry says of its photograph; what the member may be typing just now stays, its version too."""
    said = {f"profile.{name}": getattr(member.profile, name) for name in ("photograph", "shown_to")}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": said})


def forget_photograph(work: Work, member_id: str) -> None:
    """Forget a member's photograph, if there is one."""
    work.db["photographs"].delete_one({"_id": member_id})
