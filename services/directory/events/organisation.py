"""What is told of organisations, to everybody: they are no persons."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event
from services.directory.model import Organisation
from services.directory.organisation_views import CARD


class _OrganisationState(Event):
    """All that the register says of an organisation (clauses 5 and 6)."""

    source, subject = "directory", "organisation_id"
    organisation_id = fields.String(required=True)
    name = fields.String(required=True)
    other_names = fields.List(fields.String(), required=True)
    kind = fields.String(required=True)
    region = fields.String(required=True, allow_none=True)
    partnership = fields.String(required=True, allow_none=True)
    website = fields.String(required=True)


class OrganisationAdded(_OrganisationState):
    """The register has one organisation more."""

    type = "organisation.added"


class OrganisationChanged(_OrganisationState):
    """The register says something else of an organisation; it may have taken over the names of another."""

    type = "organisation.changed"


class OrganisationMerged(Event):
    """An organisation became part of another, which has its names; the last that is told of it, so copies go."""

    type, source, subject, tombstone = "organisation.merged", "directory", "organisation_id", True
    organisation_id = fields.String(required=True)
    into_id = fields.String(required=True)


class OrganisationRemoved(Event):
    """The register knows an organisation no more; the last that is told of it, so copies go."""

    type, source, subject, tombstone = "organisation.removed", "directory", "organisation_id", True
    organisation_id = fields.String(required=True)


def organisation_state(organisation: Organisation) -> dict[str, Any]:
    """Tell what the register says of an organisation."""
    said = {name: getattr(organisation, name) for name in (*CARD, "website")}
    return said | {"other_names": list(organisation.other_names)}


def present_organisation(organisation: Organisation) -> dict[str, Any] | None:
    """Tell again what is in the register, and nothing of what was."""
    return organisation_state(organisation) if organisation.is_live else None
