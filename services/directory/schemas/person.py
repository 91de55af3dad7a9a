"""What is asked about persons and their roles."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from bus.doors import Request
from bus.events import Copy
from services.directory.schemas.kinds import Address, Id, Slug


class RegisterPerson(Request):
    """Register whoever controls an address."""

    address = Address(required=True)


class FindPerson(RegisterPerson):
    """Look a person up by address."""


class AddressOf(RegisterPerson):
    """Name an address of a person."""

    person_id = Id(required=True)


class ChangeRole(Request):
    """Name a person and a role: staff everywhere, chair or assessor in a region."""

    person_id = Id(required=True)
    role = fields.String(required=True, validate=validate.OneOf(["staff", "chair", "assessor"]))
    region = Slug(allow_none=True)

    @validates_schema
    def _has_a_region_when_it_needs_one(self, data: dict[str, Any], **_: Any) -> None:
        if data["role"] != "staff" and not data.get("region"):
            raise ValidationError("Missing data for required field.", "region")
        if data["role"] == "staff" and data.get("region"):
            raise ValidationError("Unknown field.", "region")


class ErasePerson(Request):
    """Name the person to forget."""

    person_id = Id(required=True)


class PersonErased(Copy):
    """Our own word that a person is erased, by which what is much is erased piece by piece."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True
