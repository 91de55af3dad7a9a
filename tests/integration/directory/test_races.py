"""Two at once: the database holds every rule that spans documents."""

from __future__ import annotations

from collections import Counter

from bus.errors import Problem
from tests.integration.directory.asking import ANSWERS, NOMINATION, PROFILE, SCORES


def outcomes(*pending):
    """Wait for every answer and count: "done", or the code of a problem."""
    return Counter(_outcome(each) for each in pending)


def _outcome(pending):
    try:
        pending.result()
    except Problem as problem:
        return problem.code
    return "done"


def test_a_person_who_starts_twice_at_once_has_one_live_application(directory):
    applicant = directory.person("ana")
    begun = outcomes(*[directory.start(applicant, "save_application", name=f"Ana {each}") for each in range(6)])
    assert begun == {"done": 1, "already_applied": 5}
    assert directory.db.applications.count_documents({"person_id": applicant, "live": True}) == 1


def test_an_address_registered_many_times_at_once_is_one_person(directory):
    asked = [directory.start("gateway", "register_person", address=text) for text in ("Ana@Example.org",) * 6]
    assert len({each.result()["person_id"] for each in asked}) == 1
    assert directory.db.persons.count_documents({}) == 1


def test_of_two_deciders_at_once_one_wins(directory):
    application = directory.scored(directory.person("ana"))
    named = {name: application[name] for name in ("application_id", "version")}
    chairs = [directory.chair("chair"), directory.chair("deputy")]
    decided = outcomes(
        directory.start(chairs[0], "decide_application", **named, outcome="accept", feedback=""),
        directory.start(chairs[1], "decide_application", **named, outcome="not_yet", feedback="Later."),
    )
    assert decided == {"done": 1, "version_conflict": 1}
    assert len(directory.told("application.decided")) == 1


def test_withdrawing_while_deciding_ends_one_way(directory):
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.scored(applicant)
    named = {name: application[name] for name in ("application_id", "version")}
    ended = outcomes(
        directory.start(applicant, "withdraw_application", **named),
        directory.start(chair, "decide_application", **named, outcome="accept", feedback=""),
    )
    assert ended["done"] == 1
    told = directory.told("application.withdrawn", "application.decided")
    assert len(told) == 1
    assert len(directory.told("member.joined")) == (told[0]["type"] == "application.decided")


def test_an_assessor_who_scores_twice_at_once_is_counted_once(directory):
    application, one = directory.submitted(directory.person("ana")), directory.assessor("one")
    named = {"application_id": application["application_id"]}
    scored = outcomes(*[directory.start(one, "score_application", **named, **SCORES) for _ in range(4)])
    assert scored == {"done": 1, "version_conflict": 3}
    assert directory.db.assessments.count_documents({}) == 1


def test_assessors_who_score_at_once_are_all_counted(directory):
    application = directory.submitted(directory.person("ana"))
    named = {"application_id": application["application_id"]}
    assessors = [directory.assessor(f"assessor{number}") for number in range(2)]
    scored = outcomes(*[directory.start(each, "score_application", **named, **SCORES) for each in assessors])
    assert scored == {"done": 2}
    seen = directory.ask(directory.chair(), "get_application", **named)
    assert seen["scored_count"] == len(seen["assessments"]) == 2


def test_nobody_is_a_member_with_an_application_under_way(directory):
    applicants = [directory.person(f"ana{number}") for number in range(6)]
    pending = []
    for number, applicant in enumerate(applicants):
        agreed = NOMINATION | {"address": f"ana{number}@example.org", "confirmed_on": "2016-03-01"}
        pending += [
            directory.start(applicant, "save_application", **PROFILE | ANSWERS),
            directory.start("ops", "import_nomination", **agreed),
        ]
    assert set(outcomes(*pending)) <= {"done", "already_member"}
    assert directory.db.members.count_documents({"status": "member"}) == 6
    assert directory.db.applications.count_documents({"live": True}) == 0


def test_a_nomination_imported_twice_at_once_is_one(directory):
    imported = [directory.start("ops", "import_nomination", **NOMINATION) for _ in range(4)]
    assert Counter(each.result()["outcome"] for each in imported) == {"created": 1, "unchanged": 3}
    assert len(directory.told("person.nominated")) == 1


def test_roles_granted_at_once_are_all_kept(directory):
    person = directory.person("ana")
    granted = [
        directory.start("ops", "grant_role", person_id=person, role="assessor", region=region)
        for region in ("wales", "scotland", "wessex")
    ]
    assert outcomes(*granted) == {"done": 3}
    assert len(directory.ask(person, "get_my_roles")["roles"]) == 3
    assert [row["sequence"] for row in directory.db.bus_outbox.find().sort("sequence")] == [1, 2, 3]
