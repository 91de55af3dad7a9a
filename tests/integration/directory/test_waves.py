"""Waves through the doors of the directory: who may plan them, who may apply in them, and how many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from services.directory.model import london_day
from tests.integration.directory.asking import Directory
from tests.integration.directory.test_races import outcomes
from tests.waves import ALL, plan_wave


def submit(directory: Directory, person_id: str, **changes: object) -> dict:
    """Write and hand in, whatever wave there is."""
    return directory.of(person_id, "submit_application", directory.draft(person_id, **changes))


def seen(directory: Directory, wave: dict) -> dict:
    return directory.ask("ops", "get_wave", wave_id=wave["wave_id"])


def test_nobody_submits_while_no_wave_is_open_and_the_draft_stays(directory):
    applicant = directory.person("ana")
    plan_wave(directory.community, first=3, regions=["wales"])
    with pytest.raises(Conflict, match="no_open_wave") as refused:
        submit(directory, applicant)
    assert refused.value.data["next"]["regions"] == ["wales"]
    assert directory.ask(applicant, "get_my_application")["status"] == "draft"


def test_a_wave_admits_its_regions_and_the_application_keeps_it(directory):
    wave = plan_wave(directory.community, regions=["wales", "wessex"])
    assert submit(directory, directory.person("ana"))["wave_id"] == wave["wave_id"]
    with pytest.raises(Conflict, match="no_open_wave"):
        submit(directory, directory.person("bea"), region="scotland")


def test_an_invitation_admits_whoever_holds_it_from_any_region(directory):
    given = {"kind": "alumni", "regions": [], "audience": "Leading change, 2016"}
    wave = plan_wave(directory.community, **given)
    assert len(wave["code"]) > 30
    with pytest.raises(Conflict, match="no_open_wave"):
        submit(directory, directory.person("ana"), invitation="guessed")
    admitted = submit(directory, directory.person("bea"), invitation=wave["code"])
    assert admitted["wave_id"] == wave["wave_id"]
    assert directory.ask("nobody", "list_waves")["items"] == []
    invited = directory.ask("nobody", "get_admission", invitation=wave["code"])
    assert (invited["problem"], invited["invited"]["audience"]) == (None, "Leading change, 2016")
    assert "code" not in invited["invited"]


def test_what_is_incomplete_is_said_before_that_no_wave_is_open(directory):
    applicant = directory.person("ana")
    with pytest.raises(Invalid, match="incomplete"):
        submit(directory, applicant, commitment="")


def test_many_at_the_same_moment_never_exceed_the_cap(directory):
    wave = plan_wave(directory.community, cap=3)
    drafts = {person: directory.draft(person) for person in (directory.person(f"ana{each}") for each in range(10))}
    sent = outcomes(
        *[
            directory.start(
                person, "submit_application", **{name: draft[name] for name in ("application_id", "version")}
            )
            for person, draft in drafts.items()
        ]
    )
    assert sent == {"done": 3, "wave_full": 7}
    assert (seen(directory, wave)["submitted"], seen(directory, wave)["state"]) == (3, "full")
    assert directory.db.applications.count_documents({"wave_id": wave["wave_id"]}) == 3


def test_who_withdraws_frees_their_place(directory):
    plan_wave(directory.community, cap=1)
    ana, bea = directory.person("ana"), directory.person("bea")
    application = submit(directory, ana)
    with pytest.raises(Conflict, match="wave_full"):
        submit(directory, bea)
    assert directory.ask("nobody", "get_admission", region="wales")["problem"] == "wave_full"
    directory.of(ana, "withdraw_application", application)
    directory.of(bea, "submit_application", directory.ask(bea, "get_my_application"))


def test_who_is_erased_frees_their_place(directory):
    wave = plan_wave(directory.community, cap=1)
    ana = directory.person("ana")
    submit(directory, ana)
    directory.ask("ops", "erase_person", person_id=ana)
    assert seen(directory, wave)["submitted"] == 0


@pytest.mark.parametrize("cap", [50, None])
def test_a_change_by_staff_meanwhile_loses_no_place(directory, cap):
    wave = plan_wave(directory.community, cap=cap)
    drafts = {person: directory.draft(person) for person in (directory.person(f"ana{each}") for each in range(5))}
    named = ("application_id", "version")
    pending = [
        directory.start(person, "submit_application", **{name: draft[name] for name in named})
        for person, draft in drafts.items()
    ]
    changing = {"wave_id": wave["wave_id"], "version": wave["version"], "cap": 40}
    assert outcomes(*pending, directory.start("ops", "change_wave", **changing)) == {"done": 6}
    assert (seen(directory, wave)["submitted"], seen(directory, wave)["cap"]) == (5, 40)


def test_who_withdraws_while_a_cap_is_set_leaves_no_place_behind(directory):
    wave = plan_wave(directory.community, cap=None)
    people = [directory.person(f"ana{each}") for each in range(4)]
    pending = [
        directory.start(person, "withdraw_application", application_id=sent["application_id"], version=sent["version"])
        for person, sent in [(person, submit(directory, person)) for person in people]
    ]
    changing = {"wave_id": wave["wave_id"], "version": wave["version"], "cap": 40}
    assert outcomes(*pending, directory.start("ops", "change_wave", **changing)) == {"done": 5}
    assert seen(directory, wave)["submitted"] == 0


def test_two_waves_planned_at_once_never_share_a_region(directory):
    today = london_day(directory.community.clock())
    days = {"opens_on": str(today), "closes_on": str(today + timedelta(days=9))}
    plans = [
        directory.start("ops", "create_wave", name=f"Wave {each}", kind="regions", regions=["wales", other], **days)
        for each, other in enumerate(("wessex", "oxford", "eastern", "scotland"))
    ]
    assert outcomes(*plans) == {"done": 1, "regions_overlap": 3}
    with pytest.raises(Conflict, match="regions_overlap"):
        plan_wave(directory.community, first=9, last=12, regions=["wales"])
    plan_wave(directory.community, first=10, last=12, regions=["wales"])


def test_only_staff_and_operators_plan_and_look_after_waves(directory):
    wave = plan_wave(directory.community)
    named = {"wave_id": wave["wave_id"], "version": wave["version"]}
    for who in ("nobody", "gateway", directory.chair(), directory.person("ana")):
        for method, request in (
            ("create_wave", {"name": "Mine", "kind": "regions", "opens_on": "2030-01-01", "closes_on": "2030-01-02"}),
            ("change_wave", named),
            ("close_wave", named),
            ("cancel_wave", named),
            ("get_wave", {"wave_id": wave["wave_id"]}),
            ("list_all_waves", {}),
        ):
            with pytest.raises(Refused, match="not_allowed"):
                directory.ask(who, method, **request)
    staff = directory.person("sal", ("staff", None))
    assert directory.ask(staff, "change_wave", **named, cap=7)["cap"] == 7
    with pytest.raises(NotFound, match="no_wave"):
        directory.ask(staff, "get_wave", wave_id="none")


def test_a_change_of_what_somebody_else_changed_is_refused(directory):
    wave = plan_wave(directory.community)
    named = {"wave_id": wave["wave_id"], "version": wave["version"]}
    directory.ask("ops", "change_wave", **named, cap=7)
    with pytest.raises(Conflict, match="version_conflict") as conflict:
        directory.ask("ops", "change_wave", **named, cap=8)
    assert conflict.value.data["cap"] == 7


def test_a_closed_wave_admits_nobody_and_is_told_of(directory):
    wave = plan_wave(directory.community, regions=["wales"])
    directory.ask("ops", "close_wave", wave_id=wave["wave_id"], version=wave["version"])
    with pytest.raises(Conflict, match="no_open_wave"):
        submit(directory, directory.person("ana"))
    told = directory.told("wave.opened", "wave.closed")
    assert [each["type"] for each in told] == ["wave.opened", "wave.closed"]
    assert {each["wave_id"] for each in told} == {wave["wave_id"]}
    assert "code" not in told[0]
    plan_wave(directory.community, regions=["wales"])


def test_a_planned_wave_is_called_off(directory):
    wave = plan_wave(directory.community, first=2, regions=["wales"])
    directory.ask("ops", "cancel_wave", wave_id=wave["wave_id"], version=wave["version"])
    assert directory.ask("nobody", "list_waves")["items"] == []
    assert seen(directory, wave)["state"] == "cancelled"
    assert directory.told("wave.opened") == []


def test_staff_see_what_each_region_expects_sent_and_can_assess(directory):
    given = {"regions": ["wales", "wessex"], "expected_by_region": {"wales": 30}}
    wave = plan_wave(directory.community, **given)
    for name in ("one", "two", "three"):
        directory.assessor(name)
    submit(directory, directory.person("ana"))
    shown = seen(directory, wave)
    assert shown["by_region"] == [
        {"region": "wales", "expected": 30, "submitted": 1, "assessors": 3, "capacity": 30},
        {"region": "wessex", "expected": None, "submitted": 0, "assessors": 0, "capacity": 0},
    ]
    assert (shown["submitted"], shown["off_pattern"]) == (1, False)
    assert plan_wave(directory.community, first=31, last=40, regions=["wales"])["off_pattern"] is True


def test_waves_are_listed_page_by_page_the_latest_first(directory):
    for number in range(3):
        plan_wave(directory.community, first=40 * number, last=40 * number + 9, name=f"Wave {number}", regions=ALL[:4])
    first = directory.ask("nobody", "list_waves", limit=2)
    rest = directory.ask("nobody", "list_waves", limit=2, after=first["next"])
    assert [wave["name"] for wave in first["items"] + rest["items"]] == ["Wave 2", "Wave 1", "Wave 0"]
    assert [wave["state"] for wave in rest["items"]] == ["open"]
    assert rest["next"] is None


def test_an_application_from_before_there_were_waves_is_still_read_and_withdrawn(directory):
    applicant = directory.person("ana")
    application = directory.submitted(applicant)
    directory.db.applications.update_many({}, {"$unset": {"wave_id": "", "invitation": ""}})
    assert directory.of(applicant, "withdraw_application", application)["wave_id"] is None
