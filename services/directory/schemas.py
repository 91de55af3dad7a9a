"""What may be asked of the directory: one schema a call. Nothing is consumed from other services."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from bus.doors import Request
from bus.events import Copy
from bus.schema import Text
from services.directory import reference
from services.directory.model import CRITERIA, HIGHEST, LOWEST, SEEN_BY_PANEL

MOST_TOPICS = 12
VISIBILITIES = ("public", "members")


class Line(Text):
    """Text of one line: what a name, a role or an organisation is."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, attr, data, **kwargs).split())


class Address(Text):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=254, **kwargs)
        self.validators.append(validate.Email())


class Id(fields.String):
    """An identifier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=64), **kwargs)


def _slug(choices: Any, **kwargs: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(sorted(reference.slugs(choices))), **kwargs)


def _clearable(choices: Any) -> fields.String:
    """Choose one, or say null or nothing to clear the choice."""
    return fields.String(allow_none=True, validate=validate.OneOf(["", *sorted(choices)]))


def _topics(**kwargs: Any) -> fields.List[Any]:
    return fields.List(_slug(reference.TOPICS), validate=validate.Length(max=MOST_TOPICS), **kwargs)


class Nothing(Request):
    """Ask without saying anything."""


class Page(Request):
    """Ask for one page of a list."""

    limit = fields.Integer(allow_none=True)
    after = Text(max=500, allow_none=True)


class PersonErased(Copy):
    """Our own word that a person is erased, by which what is much is erased piece by piece."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True


class ErasePerson(Request):
    """Name the person to forget."""

    person_id = Id(required=True)


class ProfileFields(Request):
    """Describe a person; what is absent stays as it is."""

    name = Line(max=120, allow_none=True)
    role = Line(max=120, allow_none=True)
    organisation = Line(max=160, allow_none=True)
    region = _clearable(reference.slugs(reference.REGIONS))
    background = _clearable(reference.slugs(reference.BACKGROUNDS))
    topics = _topics(allow_none=True)
    biography = Text(max=2000, allow_none=True)
    visibility = _clearable(VISIBILITIES)


class RegisterPerson(Request):
    """Register whoever controls an address."""

    address = Address(required=True)


class FindPerson(RegisterPerson):
    """Look a person up by address."""


class SaveApplication(ProfileFields):
    """Start a draft, or change the one that is named with the version that was seen."""

    application_id = Id(allow_none=True)
    version = fields.Integer(allow_none=True)
    commitment = Text(max=4000, allow_none=True)
    experience = Text(max=4000, allow_none=True)
    understanding = Text(max=4000, allow_none=True)

    @validates_schema
    def _names_the_version(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("application_id") and data.get("version") is None:
            raise ValidationError("Missing data for required field.", "version")


class ApplicationVersion(Request):
    """Name an application as it was seen."""

    application_id = Id(required=True)
    version = fields.Integer(required=True)


class GetApplication(Request):
    """Name an application."""

    application_id = Id(required=True)


class ListApplications(Page):
    """Ask for the applications before a panel."""

    region = _slug(reference.REGIONS, allow_none=True)
    status = fields.String(allow_none=True, validate=validate.OneOf(SEEN_BY_PANEL))


class Assess(Request):
    """Score an application by criterion, with reasons."""

    application_id = Id(required=True)
    version = fields.Integer(allow_none=True)
    scores = fields.Dict(
        keys=fields.String(validate=validate.OneOf(CRITERIA)),
        values=fields.Integer(allow_none=True, validate=validate.Range(LOWEST, HIGHEST)),
        required=True,
    )
    reasons = fields.Dict(
        keys=fields.String(validate=validate.OneOf(CRITERIA)),
        values=Text(max=2000, allow_none=True),
        required=True,
    )


class DecideApplication(ApplicationVersion):
    """Accept, or say not yet with feedback."""

    outcome = fields.String(required=True, validate=validate.OneOf(["accept", "not_yet"]))
    feedback = Text(max=4000, allow_none=True)


class SearchMembers(Page):
    """Find members by words and filters."""

    words = Text(max=200, allow_none=True)
    region = _slug(reference.REGIONS, allow_none=True)
    background = _slug(reference.BACKGROUNDS, allow_none=True)
    topic = _slug(reference.TOPICS, allow_none=True)


class GetMember(Request):
    """Name a member."""

    member_id = Id(required=True)


class ChangeProfile(ProfileFields):
    """Change one's own profile as it was seen."""

    version = fields.Integer(required=True)


class CheckEntry(Request):
    """Call an entry current; the gateway says whose."""

    person_id = Id(allow_none=True)


class LeaveCommunity(Request):
    """Leave, with the entry as it was seen."""

    version = fields.Integer(required=True)


class ImportNomination(Request):
    """Nominate a person; `confirmed_on` when they agreed elsewhere already."""

    name = Line(min=1, max=120, required=True)
    address = Address(required=True)
    nominating_organisation = Line(min=1, max=160, required=True)
    organisation = Line(max=160, allow_none=True)
    role = Line(max=120, allow_none=True)
    region = _slug(reference.REGIONS, required=True)
    background = _slug(reference.BACKGROUNDS, required=True)
    topics = _topics(required=True)
    biography = Text(max=2000, allow_none=True)
    confirmed_on = fields.Date(allow_none=True)


class ChangeRole(Request):
    """Name a person and a role: staff everywhere, chair or assessor in a region."""

    person_id = Id(required=True)
    role = fields.String(required=True, validate=validate.OneOf(["staff", "chair", "assessor"]))
    region = _slug(reference.REGIONS, allow_none=True)

    @validates_schema
    def _has_a_region_when_it_needs_one(self, data: dict[str, Any], **_: Any) -> None:
        if data["role"] != "staff" and not data.get("region"):
            raise ValidationError("Missing data for required field.", "region")
        if data["role"] == "staff" and data.get("region"):
            raise ValidationError("Unknown field.", "region")
