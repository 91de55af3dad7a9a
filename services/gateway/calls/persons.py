"""Persons, their addresses and roles."""

from services.gateway.calls.asking import Command, Question, given


def register_person(address: str) -> Command:
    """Give an address its person_id, the same one every time."""
    return Command("directory", "register_person", {"address": address})


def add_address(person_id: str, address: str) -> Command:
    """Let another address that the person proved lead to them, or `Conflict("address_taken")` when it is another's."""
    return Command("directory", "add_address", {"person_id": person_id, "address": address})


def drop_address(person_id: str, address: str) -> Command:
    """Let an address lead to its person no more."""
    return Command("directory", "drop_address", {"person_id": person_id, "address": address})


def get_my_roles() -> Question:
    """What the asking person may do: `{person_id, roles: [{role, region}], is_member}`."""
    return Question("directory", "get_my_roles", {})


def grant_role(person_id: str, role: str, region: str | None = None) -> Command:
    """Make someone staff, or chair or assessor of a region."""
    return Command("directory", "grant_role", given(person_id=person_id, role=role, region=region))


def revoke_role(person_id: str, role: str, region: str | None = None) -> Command:
    """Take a role back."""
    return Command("directory", "revoke_role", given(person_id=person_id, role=role, region=region))


def list_roles(limit: int | None = None, after: str | None = None) -> Question:
    """Page through everyone who holds a role."""
    return Question("directory", "list_roles", given(limit=limit, after=after))
