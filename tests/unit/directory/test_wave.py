"""The rules of a recruitment wave, whatever its days and numbers (clauses 21, 23, 24)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.directory import model, reference
from services.directory.model import Incomplete, Interest, RuleBroken, Wave
from tests.unit.directory.people import NOW, draft, wave

REGIONS = sorted(reference.slugs(reference.REGIONS))
TODAY = NOW.date()
DAY = timedelta(days=1)
DAYS = st.integers(0, 40).map(lambda days: TODAY + days * DAY)
SOME = st.lists(st.sampled_from(REGIONS), min_size=1, max_size=6, unique=True)
SPANS = st.tuples(DAYS, DAYS).map(sorted)


@st.composite
def waves(draw: st.DrawFn, wave_id: str = "wave") -> Wave:
    first, last = draw(SPANS)
    given = {"name": "A wave", "kind": "regions", "regions": draw(SOME), "opens_on": first, "closes_on": last}
    made = Wave.plan(wave_id, "code", given | {"cap": draw(st.none() | st.integers(1, 5))}, TODAY)
    made.submitted = draw(st.integers(0, 6))
    return made


def invited(**changes: object) -> Wave:
    return wave(kind="alumni", regions=[], audience="Leading change, 2016", **changes)


@given(waves(), DAYS)
def test_the_state_follows_from_the_day_and_the_places(one: Wave, today: date) -> None:
    is_full = one.cap is not None and one.submitted >= one.cap
    running = "full" if is_full else "open"
    expected = "planned" if today < one.opens_on else running if today <= one.closes_on else "closed"
    assert one.state(today) == expected


@given(waves("one"), waves("other"))
def test_two_overlap_when_a_region_could_apply_in_both_on_one_day(one: Wave, other: Wave) -> None:
    days = [TODAY + number * DAY for number in range(41)]
    running = ("open", "full")
    both = [day for day in days if one.state(day) in running and other.state(day) in running]
    assert one.overlaps(other) == other.overlaps(one) == bool(both and set(one.regions) & set(other.regions))


@given(waves("one"), waves("other"))
def test_a_wave_that_was_called_off_or_closed_is_in_nobodys_way(one: Wave, other: Wave) -> None:
    one.cancelled_at, other.closed_at = NOW, None
    assert not one.overlaps(other)
    one.cancelled_at, other.closed_at = None, NOW
    assert not one.overlaps(other)


def test_a_wave_does_not_stand_in_its_own_way() -> None:
    assert not wave().overlaps(wave())


def test_an_overlap_is_refused() -> None:
    other = wave()
    other.wave_id = "other"
    with pytest.raises(RuleBroken, match="regions_overlap"):
        model.require_no_overlap(wave(regions=["wales"]), [other])
    model.require_no_overlap(wave(regions=["scotland"]), [other])


@given(waves(), st.sampled_from(REGIONS), DAYS)
def test_who_may_apply_is_of_its_regions_while_it_is_open(one: Wave, region: str, today: date) -> None:
    state = one.state(today)
    if region in one.regions and state == "open":
        assert model.admitting([one], region, "", today) is one
        return
    with pytest.raises(RuleBroken) as refused:
        model.admitting([one], region, "", today)
    assert refused.value.code == ("wave_full" if region in one.regions and state == "full" else "no_open_wave")


@given(st.text(max_size=20), st.sampled_from(REGIONS))
def test_a_wave_by_invitation_admits_who_holds_it_and_nobody_else(text: str, region: str) -> None:
    assume(text != "code")
    assert not invited().admits(region, text)
    assert invited().admits(None, "code")


def test_an_invitation_goes_before_ones_region() -> None:
    assert model.admitting([wave(), invited()], "wales", "code", TODAY).kind == "alumni"
    full = invited(cap=1)
    full.submitted = 1
    assert model.admitting([wave(), full], "wales", "code", TODAY).kind == "regions"


def test_a_wave_of_regions_has_no_invitation() -> None:
    assert wave().code == ""
    assert not wave().admits(None, "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"closes_on": TODAY - DAY}, "dates_reversed"),
        ({"opens_on": TODAY - DAY}, "opens_in_the_past"),
    ],
)
def test_days_that_cannot_be_are_refused(changes: dict[str, date], code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        wave(**changes)


@pytest.mark.parametrize(("kind", "missing"), [("regions", "/regions"), ("alumni", "/audience")])
def test_a_wave_says_whom_it_is_for(kind: str, missing: str) -> None:
    with pytest.raises(Incomplete) as refused:
        wave(kind=kind, regions=[], audience="")
    assert refused.value.pointers == (missing,)


def test_a_planned_wave_may_change_in_everything() -> None:
    planned = wave(opens_on=TODAY + DAY)
    planned.change({"name": "Later", "opens_on": TODAY + 2 * DAY, "regions": ["scotland"]}, TODAY)
    assert (planned.name, planned.opens_on, planned.regions, planned.version) == (
        "Later",
        TODAY + 2 * DAY,
        ("scotland",),
        2,
    )


def test_an_open_wave_is_shortened_and_extended_and_keeps_its_regions() -> None:
    running = wave()
    for closes_on in (TODAY, TODAY + 20 * DAY):
        running.change({"closes_on": closes_on, "cap": 5, "regions": ["wessex", "wales"], "audience": ""}, TODAY)
        assert running.closes_on == closes_on
    for changes in ({"regions": ["wales"]}, {"opens_on": TODAY + DAY}):
        with pytest.raises(RuleBroken, match="wave_is_open"):
            running.change(changes, TODAY)
    with pytest.raises(RuleBroken, match="closes_in_the_past"):
        running.change({"closes_on": TODAY}, TODAY + DAY)


def test_a_wave_that_is_over_stays_as_it_was() -> None:
    closed, cancelled = wave(), wave(opens_on=TODAY + DAY)
    closed.close(NOW)
    cancelled.cancel(NOW)
    for over in (closed, cancelled):
        with pytest.raises(RuleBroken, match="wave_is_over"):
            over.change({"cap": 3}, TODAY)
        with pytest.raises(RuleBroken, match="wave_not_open"):
            over.close(NOW)
        with pytest.raises(RuleBroken, match="wave_not_planned"):
            over.cancel(NOW)
    assert (closed.state(TODAY), cancelled.state(TODAY)) == ("closed", "cancelled")


def test_days_are_those_of_the_uk() -> None:
    assert model.london_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert model.london_day(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("count", "earlier", "is_off"),
    [(2, 0, False), (5, 0, True), (1, 0, True), (2, 3, True), (4, 1, False), (6, 1, False), (7, 1, True)],
)
def test_a_number_off_the_pattern_is_noticed(count: int, earlier: int, is_off: bool) -> None:
    assert wave(regions=REGIONS[:count]).is_off_pattern(earlier) == is_off
    assert not invited().is_off_pattern(earlier)


def test_each_application_takes_two_assessors() -> None:
    assert [model.capacity(assessors, 20) for assessors in (0, 1, 2, 5)] == [0, 10, 20, 50]


def test_expected_numbers_are_of_its_own_regions() -> None:
    assert wave(expected_by_region={"wales": 30, "scotland": 4}).expected_by_region == {"wales": 30}


def test_an_application_keeps_the_invitation_until_it_is_erased() -> None:
    application = draft(invitation="code")
    application.edit({"name": "Ana"}, NOW)
    assert application.invitation == "code"
    application.erase()
    assert application.invitation == ""


@pytest.mark.parametrize(
    ("wish", "region", "kind", "is_met"),
    [
        ("apply", "wales", "regions", True),
        ("apply", "scotland", "regions", False),
        ("updates", "scotland", "regions", True),
        ("updates", "wales", "alumni", False),
        ("apply", "wales", "alumni", False),
    ],
)
def test_people_hear_what_they_asked_for(wish: str, region: str, kind: str, is_met: bool) -> None:
    opened = wave() if kind == "regions" else invited()
    assert Interest("person", "interest", region, wish, NOW).is_met_by(opened) == is_met
