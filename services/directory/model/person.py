"""One human being, known by a keyed digest of their address, and the roles they hold."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from services.directory.model.rules import require

MOST_FURTHER = 9


@dataclass(frozen=True, order=True)
class Role:
    """Name what somebody does for the community: staff everywhere, chair or assessor in one region."""

    role: str
    region: str = ""

    def to_dict(self) -> dict[str, str | None]:
        """Spell the role in plain values; no region is null."""
        return {"role": self.role, "region": self.region or None}


@dataclass
class Person:
    """Hold an identity that lasts from applicant to member; the address itself is the gateway's."""

    person_id: str
    address_digest: str
    created_at: datetime
    roles: tuple[Role, ...] = ()
    erased_at: datetime | None = None
    sequence: int = 0
    further_digests: tuple[str, ...] = ()

    def erase(self, now: datetime) -> None:
        """Leave a tombstone: an id that no address leads to and that holds nothing any more."""
        self.address_digest, self.roles, self.erased_at = f"erased {self.person_id}", (), now
        self.further_digests = ()

    def know_by(self, digest: str) -> None:
        """Let another address lead here too (clause 42). Raises `too_many_addresses`."""
        if digest not in (self.address_digest, *self.further_digests):
            require(len(self.further_digests) < MOST_FURTHER, "too_many_addresses")
            self.further_digests = (*self.further_digests, digest)

    def forget_digest(self, digest: str) -> None:
        """Let an address lead here no more. Raises `last_address` when there is no other."""
        left = tuple(each for each in (self.address_digest, *self.further_digests) if each != digest)
        require(bool(left), "last_address")
        self.address_digest, *further = left
        self.further_digests = tuple(further)

    def grant(self, role: Role) -> bool:
        """Give a role; answer whether anything changed."""
        changed = role not in self.roles
        self.roles = tuple(sorted({*self.roles, role}))
        return changed

    def revoke(self, role: Role) -> bool:
        """Take a role away; answer whether anything changed."""
        changed = role in self.roles
        self.roles = tuple(sorted({*self.roles} - {role}))
        return changed


def digest_address(key: str, address: str) -> str:
    """Digest an e-mail address in its form for comparison, so that only who knows the key can recognise it."""
    return hmac.new(key.encode(), address.encode(), "sha256").hexdigest()
