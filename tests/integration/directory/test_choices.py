"""Staff keep the lists: what they change is seen at once, and what they merge goes over piece by piece."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from bus.times import utc_now
from services.directory import actions, store
from services.directory.actions import moving
from tests.integration.directory import jobs
from tests.integration.directory.asking import PROFILE, Directory
from tests.waves import open_wave, plan_wave

GIVEN_UP_S = 20
LATER = timedelta(minutes=2)


def staff(directory: Directory) -> str:
    return directory.person("staff", ("staff", None))


def listed(directory: Directory, list_name: str, slug: str) -> dict[str, Any]:
    entries = directory.ask("nobody", "get_reference")[list_name]
    return next(each for each in entries if each["slug"] == slug)


def change(directory: Directory, who: str, method: str, list_name: str, slug: str, **more: Any) -> dict[str, Any]:
    seen = {"list": list_name, "slug": slug, "version": listed(directory, list_name, slug)["version"]}
    return directory.ask(who, method, **seen | more)


def merge(directory: Directory, list_name: str, slug: str, into: str) -> dict[str, Any]:
    return change(directory, staff(directory), "merge_choice", list_name, slug, into=into)


def move_all(directory: Directory, now: datetime | None = None) -> int:
    """Let the job look until nothing is left; return in how many steps."""
    steps = 1
    while jobs.run(directory, actions.move_merged, now or utc_now() + LATER):
        steps += 1
    return steps


def found(directory: Directory, **sought: str) -> int:
    return int(directory.ask("nobody", "search_members", **sought)["total"]["value"])


def wait_until_found(directory: Directory, count: int, **sought: str) -> None:
    """Wait until the search of the running process has its words from the lists of today."""
    until = utc_now() + timedelta(seconds=GIVEN_UP_S)
    while found(directory, **sought) != count:
        assert utc_now() < until


def test_a_renamed_topic_is_called_so_everywhere_and_found_by_its_new_name(directory: Directory) -> None:
    directory.member("ana", topics=["cancer"])
    wait_until_found(directory, 1, words="cancer")
    change(directory, staff(directory), "rename_choice", "topics", "cancer", name="Oncology")
    assert listed(directory, "topics", "cancer")["name"] == "Oncology"
    wait_until_found(directory, 1, words="oncology")
    assert (found(directory, words="cancer"), found(directory, topic="cancer")) == (0, 1)


def test_every_process_sees_a_change_at_once(directory: Directory) -> None:
    other = jobs.opened(directory, utc_now())
    try:
        assert other.ask(store.lists).name_of("topics", "cancer") == "Cancer"
        change(directory, staff(directory), "rename_choice", "topics", "cancer", name="Oncology")
        assert other.ask(store.lists).name_of("topics", "cancer") == "Oncology"
        assert other.transact(store.lists) is other.transact(store.lists)
    finally:
        other.close()


def test_what_is_added_can_be_chosen_and_what_is_retired_only_by_who_has_it(directory: Directory) -> None:
    who, ana, ben = staff(directory), directory.member("ana"), directory.member("ben")
    added = directory.ask(who, "add_choice", list="partnerships", name="Severn Valley Partnership", regions=["wales"])
    assert (added["slug"], added["version"]) == ("severn-valley-partnership", 1)
    chosen = directory.ask(ana, "update_profile", version=1, partnership=added["slug"])
    assert (chosen["partnership"], found(directory, partnership=added["slug"])) == ("severn-valley-partnership", 1)
    change(directory, who, "retire_choice", "partnerships", added["slug"])
    directory.ask(ana, "update_profile", version=2, partnership=added["slug"])
    with pytest.raises(Invalid) as refused:
        directory.ask(ben, "update_profile", version=1, partnership=added["slug"])
    assert [(each["pointer"], each["code"]) for each in refused.value.errors] == [("/partnership", "not_a_choice")]
    assert found(directory, partnership=added["slug"]) == 1
    change(directory, who, "restore_choice", "partnerships", added["slug"])
    assert directory.ask(ben, "update_profile", version=1, partnership=added["slug"])["partnership"]
    told = directory.told("choice.added", "choice.retired", "choice.restored")
    assert [each["type"] for each in told] == ["choice.added", "choice.retired", "choice.restored"]


def test_what_nobody_knows_is_refused_at_its_field(directory: Directory) -> None:
    ana = directory.member("ana")
    for field, value, pointer in (
        ("region", "atlantis", "/region"),
        ("partnership", "atlantis", "/partnership"),
        ("topics", ["cancer", "magic"], "/topics/1"),
    ):
        with pytest.raises(Invalid) as refused:
            directory.ask(ana, "update_profile", version=1, **{field: value})
        assert [(each["pointer"], each["code"]) for each in refused.value.errors] == [(pointer, "not_a_choice")]
    with pytest.raises(Invalid):
        directory.ask("nobody", "search_members", topic="magic")


def test_a_merge_goes_over_to_everyone_who_has_it(directory: Directory) -> None:
    who = staff(directory)
    ana, ben = directory.member("ana", topics=["cancer", "diabetes"]), directory.nominated("ben")
    directory.ask(ana, "update_profile", version=1, interests=["cancer"])
    directory.ask(who, "give_recognition", member_id=ana, topic="cancer", reason="For years of it.")
    draft = directory.draft(directory.person("cai"), topics=["cancer"])
    merge(directory, "topics", "cancer", "diabetes")
    assert (found(directory, topic="cancer"), found(directory, topic="diabetes")) == (1, 1)
    move_all(directory)
    entry = directory.ask("nobody", "get_member", member_id=ana)
    assert (entry["topics"], entry["interests"]) == (["diabetes"], ["diabetes"])
    assert [each["topic"] for each in entry["recognitions"]] == ["diabetes"]
    assert directory.ask(ben, "get_my_profile")["topics"] == PROFILE["topics"]
    assert directory.told("member.updated")[-1]["topics"] == ["diabetes"]
    assert entry["version"] == 2
    stored = directory.db.applications.find_one({"_id": draft["application_id"]})
    assert stored["profile"]["topics"] == ["diabetes"]
    assert found(directory, topic="cancer") == 1
    assert directory.db.choices.find_one({"_id": "topics cancer"})["moving_since"] is None


def test_what_comes_in_with_a_merged_slug_is_taken_for_what_it_became(directory: Directory) -> None:
    ana = directory.member("ana")
    merge(directory, "backgrounds", "carer", "patient-leader")
    assert directory.ask(ana, "update_profile", version=1, background="carer")["background"] == "patient-leader"


def test_a_merge_looks_again_a_minute_later_for_what_was_being_written(directory: Directory) -> None:
    ana = directory.member("ana", topics=["cancer"])
    merge(directory, "topics", "cancer", "diabetes")
    move_all(directory, utc_now())
    directory.db.members.update_one({"_id": ana}, {"$set": {"profile.topics": ["cancer"]}})
    move_all(directory)
    assert directory.ask("nobody", "get_member", member_id=ana)["topics"] == ["diabetes"]
    assert not jobs.run(directory, actions.move_merged, utc_now() + LATER)


def test_a_job_that_is_killed_half_way_goes_on_where_it_was(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyone = [directory.member(f"m{number}", topics=["cancer"]) for number in range(5)]
    merge(directory, "topics", "cancer", "diabetes")
    monkeypatch.setattr(moving, "AT_ONCE", 2)
    assert jobs.run(directory, actions.move_merged, utc_now())
    left = directory.db.members.count_documents({"profile.topics": "cancer"})

    def killed(*_: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(store, "save_recoded_member", killed)
        with pytest.raises(SystemExit):
            jobs.run(directory, actions.move_merged, utc_now())
    assert (left, directory.db.members.count_documents({"profile.topics": "cancer"})) == (3, 3)
    move_all(directory)
    told = [each["member_id"] for each in directory.told("member.updated")]
    assert sorted(told) == sorted(everyone)
    assert directory.db.members.count_documents({"profile.topics": "diabetes"}) == 5


def test_members_may_save_while_a_merge_goes_over_to_them(directory: Directory) -> None:
    everyone = [directory.member(f"m{number}", topics=["cancer"]) for number in range(6)]
    merge(directory, "topics", "cancer", "diabetes")
    saved: list[Any] = []

    def save(member_id: str) -> None:
        saved.append(directory.ask(member_id, "update_profile", version=1, role="Nurse", topics=["cancer"]))

    threads = [threading.Thread(target=save, args=(member_id,)) for member_id in everyone]
    for thread in threads:
        thread.start()
    move_all(directory)
    for thread in threads:
        thread.join()
    assert [(each["role"], each["topics"]) for each in saved] == [("Nurse", ["diabetes"])] * 6
    move_all(directory)
    for member_id in everyone:
        entry = directory.ask("nobody", "get_member", member_id=member_id)
        assert (entry["role"], entry["topics"]) == ("Nurse", ["diabetes"])


def test_a_region_is_not_taken_away_while_people_apply_there(directory: Directory) -> None:
    who = staff(directory)
    wave = plan_wave(directory.community, regions=["wales"])
    for method, more in (("retire_choice", {}), ("merge_choice", {"into": "wessex"})):
        with pytest.raises(Conflict) as refused:
            change(directory, who, method, "regions", "wales", **more)
        assert refused.value.code == "region_has_wave"
    ana = directory.person("ana")
    sent = directory.of(ana, "submit_application", directory.draft(ana))
    directory.ask(who, "close_wave", wave_id=wave["wave_id"], version=wave["version"])
    with pytest.raises(Conflict) as refused:
        change(directory, who, "merge_choice", "regions", "wales", into="wessex")
    assert refused.value.code == "region_has_applications"
    directory.of(ana, "withdraw_application", sent)
    assert change(directory, who, "merge_choice", "regions", "wales", into="wessex")["state"] == "merged"


def test_a_merged_region_goes_over_with_its_panel_its_waves_and_who_waits_for_it(directory: Directory) -> None:
    who, chair, one = staff(directory), directory.chair(), directory.assessor("one")
    directory.ask(chair, "name_deputy", region="wales", person_id=one, until=str((utc_now() + LATER).date()))
    directory.ask(directory.person("cai"), "keep_interest", region="wales", wish="apply")
    ana = directory.member("ana")
    wave = plan_wave(directory.community, regions=["wales", "wessex"], expected_by_region={"wales": 3, "wessex": 4})
    directory.ask(who, "close_wave", wave_id=wave["wave_id"], version=wave["version"])
    merge(directory, "regions", "wales", "wessex")
    move_all(directory)
    assert directory.ask("nobody", "get_member", member_id=ana)["region"] == "wessex"
    assert directory.ask(one, "get_my_roles")["roles"] == [{"role": "assessor", "region": "wessex"}]
    assert directory.ask(chair, "get_panel", region="wessex")["deputy_id"] is None
    assert directory.ask(who, "get_wave", wave_id=wave["wave_id"])["expected_by_region"] == {"wessex": 7}
    assert directory.db.interests.find_one({})["region"] == "wessex"
    assert directory.db.panels.find_one({"_id": "wales"}) is None
    told = directory.told("role.granted", "role.revoked")
    assert {"role": "chair", "region": "wessex"} in [each for row in told for each in row["roles"]]
    partnership = listed(directory, "partnerships", "cardiff-and-vale")
    assert partnership["regions"] == ["wessex"]


def test_a_draft_from_a_merged_region_is_sent_to_the_panel_of_the_other(directory: Directory) -> None:
    ana = directory.person("ana")
    draft = directory.draft(ana, region="wales")
    merge(directory, "regions", "wales", "wessex")
    plan_wave(directory.community, regions=["wessex"])
    assert directory.of(ana, "submit_application", draft)["region"] == "wessex"


def test_two_members_of_staff_do_not_overwrite_one_another(directory: Directory) -> None:
    who = staff(directory)
    seen = {"list": "topics", "slug": "cancer", "version": 0}
    directory.ask(who, "rename_choice", **seen, name="Oncology")
    with pytest.raises(Conflict) as refused:
        directory.ask(who, "rename_choice", **seen, name="Tumours")
    assert (refused.value.code, (refused.value.data or {})["name"]) == ("version_conflict", "Oncology")


def test_staff_alone_keep_the_lists_and_what_they_do_is_on_record(directory: Directory) -> None:
    ana, who = directory.member("ana"), directory.member("staff")
    directory.ask("ops", "grant_role", person_id=who, role="staff")
    for method, more in (
        ("rename_choice", {"name": "Oncology"}),
        ("retire_choice", {}),
        ("merge_choice", {"into": "a"}),
    ):
        with pytest.raises(Refused):
            change(directory, ana, method, "topics", "cancer", **more)
    with pytest.raises(Refused):
        directory.ask(ana, "add_choice", list="topics", name="Oncology")
    with pytest.raises(Refused):
        directory.ask(ana, "get_choice", list="topics", slug="cancer")
    with pytest.raises(NotFound):
        directory.ask(who, "retire_choice", list="topics", slug="nothing", version=0)
    change(directory, who, "merge_choice", "topics", "cancer", into="diabetes")
    shown = directory.ask(who, "get_choice", list="topics", slug="cancer")
    rows = [(each["action"], each["into"], each["by"]) for each in shown["audit"]]
    assert (rows, shown["moving"]) == ([("choice.merged", "diabetes", "staff")], True)
    assert directory.ask("ops", "verify_audit")["faults"] == []


def test_a_partnership_is_hidden_like_any_part_of_an_entry(directory: Directory) -> None:
    ana = directory.member("ana")
    directory.ask(ana, "update_profile", version=1, partnership="cardiff-and-vale", shown_to={"partnership": "members"})
    assert directory.ask("nobody", "get_member", member_id=ana)["partnership"] == ""
    assert directory.ask(ana, "get_member", member_id=ana)["partnership"] == "cardiff-and-vale"
    assert found(directory, partnership="cardiff-and-vale") == 0
    assert directory.told("member.updated")[-1]["hidden_from_public"] == ["partnership"]


def test_applications_open_to_all_regions_that_are_used(directory: Directory) -> None:
    open_wave(directory.community)
    with pytest.raises(Conflict):
        change(directory, staff(directory), "retire_choice", "regions", "wales")
    change(directory, staff(directory), "rename_choice", "regions", "wales", name="Cymru")
    assert listed(directory, "regions", "wales")["name"] == "Cymru"
