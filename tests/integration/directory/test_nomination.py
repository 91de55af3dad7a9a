"""The founding cohort: nominated, invited, confirmed."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from tests.integration.directory.asking import NOMINATION


def test_someone_nominated_is_invited_but_not_listed(directory):
    person = directory.ask("ops", "import_nomination", **NOMINATION)
    assert person["outcome"] == "created"
    (told,) = directory.told("person.nominated")
    assert (told["address"], told["confirmed"], told["person_id"]) == (
        "ana@example.org",
        False,
        person["person_id"],
    )
    assert directory.ask("nobody", "search_members")["items"] == []
    with pytest.raises(NotFound):
        directory.ask("nobody", "get_member", member_id=person["person_id"])


def test_someone_nominated_confirms_and_is_listed_as_they_want(directory):
    person = directory.ask("ops", "import_nomination", **NOMINATION)["person_id"]
    offered = directory.ask(person, "get_my_profile")
    assert (offered["status"], offered["visibility"], offered["joined_at"]) == ("nominated", "public", None)
    assert offered["nominating_organisation"] == "Riverside Hospital"

    joined = directory.ask(person, "confirm_membership", version=offered["version"], visibility="members", role="Lead")
    assert (joined["status"], joined["role"], joined["visibility"]) == ("member", "Lead", "members")
    (told,) = directory.told("member.joined")
    assert (told["member_id"], told["visibility"]) == (person, "members")


def test_confirming_twice_changes_nothing(directory):
    person = directory.ask("ops", "import_nomination", **NOMINATION)["person_id"]
    joined = directory.ask(person, "confirm_membership", version=1)
    with pytest.raises(Conflict) as conflict:
        directory.ask(person, "confirm_membership", version=joined["version"])
    assert conflict.value.code == "already_member"


def test_who_agreed_elsewhere_is_listed_at_once_since_that_day(directory):
    answer = directory.ask("ops", "import_nomination", **NOMINATION, confirmed_on="2016-03-01")
    assert directory.told("person.nominated")[0]["confirmed"]
    listed = directory.ask("nobody", "get_member", member_id=answer["person_id"])
    assert listed["joined_at"] == "2016-03-01T00:00:00.000Z"


@pytest.mark.parametrize(("agreed", "outcome"), [({}, "unchanged"), ({"confirmed_on": "2016-03-01"}, "already_member")])
def test_an_import_is_safe_to_repeat(directory, agreed, outcome):
    first = directory.ask("ops", "import_nomination", **NOMINATION, **agreed)
    again = directory.ask("ops", "import_nomination", **NOMINATION | {"address": "ANA@example.org"}, **agreed)
    assert again == {"person_id": first["person_id"], "outcome": outcome}
    assert len(directory.told("person.nominated")) == 1


def test_an_import_overwrites_nothing_that_a_member_wrote(directory):
    member = directory.member("ana")
    directory.ask(member, "update_profile", version=1, role="Director")
    directory.ask("ops", "import_nomination", **NOMINATION, confirmed_on="2016-03-01")
    assert directory.ask(member, "get_my_profile")["role"] == "Director"


def test_nobody_agrees_in_the_future(directory):
    with pytest.raises(Invalid) as refused:
        directory.ask("ops", "import_nomination", **NOMINATION, confirmed_on="2999-01-01")
    assert [error["pointer"] for error in refused.value.errors] == ["/confirmed_on"]


def test_only_operators_import(directory):
    for who in ("gateway", "nobody", directory.person("staff", ("staff", None))):
        with pytest.raises(Refused):
            directory.ask(who, "import_nomination", **NOMINATION)


def test_an_applicant_who_is_nominated_and_accepted_is_one_member(directory):
    applicant = directory.person("ana")
    application = directory.scored(applicant, role="Physiotherapist")
    assert directory.ask("ops", "import_nomination", **NOMINATION)["person_id"] == applicant
    directory.decide(directory.chair(), application)
    profile = directory.ask(applicant, "get_my_profile")
    assert (profile["status"], profile["role"]) == ("member", "Physiotherapist")
    assert len(directory.told("member.joined")) == 1


def test_confirming_closes_the_application_under_way(directory):
    applicant, one = directory.person("ana"), directory.assessor("one")
    directory.submitted(applicant)
    directory.ask("ops", "import_nomination", **NOMINATION)
    directory.ask(applicant, "confirm_membership", version=1)
    assert directory.ask(applicant, "get_my_application")["status"] == "withdrawn"
    assert directory.ask(one, "list_applications")["items"] == []
    assert [each["reason"] for each in directory.told("application.withdrawn")] == ["joined"]


def test_someone_neither_nominated_nor_a_member_has_no_profile(directory):
    person = directory.person("ana")
    for method, request in (("get_my_profile", {}), ("confirm_membership", {"version": 1})):
        with pytest.raises(NotFound) as missing:
            directory.ask(person, method, **request)
        assert missing.value.code == "not_a_member"
