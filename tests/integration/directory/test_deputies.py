"""Who stands in for a chair, and what becomes of a panel's work when people or applications go (clause 19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.errors import Conflict, Invalid, Refused
from bus.times import utc_now
from tests.integration.directory.asking import Directory
from tests.integration.directory.assessing import assessors, assigned, is_consistent, read


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


def test_who_stands_in_for_the_chair_is_named_with_what_comes_in(directory: Directory) -> None:
    chair, deputy = directory.chair(), directory.assessor("deputy")
    directory.submitted(directory.person("ana"))
    directory.ask(chair, "name_deputy", region="wales", person_id=deputy, until="2999-01-01")
    directory.submitted(directory.person("bea"))
    assert [told["deputy_person_id"] for told in directory.told("application.submitted")] == [None, deputy]


def test_a_deputy_is_not_named_with_their_own_application_or_that_of_a_colleague(directory: Directory) -> None:
    chair, deputy = directory.chair(), directory.member("deputy", organisation="Riverside Hospital")
    applicant = directory.assessor("ana")
    directory.assessor("deputy")
    directory.ask(chair, "name_deputy", region="wales", person_id=deputy, until="2999-01-01")
    directory.submitted(directory.person("bea"))
    directory.ask(chair, "name_deputy", region="wales", person_id=applicant, until="2999-01-01")
    directory.submitted(applicant)
    assert [told["deputy_person_id"] for told in directory.told("application.submitted")] == [None, None]


def test_who_is_deputy_where_an_application_goes_is_named_with_it(directory: Directory) -> None:
    chair, deputy = directory.chair(), directory.assessor("deputy", "scotland")
    directory.ask("ops", "grant_role", person_id=deputy, role="chair", region="scotland")
    directory.ask(deputy, "name_deputy", region="scotland", person_id=deputy, until="2999-01-01")
    application = directory.submitted(directory.person("ana"))
    directory.of(chair, "move_application", application, region="scotland", reason="nobody_free")
    assert directory.told("application.moved")[0]["deputy_person_id"] == deputy


def test_an_answer_is_told_with_who_leads_when_it_comes(directory: Directory) -> None:
    applicant, asker = directory.person("ana"), directory.chair()
    application = directory.submitted(applicant)
    directory.of(asker, "ask_applicant", application, question="Who was with you?")
    directory.ask("ops", "revoke_role", person_id=asker, role="chair", region="wales")
    deputy, chair = directory.assessor("deputy"), directory.member("new-chair", organisation="Riverside Hospital")
    directory.ask("ops", "grant_role", person_id=chair, role="chair", region="wales")
    directory.ask(chair, "name_deputy", region="wales", person_id=deputy, until="2999-01-01")
    named = {"application_id": application["application_id"], "question_version": 1}
    directory.ask(applicant, "send_answer", **named, answer="Everybody.")
    (told,) = directory.told("application.answered")
    assert (told["kept_from"], told["deputy_person_id"]) == ([chair], deputy)


def test_an_application_goes_to_no_panel_whose_assessors_were_all_asked_before(directory: Directory) -> None:
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.scored(applicant)
    chair_there = directory.chair("chair-there", "scotland")
    moved = directory.of(chair, "move_application", application, region="scotland", reason="nobody_free")
    with pytest.raises(Conflict, match="nobody_free"):
        directory.of(chair_there, "move_application", application | moved, region="wales", reason="works_there")
    assert read(directory, chair_there, application)["region"] == "scotland"


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
