"""More than one address leads to one person, and each to one person alone."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, NotFound, Refused


def who(directory, name):
    return directory.ask("gateway", "find_person", address=f"{name}@example.org")["person_id"]


def add(directory, person, name, asker="gateway"):
    return directory.ask(asker, "add_address", person_id=person, address=f"{name}@example.org")


def test_each_address_leads_to_the_same_person(directory):
    person = directory.person("work")
    assert add(directory, person, "home") == add(directory, person, "HOME") == {"person_id": person}
    assert who(directory, "work") == who(directory, "home") == directory.person("home") == person


def test_an_address_of_another_person_stays_theirs(directory):
    person, other = directory.person("one"), directory.person("other")
    with pytest.raises(Conflict) as taken:
        add(directory, person, "other")
    assert (taken.value.code, who(directory, "other")) == ("address_taken", other)


def test_of_two_who_add_the_same_address_one_gets_it(directory):
    people = [directory.person("one"), directory.person("other")]
    pending = [
        directory.start("gateway", "add_address", person_id=person, address="shared@example.org") for person in people
    ]
    outcomes = []
    for each in pending:
        try:
            outcomes.append(each.result()["person_id"])
        except Conflict as conflict:
            outcomes.append(conflict.code)
    assert outcomes.count("address_taken") == 1
    assert who(directory, "shared") in outcomes


def test_a_dropped_address_leads_to_nobody_but_the_last_one_stays(directory):
    person = directory.person("work")
    add(directory, person, "home")
    directory.ask("gateway", "drop_address", person_id=person, address="work@example.org")
    with pytest.raises(NotFound):
        who(directory, "work")
    assert who(directory, "home") == person
    with pytest.raises(Conflict) as last:
        directory.ask("gateway", "drop_address", person_id=person, address="home@example.org")
    assert last.value.code == "last_address"


def test_there_is_an_end_to_addresses(directory):
    person = directory.person("work")
    for number in range(9):
        add(directory, person, f"home{number}")
    with pytest.raises(Conflict) as many:
        add(directory, person, "home9")
    assert many.value.code == "too_many_addresses"


def test_roles_and_erasure_reach_a_person_with_more_than_one_address(directory):
    person = directory.person("work", ("staff", None))
    add(directory, person, "home")
    assert directory.ask(person, "get_my_roles")["roles"]
    directory.ask("ops", "erase_person", person_id=person)
    for name in ("work", "home"):
        assert directory.person(name) != person
    with pytest.raises(NotFound):
        add(directory, person, "later")


def test_only_the_gateway_says_whose_an_address_is(directory):
    person = directory.person("work")
    for asker in ("nobody", person, "ops"):
        with pytest.raises(Refused):
            add(directory, person, "home", asker)


def test_who_was_known_by_one_address_before_there_could_be_more_still_is(directory):
    person = directory.person("work")
    digest = directory.db.persons.find_one({"_id": person})["address_digest"][0]
    directory.db.persons.update_one({"_id": person}, {"$set": {"address_digest": digest}})
    assert who(directory, "work") == person
    add(directory, person, "home")
    assert who(directory, "home") == who(directory, "work") == person
