"""Members: finding them, and one's own entry (Clauses 1 to 4, 9 and 28)."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def search_members(limit: int | None = None, after: str | None = None, **sought: str | None) -> Question:
    """Search the members that the asker may see, by `words` and by the filters of `pages/finding.py`.

    `{items, next, previous, total: {value, exact}, facets: {filter: [{value, count}]}, meant: [{word, words}]}`; an
    organisation comes with its `name`, the chosen one as `organisation`, and `further` says how many more there are.
    """
    return Question("directory", "search_members", given(limit=limit, after=after, **sought))


def count_skills() -> Question:
    """The members that the asker may see by topic and region: `{topics: {topic: {region: count}}}`."""
    return Question("directory", "count_skills", {})


def begin_export() -> Command:
    """Note that a member of staff takes a list of members away."""
    return Command("directory", "begin_export", {})


def export_members(after: str | None = None, **sought: str | None) -> Question:
    """A hundred of the members whom a search finds, for staff: `{items, next, previous}`."""
    return Question("directory", "export_members", given(after=after, **sought))


def get_member(member_id: str) -> Question:
    """One member, or `NotFound` when hidden from the asker."""
    return Question("directory", "get_member", {"member_id": member_id})


def get_my_profile() -> Question:
    """The asking person's own entry and whether it is listed, or `NotFound("not_a_member")`."""
    return Question("directory", "get_my_profile", {})


def update_profile(version: int, fields: Mapping[str, Any]) -> Command:
    """Change the asking member's own entry; `Conflict` carries the newer one."""
    return Command("directory", "update_profile", {**fields, "version": version})


def confirm_membership(version: int, fields: Mapping[str, Any]) -> Command:
    """List a nominated person as they want to be seen."""
    return Command("directory", "confirm_membership", {**fields, "version": version})


def preview_profile(audience: str) -> Question:
    """The asking member's entry as the `public` or other `members` see it, or `NotFound` when they do not."""
    return Question("directory", "preview_profile", {"audience": audience})


def settle_step(step: str) -> Command:
    """Take a first step off the asking member's list (Clause 28)."""
    return Command("directory", "settle_step", {"step": step})


def check_entry() -> Command:
    """Say that the asking member's own entry is still right."""
    return Command("directory", "check_entry", {})


def leave_community(version: int) -> Command:
    """Be a member no more."""
    return Command("directory", "leave_community", {"version": version})
