"""The doors of the directory, by what they are about; the class of the service holds them all."""

from __future__ import annotations

from dataclasses import dataclass

from bus.filling import State
from bus.settings import BusSettings, setting
from services.directory import events, store
from services.directory.service.applications import Applying
from services.directory.service.benefits import Benefiting
from services.directory.service.choices import Choosing
from services.directory.service.connections import Connecting, Keeping
from services.directory.service.decisions import Deciding
from services.directory.service.members import Belonging
from services.directory.service.organisations import Registering
from services.directory.service.panels import Panels
from services.directory.service.persons import Persons
from services.directory.service.photographs import Photographs
from services.directory.service.recognitions import Recognising
from services.directory.service.waves import Recruiting

LEAST_DAYS = 4


def read_days(text: str) -> int:
    """Read for how many days an assessor has an application; the reminder comes three before the end."""
    if not text.isdecimal() or int(text) < LEAST_DAYS:
        raise ValueError(f"must be a number from {LEAST_DAYS} on")
    return int(text)


def _not_negative(text: str) -> int:
    if int(text) < 0:
        raise ValueError("must not be negative")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class DirectorySettings(BusSettings):
    """What the directory needs beside the bus.

    `digest_key` digests addresses and seals the audit trail; `assessor_load` is how many applications an assessor takes
    on in a wave, each for `assessment_days`; `decision_hold_s` is how long a decision waits before it takes effect;
    what led nowhere is erased `retention_days` after its last change.
    """

    digest_key: str = setting("Q_DIGEST_KEY", secret=True)
    assessor_load: int = setting("Q_ASSESSOR_LOAD", default=20, read=int)
    assessment_days: int = setting("Q_ASSESSMENT_DAYS", 14, read=read_days)
    decision_hold_s: int = setting("Q_DECISION_HOLD_S", 3600, read=_not_negative)
    retention_days: int = setting("Q_RETENTION_DAYS", 365, read=_not_negative)


CHOICES = (
    events.ChoiceRenamed,
    events.ChoiceAdded,
    events.ChoiceRetired,
    events.ChoiceRestored,
    events.ChoiceMerged,
)


class DirectoryService(
    Choosing,
    Applying,
    Panels,
    Deciding,
    Recruiting,
    Belonging,
    Benefiting,
    Connecting,
    Keeping,
    Registering,
    Photographs,
    Recognising,
    Persons,
):
    """Own persons, applications, members and roles."""

    name = "directory"
    settings = DirectorySettings
    publishes = events.PUBLISHED
    states = (
        State((events.MemberUpdated, events.MemberJoined), store.page_members, events.present_member),
        State((events.RoleGranted, events.RoleRevoked), store.page_persons, events.present_roles),
        State(
            (events.OrganisationChanged, events.OrganisationAdded),
            store.page_organisations,
            events.present_organisation,
        ),
        State((events.PersonNominated,), store.page_nominated, events.present_nomination),
        State((events.BlocksChanged,), store.page_contacts, events.present_blocks),
        State(CHOICES, store.page_choices, events.choice_state),
    )
    indexes = store.INDEXES
