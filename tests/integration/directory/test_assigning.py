"""Two assessors are assigned by balance, taken off for a reason, and replaced by the next."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bus.actor import Actor
from bus.database import Database
from bus.errors import Conflict, Invalid, Refused
from bus.times import utc_now
from services.directory import actions
from services.directory.service import DirectoryService
from tests.integration.directory.asking import SCORES, Directory
from tests.integration.directory.test_races import outcomes
from tests.waves import open_wave

LOW = {"scores": dict.fromkeys(SCORES["scores"], 1), "reasons": SCORES["reasons"]}
HIGH = {"scores": dict.fromkeys(SCORES["scores"], 4), "reasons": SCORES["reasons"]}


def assigned(directory, application):
    return directory.db.applications.find_one({"_id": application["application_id"]})["assigned"]


def assessors(directory, count):
    return [directory.assessor(f"assessor{number}") for number in range(count)]


def step_back(directory, who, application, reason="other"):
    return directory.ask(who, "declare_conflict", application_id=application["application_id"], reason=reason)


def read(directory, who, application):
    return directory.ask(who, "get_application", application_id=application["application_id"])


def give_scores(directory, who, application, scores):
    return directory.ask(who, "score_application", application_id=application["application_id"], **scores)


def is_consistent(directory):
    """Say whether the counts of what is open are what is open, and nobody has an application twice."""
    rows = list(directory.db.assignments.find())
    pairs = Counter((row["application_id"], row["assessor_id"]) for row in rows)
    open_by = Counter(row["assessor_id"] for row in rows if row["status"] == "open")
    counted = {row["_id"]: row["open"] for row in directory.db.workloads.find() if row["open"]}
    return dict(open_by) == counted and all(count == 1 for count in pairs.values())


def at(directory, days, job, *args):
    """Let a job look, some days from now."""
    community = directory.community
    settings = community.settings(DirectoryService, digest_key="digest-key-of-a-test")
    now = utc_now() + timedelta(days=days)
    database = Database(community.mongodb_uri, community.namespace, DirectoryService, settings, lambda: now)
    database.open()
    try:
        return database.transact(lambda work: job(work, *args))
    finally:
        database.close()


def test_two_assessors_of_the_region_are_assigned_and_nobody_else_assesses(directory: Directory) -> None:
    three = assessors(directory, 3)
    far = directory.assessor("far", "scotland")
    application = directory.submitted(directory.person("ana"))
    chosen = assigned(directory, application)
    assert chosen == sorted(three)[:2]
    for who in {*three, far} - {*chosen}:
        with pytest.raises(Refused):
            directory.score(who, application)
        with pytest.raises(Refused):
            read(directory, who, application)
    assert [told["person_id"] for told in directory.told("assignment.made")] == chosen
    tasks = directory.ask(chosen[0], "list_my_assignments")["items"]
    assert [(task["name"], task["late"], task["my_assessment"]) for task in tasks] == [("Ana Example", False, "none")]
    assert is_consistent(directory)


def test_nobody_is_assigned_to_themselves_or_to_a_colleague_present_or_past(directory: Directory) -> None:
    applicant = directory.assessor("ana")
    colleague = directory.member("one", organisation="RIVERSIDE hospital")
    former = directory.member("two", organisation="Riverside Hospital")
    directory.ask(former, "update_profile", version=1, organisation="Harbour View")
    for name in ("one", "two"):
        directory.assessor(name)
    free = directory.assessor("three")
    application = directory.submitted(applicant)
    assert assigned(directory, application) == [free]
    assert not {colleague, former} & {*assigned(directory, application)}
    row = directory.ask(directory.chair(), "list_applications", status="submitted")["items"][0]
    assert row["stage"] == "waiting_for_assessors"


def test_who_comes_to_work_with_the_applicant_is_taken_off(directory: Directory) -> None:
    mover = directory.member("one", organisation="")
    for name in ("one", "two"):
        directory.assessor(name)
    application, other = directory.submitted(directory.person("ana")), directory.assessor("three")
    assert mover in assigned(directory, application)
    directory.ask(mover, "update_profile", version=1, organisation="riverside hospital")
    assert assigned(directory, application) == sorted([directory.person("two"), other])
    assert is_consistent(directory)


def test_what_is_short_handed_fills_up_when_somebody_becomes_an_assessor(directory: Directory) -> None:
    application = directory.submitted(directory.person("ana"))
    assert read(directory, directory.chair(), application)["short_handed"]
    one, two = assessors(directory, 2)
    assert assigned(directory, application) == sorted([one, two])
    assert not read(directory, directory.person("chair"), application)["short_handed"]


def test_what_was_there_before_anybody_was_assigned_is_filled_up_by_the_job(directory: Directory) -> None:
    application = directory.submitted(directory.person("ana"))
    gone = dict.fromkeys(("assigned", "barred", "scores_needed", "short_handed", "applied_in"), "")
    directory.db.applications.update_one({}, {"$unset": gone})
    directory.db.persons.update_one(
        {"_id": directory.person("one")}, {"$set": {"holds_roles": True, "roles": [_role()]}}
    )
    itself = Actor("service", "directory")
    assert at(directory, 0, actions.fill_panels, itself, frozenset({"wales"}), "") is None
    assert assigned(directory, application) == [directory.person("one")]


def _role():
    return {"role": "assessor", "region": "wales"}


def test_who_declares_a_conflict_is_replaced_and_reads_it_no_more(directory: Directory) -> None:
    three = assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    gone = assigned(directory, application)[0]
    for _ in range(2):
        step_back(directory, gone, application, "family_or_friend")
    left = assigned(directory, application)
    assert len(left) == 2
    assert {gone, *left} == {*three}
    with pytest.raises(Refused):
        read(directory, gone, application)
    assert directory.ask(gone, "list_applications")["items"] == []
    assert directory.ask(gone, "list_my_assignments")["items"] == []
    trail = read(directory, directory.chair(), application)["audit"]
    assert [row["action"] for row in trail][2:] == [
        "assignment.made",
        "assignment.made",
        "conflict.declared",
        "assignment.ended",
        "assignment.made",
    ]
    assert [row["detail"] for row in trail if row["action"] == "conflict.declared"] == [{"reason": "family_or_friend"}]
    assert is_consistent(directory)


def test_scores_of_who_steps_back_count_no_more(directory: Directory) -> None:
    assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    one, two = assigned(directory, application)
    for who in (one, two):
        directory.score(who, application)
    step_back(directory, one, application, "abstains")
    chair = directory.chair()
    seen = read(directory, chair, application)
    assert (seen["scored_count"], [each["assessor_id"] for each in seen["assessments"]]) == (1, [two])
    with pytest.raises(Conflict, match="too_few"):
        directory.decide(chair, application)


def test_a_chair_with_a_conflict_neither_reads_nor_decides_and_their_deputy_does(directory: Directory) -> None:
    application = directory.scored(directory.person("ana"))
    deputy, chair = directory.assessor("deputy"), directory.chair()
    tomorrow = str(utc_now().date() + timedelta(days=1))
    directory.ask(chair, "name_deputy", region="wales", person_id=deputy, until=tomorrow)
    step_back(directory, chair, application, "works_together")
    assert directory.ask(chair, "list_applications")["items"] == []
    for ask in (read, lambda *each: each[0].decide(*each[1:])):
        with pytest.raises(Refused):
            ask(directory, chair, application)
    assert directory.ask(deputy, "get_my_roles")["deputy_in"] == ["wales"]
    assert directory.decide(deputy, application)["status"] == "accepted"


def test_a_chair_from_the_same_organisation_is_kept_out_without_saying_so(directory: Directory) -> None:
    chair = directory.member("chair")
    directory.chair()
    application = directory.scored(directory.person("ana"))
    assert directory.ask(chair, "list_applications")["items"] == []
    with pytest.raises(Refused):
        directory.decide(chair, application)
    assert directory.told("application.submitted")[0]["kept_from"] == [chair]


def test_a_deputy_sits_on_the_panel_and_only_until_their_day(directory: Directory) -> None:
    chair, one = directory.chair(), directory.assessor("one")
    today = utc_now().date()
    with pytest.raises(Conflict, match="not_on_panel"):
        directory.ask(chair, "name_deputy", region="wales", person_id=directory.person("ana"), until=str(today))
    yesterday = str(today - timedelta(days=1))
    with pytest.raises(Invalid):
        directory.ask(chair, "name_deputy", region="wales", person_id=one, until=yesterday)
    with pytest.raises(Refused):
        directory.ask(one, "name_deputy", region="wales", person_id=one, until=str(today))
    directory.ask(chair, "name_deputy", region="wales", person_id=one, until=str(today))
    assert directory.ask(one, "get_panel", region="wales")["deputy_id"] == one
    directory.ask(chair, "name_deputy", region="wales")
    with pytest.raises(Refused):
        directory.ask(one, "get_panel", region="wales")


def test_a_deputy_who_leaves_the_panel_is_deputy_no_more(directory: Directory) -> None:
    chair, one = directory.chair(), directory.assessor("one")
    directory.ask(chair, "name_deputy", region="wales", person_id=one, until="2999-01-01")
    directory.ask("ops", "revoke_role", person_id=one, role="assessor", region="wales")
    with pytest.raises(Refused):
        directory.ask(one, "get_panel", region="wales")


def test_scores_far_apart_bring_a_third_whom_the_chair_awaits(directory: Directory) -> None:
    three = assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    one, two = assigned(directory, application)
    give_scores(directory, one, application, HIGH)
    give_scores(directory, two, application, LOW)
    third = ({*three} - {one, two}).pop()
    assert third in assigned(directory, application)
    assert read(directory, chair, application)["stage"] == "waiting_for_third"
    with pytest.raises(Conflict, match="third_score_awaited"):
        directory.decide(chair, application)
    directory.score(third, application)
    assert directory.decide(chair, application)["status"] == "accepted"


def test_the_chair_decides_alone_when_there_is_no_third_and_the_trail_says_so(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    give_scores(directory, one, application, HIGH)
    give_scores(directory, two, application, LOW)
    assert read(directory, chair, application)["alone"]
    directory.decide(chair, application)
    trail = read(directory, chair, application)["audit"]
    short = {"reason": "nobody_free", "lacks": "third"}
    assert short in [row["detail"] for row in trail if row["action"] == "application.short_handed"]
    decided = [row["detail"] for row in trail if row["action"] == "application.decided"]
    assert decided == [{"outcome": "accepted", "alone": "nobody_free"}]


def test_a_silent_assessor_is_replaced_by_the_next_and_their_draft_does_not_count(directory: Directory) -> None:
    assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    silent, other = assigned(directory, application)
    named = {"application_id": application["application_id"]}
    directory.ask(silent, "save_assessment", **named, **SCORES)
    directory.ask(chair, "reassign_application", **named, assessor_id=silent)
    left = assigned(directory, application)
    assert other in left
    assert silent not in left
    with pytest.raises(Refused):
        directory.ask(silent, "score_application", **named, version=1, **SCORES)
    assert directory.db.assessments.find_one({"assessor_id": silent})["status"] == "draft"
    for who, code in ((silent, "not_assigned"), (other, "nobody_free")):
        with pytest.raises(Conflict, match=code):
            directory.ask(chair, "reassign_application", **named, assessor_id=who)
    with pytest.raises(Refused):
        directory.ask(other, "reassign_application", **named, assessor_id=other)
    assert is_consistent(directory)


def test_the_chair_chooses_who_comes_instead(directory: Directory) -> None:
    four = assessors(directory, 4)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    silent, other = assigned(directory, application)
    last = max({*four} - {silent, other})
    named = {"application_id": application["application_id"], "assessor_id": silent}
    with pytest.raises(Conflict, match="not_free"):
        directory.ask(chair, "reassign_application", **named, to=other)
    directory.ask(chair, "reassign_application", **named, to=last)
    assert assigned(directory, application) == sorted([other, last])


def test_another_panel_begins_anew_and_the_applicant_is_told(directory: Directory) -> None:
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.scored(applicant)
    there = [directory.assessor(name, "scotland") for name in ("three", "four")]
    chair_there = directory.chair("chair-there", "scotland")
    moved = directory.of(chair, "move_application", application, region="scotland", reason="nobody_free")
    assert assigned(directory, application) == sorted(there)
    with pytest.raises(Refused):
        read(directory, chair, application)
    seen = read(directory, chair_there, application)
    assert (seen["scored_count"], seen["assessments"]) == (0, [])
    assert directory.db.assessments.count_documents({"status": "final"}) == 2
    told = directory.told("application.moved")[0]
    assert (told["person_id"], told["from_region"], told["region"]) == (applicant, "wales", "scotland")
    for who in there:
        directory.score(who, application)
    directory.decide(chair_there, application | moved)
    assert directory.ask("nobody", "get_member", member_id=applicant)["region"] == "wales"
    assert is_consistent(directory)


@pytest.mark.parametrize("leave", ["revoke", "erase"])
def test_who_leaves_a_panel_hands_over_what_they_had_open(directory: Directory, leave: str) -> None:
    assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    gone = assigned(directory, application)[0]
    if leave == "revoke":
        directory.ask("ops", "revoke_role", person_id=gone, role="assessor", region="wales")
    else:
        directory.ask("ops", "erase_person", person_id=gone)
    assert len({*assigned(directory, application)} - {gone}) == 2
    assert is_consistent(directory)


def test_a_member_who_leaves_hands_over_too(directory: Directory) -> None:
    gone = directory.member("one", organisation="")
    directory.assessor("one")
    application = directory.submitted(directory.person("ana"))
    assert assigned(directory, application) == [gone]
    directory.ask(gone, "leave_community", version=1)
    assert assigned(directory, application) == []
    assert directory.assessor("two") in assigned(directory, application)


def test_what_is_withdrawn_or_decided_is_open_for_nobody(directory: Directory) -> None:
    assessors(directory, 2)
    applicant = directory.person("ana")
    directory.of(applicant, "withdraw_application", directory.submitted(applicant))
    directory.submitted(applicant)
    directory.ask("ops", "erase_person", person_id=applicant)
    assert directory.db.assignments.count_documents({"status": "open"}) == 0
    assert is_consistent(directory)


def test_assessors_are_reminded_three_days_before_and_when_late_once_each(directory: Directory) -> None:
    assessors(directory, 2)
    application = directory.submitted(directory.person("ana"))
    for days in (1, 10, 11.1, 12, 14.1, 15, 30):
        at(directory, days, actions.remind_assessors)
    told = [(each["person_id"], each["state"]) for each in directory.told("assignment.due")]
    one, two = assigned(directory, application)
    assert sorted(told) == sorted([(one, "soon"), (one, "late"), (two, "soon"), (two, "late")])


def test_who_has_scored_is_not_reminded(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    application = directory.submitted(directory.person("ana"))
    directory.score(one, application)
    at(directory, 20, actions.remind_assessors)
    assert [(each["person_id"], each["state"]) for each in directory.told("assignment.due")] == [(two, "late")]


def test_the_chair_sees_who_is_late_and_what_each_has_open(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    chair = directory.chair()
    application = directory.submitted(directory.person("ana"))
    directory.submitted(directory.person("bea"), name="Bea")
    directory.score(one, application)
    named = {"assessor_id": two, "application_id": application["application_id"]}
    due_at, row = datetime(2026, 1, 1, tzinfo=UTC), directory.db.assignments.find_one(named)
    long_ago = {"due_at": due_at, "place": f"{due_at.isoformat()} {row['_id']}"}
    directory.db.assignments.update_one(named, {"$set": long_ago})
    panel = directory.ask(chair, "get_panel", region="wales")
    loads = {each["assessor_id"]: (each["open"], each["late"]) for each in panel["assessors"]}
    assert loads == {one: (1, 0), two: (2, 1)}
    rows = directory.ask(chair, "list_applications", status="submitted")["items"]
    assert [row["late"] for row in rows] == [True, False]
    assert {row["stage"] for row in rows} == {"waiting_for_scores"}
    mine = directory.ask(two, "list_my_assignments", limit=1)
    rest = directory.ask(two, "list_my_assignments", limit=1, after=mine["next"])
    assert ([len(page["items"]) for page in (mine, rest)], rest["next"]) == ([1, 1], None)


def test_many_who_apply_at_once_are_spread_evenly(directory: Directory) -> None:
    five = assessors(directory, 5)
    open_wave(directory.community)
    drafts = [(person := directory.person(f"ana{number}"), directory.draft(person)) for number in range(10)]
    submitted = [
        directory.start(person, "submit_application", application_id=draft["application_id"], version=1)
        for person, draft in drafts
    ]
    assert set(outcomes(*submitted)) <= {"done", "busy"}
    for waiting in directory.db.applications.find({"status": "draft"}):
        named = {"application_id": waiting["_id"], "version": 1}
        directory.ask(waiting["person_id"], "submit_application", **named)
    assert {row["_id"]: row["open"] for row in directory.db.workloads.find()} == dict.fromkeys(five, 4)
    assert is_consistent(directory)


def test_who_applies_while_assessors_come_and_go_is_assigned_two_who_are_there(directory: Directory) -> None:
    people = assessors(directory, 4)
    open_wave(directory.community)
    drafts = [(person := directory.person(f"ana{number}"), directory.draft(person)) for number in range(6)]
    pending = [
        directory.start(person, "submit_application", application_id=draft["application_id"], version=1)
        for person, draft in drafts
    ]
    pending += [
        directory.start("ops", "revoke_role", person_id=people[0], role="assessor", region="wales"),
        directory.start("ops", "grant_role", person_id=directory.person("new"), role="assessor", region="wales"),
    ]
    assert outcomes(*pending) == {"done": 8}
    for row in directory.db.applications.find():
        assert len(row["assigned"]) == 2
        assert people[0] not in row["assigned"]
        assert row["short_handed"] is False
    assert is_consistent(directory)


def test_everybody_who_steps_back_at_once_is_replaced_as_long_as_somebody_is_left(directory: Directory) -> None:
    assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    named = {"application_id": application["application_id"], "reason": "abstains"}
    gone = assigned(directory, application)
    assert outcomes(*[directory.start(who, "declare_conflict", **named) for who in gone]) == {"done": 2}
    assert len(assigned(directory, application)) == 1
    assert directory.db.applications.find_one()["short_handed"]
    assert is_consistent(directory)


def test_scoring_and_replacing_at_once_end_one_way(directory: Directory) -> None:
    assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    who = assigned(directory, application)[0]
    named = {"application_id": application["application_id"]}
    ended = outcomes(
        directory.start(who, "score_application", **named, **SCORES),
        directory.start(chair, "reassign_application", **named, assessor_id=who),
    )
    assert ended["done"] == 1
    row = directory.db.applications.find_one()
    assert (who in row["assigned"]) == (who in row["scored_by"])
    assert is_consistent(directory)
