"""When a want and an offer meet, how well, and why: the reasons are shown to both (clauses 49, 54)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from services.matching.model.ad import MEETS, Ad
from services.matching.model.wording import telling

LEAST_POINTS = 6
MOST_MEETINGS = 5
"""How many an ad meets when it is opened: the best, so that nobody is told of more than they can read."""
FEW, MOST_CANDIDATES = 250, 100
"""While so few ads share anything with a new one all are held against it; else so many, those that share most."""
TOPIC, WORD = "topic ", "word "
"""How tokens begin."""
MOST_TOLD = 25
"""How many an ad meets in all, at most, however often it is changed: each time others are told."""
WORDS_TOLD = 10
OF_A_KIND, OF_A_TOPIC, OF_A_WORD = 3, 3, 2
MOST_COUNTED = 4
"""How many words count, however many are shared."""

Reason = tuple[str, str]


@dataclass(frozen=True)
class Facts:
    """What of an ad decides whom it meets."""

    ad_id: str
    author_id: str
    side: str
    kind: str
    tokens: tuple[str, ...]
    region: str
    partnership: str
    reach: str


@dataclass(frozen=True)
class Meeting:
    """Say why two ads meet, by codes and values that pages put into words, and how well."""

    ad_id: str
    reasons: tuple[Reason, ...]
    points: int


def tokens_of(ad: Ad) -> list[str]:
    """List what an ad is met by: its topics, and the words that tell it from others."""
    topics = [f"{TOPIC}{topic}" for topic in ad.topics]
    return topics + [f"{WORD}{word}" for word in telling(ad.title, ad.text, WORDS_TOLD)]


def facts_of(ad: Ad) -> Facts:
    """Return what of an ad decides whom it meets."""
    place = (ad.region, ad.partnership, ad.reach)
    return Facts(ad.ad_id, ad.author_id, ad.side, ad.kind, tuple(tokens_of(ad)), *place)


def meeting(one: Facts, other: Facts) -> Meeting | None:
    """Say how one ad meets another, or that it does not: common ground there must be, and enough of it.

    The same kind, each shared topic and up to four shared words count; nearness counts where who posts wants it.
    """
    if other.side not in MEETS[one.side] or one.author_id == other.author_id:
        return None
    shared = sorted(set(one.tokens) & set(other.tokens))
    topics = [token for token in shared if token.startswith(TOPIC)]
    words = [token for token in shared if token.startswith(WORD)][:MOST_COUNTED]
    near = _nearness(one, other)
    is_alike = one.kind == other.kind
    points = OF_A_KIND * is_alike + OF_A_TOPIC * len(topics) + OF_A_WORD * len(words) + sum(near.values())
    if not shared or points < LEAST_POINTS:
        return None
    kind = (("kind", one.kind),) if is_alike else ()
    return Meeting(other.ad_id, (*kind, *map(_reason, topics + words), *near), points)


def best(one: Facts, others: Iterable[Facts], most: int = MOST_MEETINGS) -> list[Meeting]:
    """Return the best meetings of an ad: the most points first, and of as many points the newest ad."""
    found = (meeting(one, other) for other in others)
    return nlargest(most, (each for each in found if each), key=lambda each: (each.points, each.ad_id))


def candidates(having: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids of ads that are worth a look for a new one: all while they are few, else those that share most.

    `having` names, for each token of the new ad, others that have it: all of them, or one more than are few.
    """
    points: Counter[str] = Counter()
    for token, ad_ids in having.items():
        points.update(dict.fromkeys(ad_ids, _points_of(token)))
    most = len(points) if len(points) <= FEW else MOST_CANDIDATES
    return [ad_id for _, ad_id in nlargest(most, zip(points.values(), points, strict=True))]


def _points_of(token: str) -> int:
    return OF_A_TOPIC if token.startswith(TOPIC) else OF_A_WORD


def _nearness(one: Facts, other: Facts) -> dict[Reason, int]:
    """Count for each of the two that want somebody near whether the other is: a partnership is nearer than a region."""
    reaches = [each.reach for each in (one, other) if each.reach != "uk"]
    if reaches and one.partnership and one.partnership == other.partnership:
        return {("partnership", one.partnership): sum(3 if reach == "partnership" else 2 for reach in reaches)}
    if reaches and one.region and one.region == other.region:
        return {("region", one.region): sum(1 if reach == "partnership" else 2 for reach in reaches)}
    return {}


def _reason(token: str) -> Reason:
    code, _, value = token.partition(" ")
    return code, value
