"""What a caller is shown of coffee trials, in plain values; commands and queries answer alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bus.times import to_text
from services.matching.model import Member
from services.matching.model.enrolment import WAYS, Enrolment
from services.matching.model.introducing import introduce
from services.matching.model.pair import Pair
from services.matching.model.round import Round
from services.matching.model.survey import SAID, Survey

View = dict[str, Any]
CERTIFIED = (
    "pairs",
    "trios",
    "repeats",
    "exclusions_held",
    "cross_boundary_share",
    "other_region_share",
    "other_organisation_share",
    "other_background_share",
    "optimum_ratio",
)
"""What those of a round may read of its certificate: never how many could not be matched with whom."""


def moment(at: datetime | None) -> str | None:
    """Spell a time, or null while there is none."""
    return to_text(at) if at else None


def enrolment(one: Enrolment, names: Mapping[str, str], today: date) -> View:
    """Show a person how they take part, and whom they would rather not meet; a pause that is over is none."""
    is_paused = one.state == "paused" and not one.takes_part(today)
    return {
        "person_id": one.person_id,
        "state": "enrolled" if one.takes_part(today) else one.state,
        "ways": list(one.ways),
        "keeps_title": one.keeps_title,
        "paused_until": one.paused_until.isoformat() if is_paused and one.paused_until else None,
        "paused_for": one.paused_for if is_paused else None,
        "avoided": [{"person_id": each, "name": names.get(each, "")} for each in one.avoided],
        "enrolled_at": moment(one.enrolled_at),
        "version": one.version,
    }


def round_card(one: Round) -> View:
    """Show a round to whoever may be in it."""
    return {
        "round_id": one.round_id,
        "state": one.state,
        "opened_at": moment(one.opened_at),
        "closes_at": moment(one.closes_at),
        "announced_at": moment(one.announced_at),
    }


def round_to_join(one: Round, now: datetime) -> View:
    """Show a round to whoever may join it: closed from the moment at which nobody can any more."""
    is_over = one.state == "open" and not one.can_be_joined(now)
    return round_card(one) | ({"state": "closed"} if is_over else {})


def round_for_staff(one: Round) -> View:
    """Show a round to staff."""
    times = {name: moment(getattr(one, name)) for name in ("closed_at", "drawn_at", "over_at")}
    return round_card(one) | times | {"version": one.version, "certificate": certificate(one)}


def certificate(one: Round) -> View | None:
    """Show what is certified of a draw; `people` are those who meet somebody, so that nobody counts who does not."""
    if one.certificate is None:
        return None
    shown = {name: one.certificate[name] for name in CERTIFIED} | {"bound": one.certificate["bound"]["name"]}
    return {"people": 2 * shown["pairs"] + 3 * shown["trios"]} | shown


def common_ways(enrolments: Iterable[Enrolment]) -> list[str]:
    """Name the ways of meeting that all of them like."""
    liked = [set(each.ways) for each in enrolments]
    return [way for way in WAYS if liked and all(way in each for each in liked)]


def shown_roles(pair: Pair, members: Mapping[str, Member], enrolments: Mapping[str, Enrolment]) -> dict[str, str]:
    """Return the job titles that those of a pair see: none while somebody keeps theirs back."""
    if keeps_back(pair, enrolments):
        return {}
    return {each: member.role for each, member in members.items()}


def keeps_back(pair: Pair, enrolments: Mapping[str, Enrolment]) -> bool:
    """Say whether titles are kept back: somebody of a pair wants it, and not everybody has agreed to show them."""
    return any(each.keeps_title for each in enrolments.values()) and not pair.have_all_agreed


def pair(
    one: Pair, person_id: str, members: Mapping[str, Member], enrolments: Mapping[str, Enrolment], said: Survey | None
) -> View:
    """Show a pair to one who is of it: the others as far as members see them, and what to begin with."""
    roles = shown_roles(one, members, enrolments)
    others = [members[each] for each in one.others(person_id) if each in members]
    mine = members.get(person_id)
    introduced = introduce(mine, others) if mine and others else None
    return pair_row(one, person_id, members, said) | {
        "others": [member_card(each, roles.get(each.member_id, "")) for each in others],
        "shared_topics": list(introduced.shared) if introduced else [],
        "starters": [{"code": code, "value": value} for code, value in introduced.starters] if introduced else [],
        "ways": common_ways(enrolments.values()),
        "titles_kept_back": keeps_back(one, enrolments),
        "agreed": person_id in one.agreed,
    }


def pair_row(one: Pair, person_id: str, members: Mapping[str, Member], said: Survey | None) -> View:
    """Show a pair in the list of one who is of it."""
    others = [members[each] for each in one.others(person_id) if each in members]
    return {
        "pair_id": one.pair_id,
        "round_id": one.round_id,
        "state": one.state,
        "announced_at": moment(one.announced_at),
        "others": [{"person_id": each.member_id, "name": each.name} for each in others],
        "answer": one.answers.get(person_id, {}).get("answer"),
        "has_met": one.has_met,
        "survey": survey(said) if said else None,
    }


def member_card(member: Member, role: str) -> View:
    """Show a member whom one meets."""
    shown = ("name", "organisation", "region", "background", "looking_for")
    lists = {name: list(getattr(member, name)) for name in ("topics", "interests", "offers")}
    return {"person_id": member.member_id, "role": role} | {name: getattr(member, name) for name in shown} | lists


def namesakes(members: Sequence[Member]) -> list[View]:
    """Show members of one name, so that the one who is meant can be told from the others."""
    shown = ("name", "organisation", "region")
    return [{"person_id": each.member_id} | {name: getattr(each, name) for name in shown} for each in members]


def survey(said: Survey) -> View:
    """Show what somebody said of a coffee, to them alone."""
    return {name: getattr(said, name) for name in SAID} | {"answered_at": moment(said.answered_at)}
