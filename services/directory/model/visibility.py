"""Who sees which field of an entry: everyone, members, or nobody else (clause 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.directory.model.profile import Profile

AUDIENCES = ("public", "members")
LEVELS = (*AUDIENCES, "nobody")
HIDEABLE: dict[str, tuple[str, ...]] = {
    "organisation": ("organisation", "organisation_id", "organisation_kind"),
    "background": ("background",),
    "partnership": ("partnership",),
    "topics": ("topics",),
    "interests": ("interests",),
    "biography": ("biography",),
    "offers": ("offers", "offers_note"),
    "looking_for": ("looking_for",),
    "links": ("links",),
    "photograph": ("photograph",),
}
"""What may be hidden by itself, and which fields go with it; name, role and region are seen with the whole entry."""

_REACH = {"public": AUDIENCES, "members": ("members",), "nobody": ()}
_EMPTY = Profile()


def seen_profile(profile: Profile, audience: str) -> Profile:
    """Return the profile as the `public` or `members` see it; who sees the rest is not theirs to know."""
    if audience not in _reach(profile.visibility):
        return _EMPTY
    if not profile.shown_to:
        return profile
    hidden = [field for name in HIDEABLE if not is_shown(profile, name, audience) for field in HIDEABLE[name]]
    changes: dict[str, Any] = {field: getattr(_EMPTY, field) for field in (*hidden, "shown_to")}
    return replace(profile, **changes)


def is_shown(profile: Profile, name: str, audience: str) -> bool:
    """Say whether an audience sees a field: it is never seen more widely than the entry."""
    return audience in _reach(profile.visibility) and audience in _reach(profile.shown_to.get(name, "public"))


def members_alone_see(profile: Profile) -> list[str]:
    """Name the fields that members see and the public does not."""
    return [name for name in HIDEABLE if is_shown(profile, name, "members") and not is_shown(profile, name, "public")]


def fields_for_members(profile: Profile) -> list[str]:
    """Name every field of an entry that members see and the public does not, as it is told to other services."""
    hidden = members_alone_see(profile)
    fields = [field for name in hidden for field in HIDEABLE[name]]
    return fields + (["organisations"] if "organisation" in hidden else [])


def _reach(level: str | None) -> tuple[str, ...]:
    return _REACH[level or "nobody"]
