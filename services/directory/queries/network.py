"""How many connections members have, how that grows, and inside what or across it (clauses 35 to 38 and 40)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from bus.actor import Actor
from bus.database import Read
from bus.errors import Invalid
from services.directory import policies, store
from services.directory.model import (
    BOUNDARIES,
    GAVE,
    MONTHS,
    REACHED,
    WAYS,
    Group,
    Moment,
    london_day,
    month_starts,
    told,
)
from services.directory.views import View, moment

MONTHS_SHOWN = 13
MOST_GROUPS = 50
COUNTED = ("within", "across", "average", "average_within")


def get_network(read: Read, actor: Actor, on: date | None = None) -> View:
    """Return the network as it was at the end of a day, or now, with its growth by month until then, for staff.

    Whoever is a member now counts from when they joined; with each stands where they are today. Who left or was
    erased counts nowhere any more. Raises `NotAllowed`, `Invalid` for a day to come.
    """
    policies.require(policies.may_see_network(actor, store.roles_of(read, actor)))
    _refuse_the_future(on, london_day(read.now))
    at = min(read.now, _end_of(on)) if on else read.now
    network = store.read_network(read)
    months = [*month_starts(at, MONTHS_SHOWN), at]
    present = network.at(at)
    return {
        "at": moment(at),
        **_counted(present),
        "growth": [{"at": moment(each)} | _counted(network.at(each)) for each in months],
        "boundaries": {name: _boundary(read, present, name) for name in BOUNDARIES},
        "reports": _reports(read),
    }


def _counted(present: Moment) -> View:
    return {"members": len(present.members), "edges": len(present.edges), "average": present.average}


def _boundary(read: Read, present: Moment, name: str) -> View:
    counted, groups = present.boundary(name), present.groups(name)
    open_ones = told(groups)
    largest = sorted(groups.items(), key=lambda each: (-each[1].members, each[0]))
    shown = [value for value, _ in largest[:MOST_GROUPS]]
    names = store.names_of_organisations(read, set(shown)) if name == "organisation" and shown else {}
    return {
        "within": counted.within,
        "across": counted.across,
        "unsaid": counted.unsaid,
        "groups": [_group(value, groups[value], value in open_ones) | {"name": names.get(value)} for value in shown],
        "further": max(0, len(largest) - MOST_GROUPS),
    }


def _group(value: str, group: Group, is_told: bool) -> View:
    """Show a group; of one that keeps silent only how many members it has."""
    silent = {"value": value, "members": group.members} | dict.fromkeys(COUNTED)
    return silent | {name: getattr(group, name) for name in COUNTED if is_told}


def _reports(read: Read) -> View:
    """Count what reports say: how a connection grows in worth, what was given, by which way, and whom it reached."""
    answered = store.count_follow_ups(read)
    return {
        "follow_ups": [_follow_up(answered, months) for months in MONTHS],
        **{
            name: {value: store.count_containing(read, name, value) for value in values}
            for name, values in (("gave", GAVE), ("way", WAYS), ("reached", REACHED))
        },
    }


def _follow_up(answered: Mapping[tuple[int, bool], int], months: int) -> View:
    helped, not_helped = (answered.get((months, beneficial), 0) for beneficial in (True, False))
    return {"months": months, "answers": helped + not_helped, "beneficial": helped}


def _refuse_the_future(on: date | None, today: date) -> None:
    if on and on > today:
        message = "Give a day that is not in the future."
        raise Invalid(errors=[{"pointer": "/on", "code": "in_the_future", "message": message}])


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
