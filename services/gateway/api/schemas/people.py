"""Members, profiles, roles and the words to choose from."""

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Id, Moment, PageOf, Shown, Slug, Version, next_page

MOST_TOPICS = 12
LONGEST_URL = 500
PARTS = (
    "organisation",
    "background",
    "partnership",
    "topics",
    "interests",
    "biography",
    "offers",
    "looking_for",
    "links",
    "photograph",
)
LEVELS = ("public", "members", "nobody")


class ProfileFields(Request):
    """What a person says about themselves; what is absent stays as it is."""

    name = Text(max=120)
    role = Text(max=120)
    organisation = Text(max=160)
    region = Slug(allow_none=True)
    background = Slug(allow_none=True)
    topics = fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS))
    biography = Text(max=2000)
    visibility = Choice("public", "members", allow_none=True)


class GivenLink(Request):
    """A page elsewhere, by its https address."""

    label = Text(min=1, max=80, required=True)
    url = Text(min=1, max=LONGEST_URL, required=True)


class GivenPastOrganisation(Request):
    """Where you were, and until which day."""

    name = Text(min=1, max=160, required=True)
    until = fields.String(required=True, validate=validate.Length(max=10), metadata={"format": "date"})


class EntryFields(ProfileFields):
    """What a member says about themselves; what is absent stays as it is, also who sees which part."""

    partnership = Slug(allow_none=True)
    interests = fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS))
    offers = fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS))
    offers_note = Text(max=200)
    looking_for = Text(max=500)
    links = fields.List(fields.Nested(GivenLink), validate=validate.Length(max=5))
    organisations = fields.List(fields.Nested(GivenPastOrganisation), validate=validate.Length(max=20))
    shown_to = fields.Dict(
        keys=fields.String(validate=validate.OneOf(PARTS)),
        values=fields.String(validate=validate.OneOf(LEVELS)),
        metadata={"description": f"Who sees {', '.join(PARTS)}: `public` (whoever sees the entry) unless told."},
    )


class SearchMembers(PageOf):
    """Whom to look for."""

    words = Text(max=200)
    region = Slug()
    partnership = Slug()
    background = Slug()
    topic = Slug()
    interest = Slug()
    offer = Slug()
    kind = Slug(metadata={"description": "The kind of the organisation that they belong to."})
    organisation = Id()


class MemberCard(Shown):
    """A member in a list."""

    member_id = Id(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    organisation = fields.String(required=True)
    organisation_id = fields.String(
        required=True, metadata={"description": "Of the register, when it knows the organisation; else empty."}
    )
    region = fields.String(required=True)
    partnership = fields.String(required=True)
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    visibility = Choice("public", "members", required=True)
    photograph = fields.String(
        required=True, metadata={"description": "The version of the photograph; empty when there is none for you."}
    )


class Count(Shown):
    """A number of things; a floor when it is not exact."""

    value = fields.Integer(required=True)
    exact = fields.Boolean(required=True)


class Value(Shown):
    """A value of a filter, and how many members it would find."""

    value = fields.String(required=True)
    count = fields.Integer(required=True)
    name = fields.String(metadata={"description": "Of an organisation, whose value is an id."})


class ChosenOrganisation(Shown):
    """The organisation that was chosen."""

    organisation_id = Id(required=True)
    name = fields.String(required=True)


class Meant(Shown):
    """A word that nobody has, and the words that were sought in its place."""

    word = fields.String(required=True)
    words = fields.List(fields.String(), required=True)


class MemberPage(Shown):
    """One page of members, how many there are, and how many of them by the values of each filter."""

    items = fields.List(fields.Nested(MemberCard), required=True)
    next = next_page()
    previous = fields.String(
        required=True, allow_none=True, metadata={"description": "Ask `after` this for the page before."}
    )
    total = fields.Nested(Count, required=True)
    facets = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(Value)),
        required=True,
        metadata={
            "description": "For each filter the number of members by value, as if nothing were chosen of that filter; "
            "exact, the most frequent first, only what finds somebody. Of `organisation` the first 50."
        },
    )
    further = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(),
        required=True,
        metadata={"description": "How many more values a filter has than `facets` shows."},
    )
    organisation = fields.Nested(ChosenOrganisation, required=True, allow_none=True)
    meant = fields.List(
        fields.Nested(Meant),
        required=True,
        metadata={"description": "Words that nobody has and that were taken for others, one typing error away."},
    )


class Skills(Shown):
    """Members by topic and region; what is not named is nobody."""

    topics = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.Integer()), required=True
    )


class Link(Shown):
    """A page elsewhere."""

    label = fields.String(required=True)
    url = fields.String(required=True)


class PastOrganisation(Shown):
    """Where a member was, and until which day."""

    name = fields.String(required=True)
    until = fields.String(required=True, metadata={"format": "date"})


class Recognition(Shown):
    """What a member is recognised for."""

    recognition_id = Id(required=True)
    topic = fields.String(required=True)
    reason = fields.String(required=True)
    given_at = Moment(required=True)


class Member(MemberCard):
    """A member as you may see them: what is hidden from you is empty, and an e-mail address is never part of it."""

    organisation_kind = fields.String(required=True)
    biography = fields.String(required=True)
    interests = fields.List(fields.String(), required=True)
    offers = fields.List(fields.String(), required=True)
    offers_note = fields.String(required=True)
    looking_for = fields.String(required=True)
    links = fields.List(fields.Nested(Link), required=True)
    organisations = fields.List(fields.Nested(PastOrganisation), required=True)
    recognitions = fields.List(fields.Nested(Recognition), required=True)
    joined_at = Moment(required=True)
    checked_at = Moment(required=True)
    version = Version()


class PreviewProfile(Request):
    """As whom to look."""

    audience = Choice("public", "members", required=True)


class OwnRecognition(Recognition):
    """What you are recognised for, and whether it is shown with your entry."""

    shown = fields.Boolean(required=True)


class MyProfile(Member):
    """Your own entry: listed (`member`), or waiting for you to confirm it (`nominated`)."""

    joined_at = Moment(required=True, allow_none=True)
    checked_at = Moment(required=True, allow_none=True)
    status = Choice("nominated", "member", required=True)
    nominating_organisation = fields.String(required=True, allow_none=True)
    recognitions = fields.List(fields.Nested(OwnRecognition), required=True)
    shown_to = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    next_steps = fields.List(fields.String(), required=True)


class OwnPhotograph(Shown):
    """The version of your photograph; empty when there is none."""

    member_id = Id(required=True)
    photograph = fields.String(required=True)


class NextSteps(Shown):
    """The first steps that you have left, by code."""

    next_steps = fields.List(fields.String(), required=True)


class GiveRecognition(Request):
    """In which topic, and for what."""

    topic = Slug(required=True)
    reason = Text(min=1, max=300, required=True)


class ShowRecognition(Request):
    """Whether it is shown with your entry or to nobody."""

    shown_to = Choice("entry", "nobody", required=True)


class Recognitions(Shown):
    """What a member is recognised for, shown or not."""

    member_id = Id(required=True)
    recognitions = fields.List(fields.Nested(OwnRecognition), required=True)


class GivenRecognition(OwnRecognition):
    """What a member is recognised for, and by whom when they are a member; staff alone see it."""

    given_by = fields.String(required=True, allow_none=True)


class GivenRecognitions(Shown):
    """All recognitions of a member."""

    member_id = Id(required=True)
    items = fields.List(fields.Nested(GivenRecognition), required=True)


class Checked(Shown):
    """When you last said that your entry is right."""

    member_id = Id(required=True)
    checked_at = Moment(required=True)
    version = Version()


class Departed(Shown):
    """Who is a member no more."""

    member_id = Id(required=True)
    version = Version()


class Role(Shown):
    """Something that a person may do here; a region for chairs and assessors."""

    role = Choice("staff", "chair", "assessor", required=True)
    region = fields.String(required=True, allow_none=True)


class Roles(Shown):
    """A person's roles."""

    person_id = Id(required=True)
    roles = fields.List(fields.Nested(Role), required=True)


class MyRoles(Roles):
    """Your roles, and whether you are a member."""

    is_member = fields.Boolean(required=True)


class RoleHolder(Roles):
    """Someone with roles; named when they are a member."""

    name = fields.String(required=True, allow_none=True)


class RolesPage(Shown):
    """One page of those who hold a role."""

    items = fields.List(fields.Nested(RoleHolder), required=True)
    next = next_page()


class ChangeRole(Request):
    """Whose role, and which; a region for chairs and assessors."""

    person_id = Id(required=True)
    role = Choice("staff", "chair", "assessor", required=True)
    region = Slug()


class Named(Shown):
    """A word to choose: a slug for programs, a name for people."""

    slug = fields.String(required=True)
    name = fields.String(required=True)
    state = Choice(
        "used",
        "retired",
        "merged",
        required=True,
        metadata={"description": "Only what is `used` can be chosen anew; `merged` is taken for `into`."},
    )
    into = fields.String(required=True, allow_none=True)


class Region(Named):
    """A region with the places by which people recognise it."""

    places = fields.List(fields.String(), required=True)


class Partnership(Named):
    """Where local services plan together, with the regions in which it mainly lies."""

    regions = fields.List(fields.String(), required=True)


class Reference(Shown):
    """All words to choose from."""

    regions = fields.List(fields.Nested(Region), required=True)
    partnerships = fields.List(fields.Nested(Partnership), required=True)
    backgrounds = fields.List(fields.Nested(Named), required=True)
    topics = fields.List(fields.Nested(Named), required=True)
    offers = fields.List(fields.Nested(Named), required=True)
    organisation_kinds = fields.List(fields.Nested(Named), required=True)
