"""Finding another coffee for who has lost theirs: somebody else who waits, or a pair that takes a third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.matching.model.draw import Pair as TwoIds
from services.matching.model.draw import pair_of
from services.matching.model.member import Member
from services.matching.model.pair import Pair
from services.matching.model.score import Traits, score


@dataclass(frozen=True)
class Known:
    """What decides who may meet: what is known of people, who may not meet, who met."""

    traits: Mapping[str, Traits]
    apart: frozenset[TwoIds]

    def may_meet(self, one: str, other: str) -> bool:
        both_known = one in self.traits and other in self.traits
        return both_known and one != other and pair_of(one, other) not in self.apart

    def score(self, one: str, other: str) -> int:
        return score(self.traits[one], self.traits[other])


def traits_of(member: Member) -> Traits:
    """Return what of a member counts in a draw, as far as members see it."""
    organisation = member.organisation_id or member.organisation.casefold()
    return Traits(member.member_id, member.region, organisation, member.background, frozenset(member.topics))


def best_partner(person_id: str, waiting: Iterable[str], known: Known) -> str | None:
    """Choose who of those waiting would be the best to meet, if anybody may."""
    able = [other for other in waiting if known.may_meet(person_id, other)]
    return max(sorted(able), key=lambda other: known.score(person_id, other), default=None)


def best_pair(person_id: str, pairs: Iterable[Pair], known: Known) -> Pair | None:
    """Choose the pair that takes somebody in as a third best, if any may."""
    able = [pair for pair in pairs if pair.has_room and all(known.may_meet(person_id, other) for other in pair.people)]
    worth = {pair.pair_id: sum(known.score(person_id, other) for other in pair.people) for pair in able}
    return max(sorted(able, key=lambda each: each.pair_id), key=lambda each: worth[each.pair_id], default=None)
