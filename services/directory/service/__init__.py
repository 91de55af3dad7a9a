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
from services.directory.service.members import Belonging
from services.directory.service.panels import Panels
from services.directory.service.persons import Persons
from services.directory.service.recognitions import Recognising
from services.directory.service.waves import Recruiting

Answer = dict[str, Any]
LEAST_DAYS = 4


def read_days(text: str) -> int:
    """Read for how many days an assessor has an application; the reminder comes three before the end."""
    if not text.isdecimal() or int(text) < LEAST_DAYS:
        raise ValueError(f"must be a number from {LEAST_DAYS} on")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class DirectorySettings(BusSettings):
    """What the directory needs beside the bus: the key that digests addresses, and what is asked of an assessor."""

    digest_key: str = setting("Q_DIGEST_KEY", secret=True)
    assessor_load: int = setting("Q_ASSESSOR_LOAD", default=20, read=int)
    assessment_days: int = setting("Q_ASSESSMENT_DAYS", 14, read=read_days)


class DirectoryService(Applying, Panels, Recruiting, Belonging, Recognising, Persons):
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
        """Tell the regions, backgrounds, topics and offers."""
        return queries.get_reference()
