"""The doors of the directory, by what they are about; the class of the service holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bus.actor import Actor
from bus.database import Read
from bus.doors import query
from bus.filling import State
from bus.settings import BusSettings, setting
from services.directory import events, queries, schemas, store
from services.directory.service.applications import Applying
from services.directory.service.decisions import Deciding
from services.directory.service.members import Belonging
from services.directory.service.persons import Persons

Answer = dict[str, Any]


def _not_negative(text: str) -> int:
    if int(text) < 0:
        raise ValueError("must not be negative")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class DirectorySettings(BusSettings):
    """What the directory needs beside the bus.

    `digest_key` digests addresses and seals the audit trail; `decision_hold_s` is how long a decision waits before it
    takes effect; what led nowhere is erased `retention_days` after its last change.
    """

    digest_key: str = setting("Q_DIGEST_KEY", secret=True)
    decision_hold_s: int = setting("Q_DECISION_HOLD_S", 3600, read=_not_negative)
    retention_days: int = setting("Q_RETENTION_DAYS", 365, read=_not_negative)


class DirectoryService(Applying, Deciding, Belonging, Persons):
    """Own persons, applications, members and roles."""

    name = "directory"
    settings = DirectorySettings
    publishes = events.PUBLISHED
    states = (
        State((events.MemberUpdated, events.MemberJoined), store.page_members, events.present_member),
        State((events.RoleGranted, events.RoleRevoked), store.page_persons, events.present_roles),
        State((events.PersonNominated,), store.page_nominated, events.present_nomination),
    )
    indexes = store.INDEXES

    @query(schemas.Nothing)
    def get_reference(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell the regions, backgrounds and topics."""
        return queries.get_reference()
