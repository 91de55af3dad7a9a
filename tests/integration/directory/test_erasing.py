"""A person who asks for it is forgotten: at once where others see them, soon in whatever they wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bus.errors import NotFound, Problem, Refused
from services.directory.actions import erase_writings
from tests.integration.directory.asking import ANSWERS, NOMINATION, PROFILE, SCORES
from tests.integration.directory.test_races import outcomes

WRITTEN = [PROFILE[name] for name in ("name", "role", "organisation", "biography")] + [*ANSWERS.values()]


def erase(directory: Any, person_id: str, by: str = "ops") -> Any:
    return directory.ask(by, "erase_person", person_id=person_id)


def left(directory: Any, *texts: str) -> list[str]:
    """Return where in the directory's own collections one of these texts still stands."""
    names = [name for name in directory.db.list_collection_names() if not name.startswith("bus_")]
    rows = [(name, str(row)) for name in names for row in directory.db[name].find()]
    return sorted({name for name, row in rows if any(text in row for text in texts)})


def is_blank(directory: Any, *texts: str) -> Callable[[], bool]:
    return lambda: not left(directory, *texts)


def test_a_member_is_found_no_more_and_copies_of_them_go(directory):
    member_id = directory.member("ana")
    erase(directory, member_id)
    assert directory.ask("nobody", "search_members")["items"] == []
    with pytest.raises(NotFound):
        directory.ask("nobody", "get_member", member_id=member_id)
    assert [told["type"] for told in directory.told("member.joined", "member.left", "person.erased")] == [
        "member.joined",
        "member.left",
        "person.erased",
    ]
    sequences = [row["sequence"] for row in directory.db.bus_outbox.find({"aggregate": f"member/{member_id}"})]
    assert sequences == [1, 2]


def test_nothing_is_left_of_what_a_person_wrote_and_what_was_written_of_them(directory):
    applicant = directory.person("ana")
    first = directory.scored(applicant)
    directory.decide(directory.chair(), first, "not_yet")
    directory.submitted(applicant)
    erase(directory, applicant)
    directory.community.eventually(is_blank(directory, *WRITTEN, *SCORES["reasons"].values(), "Thank you."))
    kept = directory.db.applications.find_one({"_id": first["application_id"]})
    assert (kept["status"], kept["profile"]["region"], len(kept["scored_by"])) == ("erased", "wales", 2)
    assert directory.db.assessments.find_one()["scores"] == SCORES["scores"]


def test_what_the_panel_had_before_it_is_gone_at_once(directory):
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.scored(applicant)
    erase(directory, applicant)
    assert directory.ask(chair, "list_applications")["items"] == []
    told = directory.told("application.withdrawn")
    assert [(each["reason"], each["name"]) for each in told] == [("erased", "")]
    with pytest.raises(Problem):
        directory.decide(chair, application)
    with pytest.raises(NotFound):
        directory.ask(applicant, "get_my_application")


def test_a_nomination_is_forgotten(directory):
    nominated = directory.ask("ops", "import_nomination", **NOMINATION)["person_id"]
    erase(directory, nominated)
    assert left(directory, NOMINATION["name"], NOMINATION["nominating_organisation"]) == []
    assert directory.told("member.left") == []


def test_the_same_address_is_a_strangers_afterwards(directory):
    person = directory.person("ana", ("chair", "wales"))
    erase(directory, person)
    with pytest.raises(NotFound):
        directory.ask("ops", "find_person", address="ana@example.org")
    assert directory.person("ana") != person


def test_roles_go_and_nothing_gives_them_back(directory):
    person = directory.person("ana", ("chair", "wales"), ("staff", None))
    erase(directory, person)
    assert directory.told("role.revoked")[-1]["roles"] == []
    with pytest.raises(NotFound):
        directory.ask("ops", "grant_role", person_id=person, role="staff")
    with pytest.raises(NotFound):
        directory.draft(person)


def test_erasing_again_changes_nothing(directory):
    person = directory.member("ana")
    assert erase(directory, person) == erase(directory, person)
    assert len(directory.told("person.erased")) == 1


def test_staff_and_operators_erase_and_nobody_else(directory):
    person, staff = directory.person("ana"), directory.person("staff", ("staff", None))
    for who in ("nobody", "gateway", person, directory.chair()):
        with pytest.raises(Refused):
            erase(directory, person, by=who)
    assert erase(directory, person, by=staff)["person_id"] == person
    with pytest.raises(NotFound):
        erase(directory, "no-such-person")


def test_who_erased_whom_stays_on_record_in_ids_alone(directory):
    person = directory.member("ana")
    erase(directory, person)
    rows = list(directory.db.audit.find({"thing_id": person, "action": "person.erased"}))
    assert [(row["actor_kind"], row["actor_id"], row["detail"]) for row in rows] == [("service", "ops", {})]


def test_erasing_while_they_change_their_entry_ends_in_nothing(directory):
    person = directory.member("ana")
    changes = [directory.start(person, "update_profile", version=1, biography="I was here.") for _ in range(3)]
    ended = outcomes(directory.start("ops", "erase_person", person_id=person), *changes)
    assert ended["done"] >= 1
    assert left(directory, "I was here.", PROFILE["biography"]) == []


def test_what_an_assessor_wrote_meanwhile_goes_with_the_next_look(directory):
    applicant, assessor = directory.person("ana"), directory.assessor("one")
    application = directory.submitted(applicant)
    directory.ask(assessor, "save_assessment", application_id=application["application_id"], **SCORES)
    erase(directory, applicant)
    directory.community.eventually(is_blank(directory, *SCORES["reasons"].values()))
    directory.db.assessments.update_one({}, {"$set": {"reasons": SCORES["reasons"]}})
    directory.community.hosts["directory"].database.transact(lambda work: erase_writings(work, applicant))
    assert left(directory, *SCORES["reasons"].values()) == []


def test_what_a_panel_member_answered_is_not_kept_as_an_answer(directory):
    applicant = directory.person("ana")
    directory.scored(applicant)
    kept = directory.db.bus_commands.count_documents({"answer.reasons.commitment": "Clear."})
    assert kept == 2
    erase(directory, applicant)
    answers = directory.db.bus_commands
    directory.community.eventually(lambda: answers.count_documents({"answer.reasons.commitment": "Clear."}) == 0)
