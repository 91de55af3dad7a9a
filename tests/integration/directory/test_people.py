"""People, their roles, and the words everyone speaks in."""

from __future__ import annotations

import pytest

from bus.errors import Invalid, NotFound, Refused


def test_a_person_keeps_one_id_whatever_the_case_of_their_address(directory):
    person = directory.person("ana")
    assert directory.ask("gateway", "register_person", address="ANA@Example.org")["person_id"] == person
    assert directory.ask("ops", "find_person", address="Ana@example.ORG")["person_id"] == person


def test_who_has_a_look_alike_address_is_somebody_else(directory):
    addresses = ("kate@strasse.example", "kate@straße.example")
    first, second = (directory.ask("gateway", "register_person", address=address) for address in addresses)
    assert first != second


def test_an_address_nobody_has_finds_nobody(directory):
    with pytest.raises(NotFound) as missing:
        directory.ask("ops", "find_person", address="nobody@example.org")
    assert missing.value.code == "no_person"


def test_strangers_register_and_find_nobody(directory):
    for method in ("register_person", "find_person"):
        for who in ("nobody", directory.person("ana")):
            with pytest.raises(Refused):
                directory.ask(who, method, address="ana@example.org")


def test_roles_are_granted_and_revoked_and_told_whole(directory):
    person = directory.person("ana", ("chair", "wales"), ("staff", None))
    directory.ask("ops", "revoke_role", person_id=person, role="chair", region="wales")
    roles = directory.ask(person, "get_my_roles")["roles"]
    assert roles == [{"role": "staff", "region": None}]
    told = directory.told("role.granted", "role.revoked")
    assert [(each["type"], each["role"], len(each["roles"])) for each in told] == [
        ("role.granted", "chair", 1),
        ("role.granted", "staff", 2),
        ("role.revoked", "chair", 1),
    ]


def test_a_role_granted_or_revoked_twice_is_told_once(directory):
    person = directory.person("ana", ("staff", None), ("staff", None))
    for _ in range(2):
        directory.ask("ops", "revoke_role", person_id=person, role="staff")
    assert [each["type"] for each in directory.told("role.granted", "role.revoked")] == [
        "role.granted",
        "role.revoked",
    ]


def test_every_change_of_roles_is_audited(directory):
    person = directory.person("ana", ("chair", "wales"))
    (row,) = directory.db.audit.find({"thing_id": person})
    assert (row["actor_kind"], row["actor_id"], row["action"]) == ("service", "ops", "role.granted")
    assert row["detail"] == {"role": "chair", "region": "wales"}


def test_staff_change_roles_and_others_do_not(directory):
    staff, other = directory.person("staff", ("staff", None)), directory.chair()
    asked = {"person_id": other, "role": "assessor", "region": "wales"}
    assert len(directory.ask(staff, "grant_role", **asked)["roles"]) == 2
    for who in (other, "gateway", "nobody"):
        for method in ("grant_role", "revoke_role"):
            with pytest.raises(Refused):
                directory.ask(who, method, **asked)
        with pytest.raises(Refused):
            directory.ask(who, "list_roles")


def test_roles_are_listed_with_names_page_by_page(directory):
    member = directory.member("ana", name="Ana Example")
    people = [directory.person(name, ("assessor", "wales")) for name in ("ana", "bea", "cai")]
    directory.person("nothing")
    first = directory.ask("ops", "list_roles", limit=2)
    second = directory.ask("ops", "list_roles", limit=2, after=first["next"])
    assert [each["person_id"] for each in first["items"] + second["items"]] == sorted(people)
    assert {each["person_id"]: each["name"] for each in first["items"]}[member] == "Ana Example"
    assert second["next"] is None


def test_a_role_for_nobody_and_a_chair_of_nowhere_are_refused(directory):
    with pytest.raises(NotFound):
        directory.ask("ops", "grant_role", person_id="nobody", role="staff")
    with pytest.raises(Invalid) as refused:
        directory.ask("ops", "grant_role", person_id="nobody", role="chair")
    assert refused.value.errors[0]["pointer"] == "/region"


def test_everyone_may_read_the_reference_data(directory):
    reference = directory.ask("nobody", "get_reference")
    assert (len(reference["regions"]), set(reference)) == (
        18,
        {"regions", "partnerships", "backgrounds", "topics", "offers", "organisation_kinds"},
    )
    assert all(region["places"] for region in reference["regions"])
