"""By what an audience finds a member: the words and the values of what that audience may see (clauses 1 to 4).

Whatever a member hides is in no index of those it is hidden from: they can neither read it nor find anybody by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.directory.model.member import Member
from services.directory.model.profile import Profile
from services.directory.model.visibility import seen_profile
from services.directory.model.words import often_spelled, spelled


@dataclass(frozen=True)
class Filter:
    """Name a choice that narrows a search, which of its values a profile has, and the list that staff keep of them."""

    name: str
    values_of: Callable[[Profile], tuple[str, ...]]
    list_name: str = ""


FILTERS = (
    Filter("region", lambda profile: _one(profile.region), "regions"),
    Filter("partnership", lambda profile: _one(profile.partnership), "partnerships"),
    Filter("background", lambda profile: _one(profile.background), "backgrounds"),
    Filter("topic", lambda profile: profile.topics, "topics"),
    Filter("interest", lambda profile: profile.interests, "topics"),
    Filter("offer", lambda profile: profile.offers),
    Filter("organisation", lambda profile: _one(profile.organisation_id)),
    Filter("kind", lambda profile: _one(profile.organisation_kind)),
)
"""Every filter of the search; a further one is a row here and a field of the request."""


@dataclass(frozen=True)
class Search:
    """Say who is sought: by words, all of which must be found, and by the value chosen of each filter."""

    words: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Findable:
    """Say by what somebody is found: the words whose beginning is enough, those sought whole, the values of filters."""

    begun: frozenset[str]
    whole: frozenset[str]
    values: Mapping[str, tuple[str, ...]]


def findable(profile: Profile, topic_names: Mapping[str, str]) -> Findable:
    """Say by what those find a member who see this profile."""
    topics = (topic_names.get(topic, "") for topic in (*profile.topics, *profile.interests))
    texts = " ".join((profile.biography, profile.offers_note, profile.looking_for))
    return Findable(
        begun=spelled(profile.name) | often_spelled(profile.role) | often_spelled(profile.organisation),
        whole=spelled(texts).union(*map(often_spelled, topics)),
        values={each.name: each.values_of(profile) for each in FILTERS},
    )


def seen_by(member: Member, audience: str) -> Profile | None:
    """Tell what an audience sees of a member; nothing of who is not listed, or not for them."""
    seen = seen_profile(member.profile, audience) if member.is_listed else None
    return seen if seen and seen.name else None


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()
