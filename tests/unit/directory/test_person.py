"""A person: one digest an address, and roles."""

from __future__ import annotations

from services.directory.model import Person, Role, digest_address
from tests.unit.directory.people import NOW


def person() -> Person:
    return Person("person", "digest", NOW)


def test_a_digest_needs_its_key_and_hides_the_address():
    digest = digest_address("key", "ana@example.org")
    assert digest != digest_address("other", "ana@example.org")
    assert "ana" not in digest


def test_a_role_is_granted_once():
    chair = Role("chair", "wales")
    known = person()
    assert known.grant(chair)
    assert not known.grant(chair)
    assert known.roles == (chair,)


def test_a_role_in_one_region_is_not_a_role_in_another():
    known = person()
    known.grant(Role("chair", "wales"))
    assert known.grant(Role("chair", "scotland"))
    assert known.revoke(Role("chair", "wales"))
    assert known.roles == (Role("chair", "scotland"),)


def test_revoking_what_nobody_holds_changes_nothing():
    assert not person().revoke(Role("staff"))
