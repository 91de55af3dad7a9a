"""The search said as plainly as possible: look at every member in turn. What the index answers is held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.directory import reference
from services.directory.model import FILTERS, Findable, Member, Search, findable, seen_by, sort_key, sought

TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}


@dataclass(frozen=True)
class Scanned:
    """What a search finds, in order, and the numbers beside it."""

    keys: list[str]
    facets: dict[str, dict[str, int]]
    meant: dict[str, set[str]]


def scan(members: Sequence[Member], audience: str, search: Search) -> Scanned:
    """Find by looking at everyone."""
    seen = {_key(each): findable(shown, TOPIC_NAMES) for each in members if (shown := seen_by(each, audience))}
    taken = {word: _taken_for(word, list(seen.values())) for word in sought(search.words)}
    worded = {key: each for key, each in seen.items() if all(_has_any(each, *taken[word]) for word in taken)}
    facets = {}
    for name in (each.name for each in FILTERS):
        others = {other: value for other, value in search.chosen.items() if other != name}
        left = [each for each in worded.values() if _is_chosen(each, others)]
        facets[name] = dict(Counter(value for each in left for value in each.values[name]))
    keys = sorted(key for key, each in worded.items() if _is_chosen(each, search.chosen))
    return Scanned(keys, facets, {word: others for word, (exact, others) in taken.items() if not exact and others})


def is_one_error(one: str, other: str) -> bool:
    """Say whether two words differ by one letter, or by two neighbours that are swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, others = one[start:], other[start:]
    alike = (rest[1:] == others[1:], rest[1:] == others, rest == others[1:])
    return any(alike) or (len(rest) > 1 and rest[1::-1] + rest[2:] == others)


def _taken_for(word: str, everyone: Sequence[Findable]) -> tuple[str, set[str]]:
    if len(word) < 4 or any(_has(each, word) for each in everyone):
        return word, set()
    return "", {other for each in everyone for other in each.begun | each.whole if is_one_error(word, other)}


def _has_any(each: Findable, word: str, others: set[str]) -> bool:
    return _has(each, word) if word else bool(others & (each.begun | each.whole))


def _has(each: Findable, word: str) -> bool:
    return word in each.whole or any(other.startswith(word) for other in each.begun)


def _is_chosen(each: Findable, chosen: dict[str, str]) -> bool:
    return all(value in each.values[name] for name, value in chosen.items())


def _key(member: Member) -> str:
    return sort_key(member.profile.name, member.member_id)
