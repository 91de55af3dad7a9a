"""The register of organisations: who belongs, who is found, what staff keep, and that two names are one conflict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bus.actor import Actor
from bus.errors import Conflict, Invalid, NotFound, Refused
from bus.times import utc_now
from services.directory import actions
from services.directory.actions import belonging
from tests.integration.directory.asking import Directory
from tests.integration.directory.assessing import assigned, read
from tests.integration.directory.jobs import run
from tests.integration.directory.test_races import outcomes

RIVERSIDE = {"name": "Riverside Hospital", "kind": "nhs-provider", "region": "wales"}
ITSELF = Actor("service", "directory")


def add(directory: Directory, **given: Any) -> dict[str, Any]:
    return directory.ask("ops", "add_organisation", **RIVERSIDE | given)


def change(
    directory: Directory, one: dict[str, Any], method: str = "change_organisation", **given: Any
) -> dict[str, Any]:
    named = {name: one[name] for name in ("organisation_id", "version")}
    return directory.ask("ops", method, **named | given)


def match(directory: Directory) -> int:
    """Let the job look until nothing is left, as it does some time after a change; return how many steps that took."""
    steps, later = 1, utc_now() + timedelta(minutes=1)
    while run(directory, lambda work: actions.match_members(work, ITSELF), later):
        steps += 1
    return steps


def found(directory: Directory, who: str = "nobody", **by: str) -> list[str]:
    return [card["name"] for card in directory.ask(who, "search_members", **by)["items"]]


def test_who_writes_a_name_of_the_register_belongs_at_once_and_is_found_by_it_and_its_kind(directory):
    one = add(directory, other_names=["Glan yr Afon"])
    directory.member("ana", organisation="RIVERSIDE  hospital.")
    moved = directory.member("bea", organisation="Glan-yr-Afon")
    directory.member("cai", organisation="Harbour View")
    here = {"organisation": one["organisation_id"]}
    assert found(directory, **here) == found(directory, kind="nhs-provider") == ["ana", "bea"]
    directory.ask(moved, "update_profile", version=1, organisation="Harbour View")
    assert found(directory, **here) == ["ana"]
    page = directory.ask("nobody", "search_members", **here)
    assert page["organisation"] == {"organisation_id": one["organisation_id"], "name": "Riverside Hospital"}
    assert page["facets"]["organisation"] == [
        {"value": one["organisation_id"], "count": 1, "name": "Riverside Hospital"}
    ]
    assert directory.told("member.updated")[-1]["organisation_id"] == ""


def test_who_wrote_a_name_before_it_was_known_is_matched_by_the_job_step_by_step(directory, monkeypatch):
    monkeypatch.setattr(belonging, "AT_ONCE", 2)
    for number in range(5):
        directory.member(f"m{number}", organisation="riverside hospital")
    one = add(directory)
    assert found(directory, kind="nhs-provider") == []
    assert match(directory) > 3
    assert found(directory, organisation=one["organisation_id"]) == [f"m{number}" for number in range(5)]
    told = directory.told("member.updated")
    assert {event["organisation_id"] for event in told} == {one["organisation_id"]}
    assert (len(told), match(directory)) == (5, 1)
    member = directory.db.members.find_one({})
    assert (member["version"], member["sequence"]) == (1, 2)
    assert directory.db.audit.count_documents({"action": "member.matched"}) == 5


def test_a_change_of_kind_or_of_names_reaches_those_who_belong(directory):
    one = add(directory, other_names=["Glan yr Afon"])
    directory.member("ana")
    directory.member("bea", organisation="Glan yr Afon")
    one = change(directory, one, kind="network", other_names=[])
    match(directory)
    assert found(directory, kind="network") == ["ana"]
    assert found(directory, kind="nhs-provider") == []
    change(directory, one, other_names=["Glan yr Afon"])
    match(directory)
    assert found(directory, kind="network") == ["ana", "bea"]


def test_merging_brings_names_and_members_together_and_the_old_address_leads_on(directory):
    one, other = add(directory), add(directory, name="Harbour View", kind="network")
    third = add(directory, name="Cliff House")
    directory.member("ana")
    directory.member("bea", organisation="Harbour View")
    merged = change(directory, one, "merge_organisations", into_id=other["organisation_id"])
    assert merged["other_names"] == ["Riverside Hospital"]
    match(directory)
    assert found(directory, organisation=other["organisation_id"]) == ["ana", "bea"]
    assert found(directory, kind="nhs-provider") == []
    last = change(directory, merged, "merge_organisations", into_id=third["organisation_id"])
    match(directory)
    for gone in (one, other):
        shown = directory.ask("nobody", "get_organisation", organisation_id=gone["organisation_id"])
        assert (shown["organisation_id"], shown["members"]) == (third["organisation_id"], 2)
        assert found(directory, organisation=gone["organisation_id"]) == ["ana", "bea"]
    assert set(last["other_names"]) == {"Harbour View", "Riverside Hospital"}
    told = directory.told("organisation.merged")
    assert told[0]["into_id"] == other["organisation_id"]
    with pytest.raises(Conflict, match="same_organisation"):
        change(directory, last, "merge_organisations", into_id=one["organisation_id"])


def test_a_name_is_one_organisations_and_a_version_is_guarded(directory):
    one = add(directory)
    with pytest.raises(Conflict, match="name_taken") as taken:
        add(directory, name="Another", other_names=["riverside HOSPITAL"])
    assert taken.value.data["organisation_id"] == one["organisation_id"]
    other = add(directory, name="Harbour View")
    with pytest.raises(Conflict, match="name_taken"):
        change(directory, other, name="Riverside hospital")
    change(directory, one, region="scotland")
    with pytest.raises(Conflict, match="version_conflict"):
        change(directory, one, region="wessex")


def test_of_two_who_add_one_name_at_once_one_succeeds(directory):
    tries = [directory.start("ops", "add_organisation", **RIVERSIDE) for _ in range(4)]
    assert outcomes(*tries)["name_taken"] == 3
    assert directory.db.organisations.count_documents({}) == 1


def test_only_what_nobody_names_is_removed_and_then_it_is_gone(directory):
    one, other = add(directory), add(directory, name="Harbour View")
    directory.member("ana")
    with pytest.raises(Conflict, match="organisation_in_use"):
        change(directory, one, "remove_organisation")
    change(directory, other, "remove_organisation")
    with pytest.raises(NotFound):
        directory.ask("nobody", "get_organisation", organisation_id=other["organisation_id"])
    match(directory)
    assert directory.db.organisations.count_documents({}) == 1
    assert [told["organisation_id"] for told in directory.told("organisation.removed")] == [other["organisation_id"]]
    add(directory, name="Harbour View")


def test_who_hides_where_they_work_is_neither_counted_nor_found_there(directory):
    one = add(directory)
    shows = directory.member("ana")
    for name, level in (("bea", "members"), ("cai", "nobody")):
        hides = directory.member(name)
        directory.ask(hides, "update_profile", version=1, shown_to={"organisation": level})
    here = {"organisation": one["organisation_id"]}
    assert (found(directory, **here), found(directory, shows, **here)) == (["ana"], ["ana", "bea"])

    def counted(who: str) -> tuple[int, int, int]:
        page = directory.ask(who, "search_members")
        listed = directory.ask(who, "search_organisations", words="river")["items"][0]["members"]
        entry = directory.ask(who, "get_organisation", organisation_id=one["organisation_id"])["members"]
        return page["facets"]["organisation"][0]["count"], listed, entry

    assert (counted("nobody"), counted(shows)) == ((1, 1, 1), (2, 2, 2))
    work = directory.ask(shows, "get_workplace", organisation_id=one["organisation_id"])
    assert [person["name"] for person in work["people"]] == ["ana", "bea"]
    assert {event["organisation_id"] for event in directory.told("member.updated")} == {one["organisation_id"], ""}


def test_only_who_works_there_and_staff_see_the_table_of_skills(directory):
    one = add(directory)
    here, there = directory.member("ana"), directory.member("bea", organisation="Harbour View")
    staff = directory.person("staff", ("staff", None))
    asked = {"organisation_id": one["organisation_id"]}
    for who in ("nobody", there):
        with pytest.raises(Refused):
            directory.ask(who, "get_workplace", **asked)
    for who in (here, staff):
        people = directory.ask(who, "get_workplace", **asked)["people"]
        assert [(each["name"], each["topics"]) for each in people] == [("ana", ["patient-safety"])]
    assert directory.ask(here, "get_organisation", **asked)["own"]
    assert not directory.ask(there, "get_organisation", **asked)["own"]


def test_organisations_are_found_by_beginnings_of_words_accents_or_not_page_by_page(directory):
    add(directory, name="Ysbyty Môn", kind="network", region="wales", partnership="betsi-cadwaladr")
    add(directory, name="Severn Network", kind="network", region="west-of-england", other_names=["Môr Hafren"])
    for number in range(3):
        add(directory, name=f"Surgery {number}", kind="primary-care")

    def names(**by: Any) -> list[str]:
        return [each["name"] for each in directory.ask("nobody", "search_organisations", **by)["items"]]

    assert names(words="mo") == ["Severn Network", "Ysbyty Môn"]
    assert names(words="mon ysb") == names(kind="network", region="wales") == ["Ysbyty Môn"]
    assert names(partnership="betsi-cadwaladr") == ["Ysbyty Môn"]
    assert names(words="bsbyty") == names(words="sever surgery") == []
    first = directory.ask("nobody", "search_organisations", limit=3)
    second = directory.ask("nobody", "search_organisations", limit=3, after=first["next"])
    assert [each["name"] for each in first["items"] + second["items"]] == sorted(
        ["Ysbyty Môn", "Severn Network", "Surgery 0", "Surgery 1", "Surgery 2"]
    )
    assert (first["total"], second["next"]) == ({"value": 5, "exact": True}, None)


def test_staff_see_what_the_register_does_not_know_the_most_frequent_first(directory):
    add(directory)
    for name, organisation in (("a", "Glan Môr"), ("b", "glan mor"), ("c", "Cliff House"), ("d", "Riverside Hospital")):
        directory.member(name, organisation=organisation)
    hides = directory.member("e", organisation="A secret place")
    directory.ask(hides, "update_profile", version=1, shown_to={"organisation": "nobody"})
    directory.nominated("f")
    staff = directory.person("staff", ("staff", None))
    assert directory.ask(staff, "list_unknown_organisations") == {
        "items": [{"name": "Glan Môr", "members": 2}, {"name": "Cliff House", "members": 1}],
        "more": False,
    }
    with pytest.raises(Refused):
        directory.ask(hides, "list_unknown_organisations")


def test_two_names_of_one_organisation_are_one_conflict_present_and_past(directory):
    one = add(directory, other_names=["Glan yr Afon"])
    directory.member("one", organisation="Glan yr Afon")
    former = directory.member("two", organisation="glan yr afon")
    directory.ask(former, "update_profile", version=1, organisation="Harbour View")
    for name in ("one", "two"):
        directory.assessor(name)
    free = directory.assessor("three")
    application = directory.submitted(directory.person("ana"))
    assert assigned(directory, application) == [free]
    assert one["other_names"] == ["Glan yr Afon"]


def test_who_turns_out_to_work_with_the_applicant_reads_no_more_and_is_replaced(directory):
    works_there = directory.member("one", organisation="Glan yr Afon")
    for name in ("one", "two"):
        directory.assessor(name)
    application = directory.submitted(directory.person("ana"))
    assert works_there in assigned(directory, application)
    other = directory.assessor("three")
    add(directory, other_names=["Glan yr Afon"])
    with pytest.raises(Refused):
        read(directory, works_there, application)
    match(directory)
    assert assigned(directory, application) == sorted([directory.person("two"), other])


def test_what_is_no_organisation_is_refused_field_by_field(directory):
    for given, pointer in (
        ({"name": "–"}, "/name"),
        ({"kind": "club"}, "/kind"),
        ({"website": "http://example.org"}, "/website"),
        ({"partnership": "Severn Vale!"}, "/partnership"),
    ):
        with pytest.raises(Invalid) as refused:
            add(directory, **given)
        assert [error["pointer"] for error in refused.value.errors] == [pointer]
    with pytest.raises(Refused):
        directory.ask(directory.member("ana"), "add_organisation", **RIVERSIDE)
    add(directory, website="")


def test_who_was_saved_before_there_was_a_register_is_matched_too(directory):
    member = directory.member("ana")
    gone = {"profile.organisation_id": "", "profile.organisation_kind": "", "organisation_key": ""}
    directory.db.members.update_one({"_id": member}, {"$unset": gone})
    one = add(directory)
    match(directory)
    assert found(directory, organisation=one["organisation_id"]) == ["ana"]
