"""Whom a member lets come near: whom they block, and whether they take requests to connect (clause 31)."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.model.rules import require

MOST_BLOCKED = 500


@dataclass
class Contact:
    """Hold what a member decides about being reached; nobody else is ever told of it."""

    person_id: str
    takes_requests: bool = True
    blocked: tuple[str, ...] = ()
    sequence: int = 0
    """How many events were told of the person when the latest of these was."""

    def block(self, other_id: str) -> bool:
        """Keep somebody away; answer whether that is new. Raises `not_yourself`, `too_many_blocked`."""
        require(other_id != self.person_id, "not_yourself")
        if other_id in self.blocked:
            return False
        require(len(self.blocked) < MOST_BLOCKED, "too_many_blocked")
        self.blocked = (*self.blocked, other_id)
        return True

    def unblock(self, other_id: str) -> bool:
        """Keep somebody away no more; answer whether they were."""
        before, self.blocked = self.blocked, tuple(each for each in self.blocked if each != other_id)
        return self.blocked != before


def keep_apart(one: Contact, other: Contact) -> bool:
    """Say whether either of two people keeps the other away."""
    return other.person_id in one.blocked or one.person_id in other.blocked
