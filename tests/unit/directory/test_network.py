"""The figures of the network, held against sums that are made another way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import Group, Network, Node, Span, month_starts, pair_of, told
from services.directory.model.network import FEW
from tests.unit.directory.people import NOW

WHERE = ("", "wales", "scotland")


@st.composite
def networks(draw):
    places = draw(st.lists(st.tuples(st.sampled_from(WHERE), st.integers(0, 9)), min_size=1, max_size=14))
    members = {f"{n:02}": Node(NOW + timedelta(days=day), region) for n, (region, day) in enumerate(places)}
    names = st.sampled_from([*members, "left"])
    pairs = draw(st.lists(st.tuples(names, names, st.integers(0, 9), st.integers(1, 9)), max_size=30))
    ties = {
        pair_of(one, other): (Span(NOW + timedelta(days=day), NOW + timedelta(days=day + long)),)
        for one, other, day, long in pairs
        if one != other
    }
    return Network(members, ties)


@given(networks(), st.integers(-1, 19))
def test_the_average_is_the_mean_of_what_each_member_has(network, day):
    at = NOW + timedelta(days=day)
    moment = network.at(at)
    present = [name for name, node in network.members.items() if node.joined_at <= at]
    degrees = [
        sum(
            name in pair and all(end in present for end in pair) and connected[0].begun <= at < connected[0].ended
            for pair, connected in network.ties.items()
        )
        for name in present
    ]
    assert (moment.average is None) == (not present)
    if present:
        assert round(sum(degrees) / len(present), 9) == round(moment.average or 0, 9)


@given(networks())
def test_every_connection_is_within_across_or_not_known(network):
    moment = network.at(NOW + timedelta(days=9))
    boundary, groups = moment.boundary("region"), moment.groups("region")
    assert boundary.within + boundary.across + boundary.unsaid == len(moment.edges)
    assert sum(group.members for group in groups.values()) == sum(bool(each.region) for each in moment.members.values())
    assert sum(group.within for group in groups.values()) == boundary.within
    assert sum(group.across for group in groups.values()) >= 2 * boundary.across


def test_of_a_few_members_no_average_is_told():
    def group(size):
        members = {f"{n}": Node(NOW, "wales") for n in range(size)}
        ties = {("0", "1"): (Span(NOW, None),)}
        return Network(members, ties).at(NOW).groups("region")["wales"]

    assert (group(FEW - 1).average, group(FEW - 1).average_within) == (None, None)
    assert group(FEW).average == group(FEW).average_within == 2 / FEW


@given(networks())
def test_what_is_told_leaves_no_few_whose_figures_could_be_subtracted(network):
    groups = network.at(NOW + timedelta(days=9)).groups("region")
    silent = [group.members for value, group in groups.items() if value not in told(groups)]
    assert not silent or sum(silent) >= FEW or len(silent) == len(groups)
    assert all(groups[value].members >= FEW for value in told(groups))


def test_the_smallest_that_could_be_told_keeps_silent_with_one_that_is_small():
    sizes = {"wales": 9, "scotland": 6, "london": 2}
    assert told({name: Group(size) for name, size in sizes.items()}) == {"wales"}
    assert told({name: Group(size) for name, size in (sizes | {"yorkshire": 3}).items()}) == {"wales", "scotland"}
    assert told({"wales": Group(9), "scotland": Group(6)}) == {"wales", "scotland"}


def test_growth_is_told_by_months():
    told = list(month_starts(datetime(2027, 2, 28, 9, 30, tzinfo=UTC), 4))
    assert [each.isoformat() for each in told] == [
        f"{month}-01T00:00:00+00:00" for month in ("2026-11", "2026-12", "2027-01", "2027-02")
    ]
