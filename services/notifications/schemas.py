"""What comes in: requests, and tolerant copies of what the gateway and the directory publish."""

from datetime import UTC, datetime

from marshmallow import EXCLUDE, Schema, fields, validate

from bus.doors import Request
from bus.events import Copy, personal
from bus.schema import Text

# Years at whose ends a time has no UTC are refused: no notice is of then, and no database keeps them.
OF_OUR_TIME = validate.Range(min=datetime(1970, 1, 1, tzinfo=UTC), max=datetime(2999, 12, 31, tzinfo=UTC))
LINK_PURPOSES = ("sign_in", "invitation", "resume", "interest", "address", "address_taken")


class LinkRequested(Copy):
    """Somebody needs a one-time link; the gateway keeps its nonce, this service signs it while sending."""

    type, source, subject, private = "link.requested", "gateway", "link_id", True

    link_id = fields.String(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(LINK_PURPOSES))
    address = fields.String(required=True, metadata=personal)
    person_id = fields.String(load_default=None, allow_none=True)
    expires_at = fields.String(required=True)


class AddressChanged(Copy):
    """The whole state of a person's e-mail address."""

    type, source, subject, private = "address.changed", "gateway", "person_id", True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    verified = fields.Boolean(required=True)


class AddressAdded(Copy):
    """Another address signs in to a person's account; `told` are those that they had before."""

    type, source, subject, private = "address.added", "gateway", "person_id", True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    told = fields.List(fields.String(), required=True, metadata=personal)


class AddressRemoved(AddressAdded):
    """An address signs in no more; `told` are the others, and that one."""

    type = "address.removed"


class Role(Schema):
    """One role that a person holds; chairs and assessors have a region."""

    class Meta:
        unknown = EXCLUDE

    role = fields.String(required=True)
    region = fields.String(load_default=None, allow_none=True)


class RoleGranted(Copy):
    """The whole list of a person's roles after one was granted."""

    type, source, subject, private = "role.granted", "directory", "person_id", True

    person_id = fields.String(required=True)
    roles = fields.List(fields.Nested(Role), required=True)


class RoleRevoked(RoleGranted):
    """The whole list of a person's roles after one was revoked."""

    type = "role.revoked"


class PersonNominated(Copy):
    """Who put a person forward, so that the invitation can say so."""

    type, source, subject, private = "person.nominated", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    nominating_organisation = fields.String(required=True, metadata=personal)


class PersonErased(Copy):
    """A person is to be forgotten."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True


class _OfAnApplication(Copy):
    source, subject, private = "directory", "application_id", True

    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)


class ApplicationWithdrawn(_OfAnApplication):
    """An application is withdrawn: its applicant `asked`, has `joined` in another way, or is `erased`."""

    type = "application.withdrawn"

    reason = fields.String(required=True)


class ApplicationSubmitted(_OfAnApplication):
    """All that was sent in, because the applicant gets a copy by mail."""

    type = "application.submitted"

    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(load_default=None, allow_none=True, metadata=personal)
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    biography = fields.String(load_default=None, allow_none=True, metadata=personal)
    commitment = fields.String(required=True, metadata=personal)
    experience = fields.String(required=True, metadata=personal)
    understanding = fields.String(required=True, metadata=personal)
    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), load_default=list)
    deputy_person_id = fields.String(load_default=None, allow_none=True)


class ApplicationDecided(_OfAnApplication):
    """The chair's decision and what the panel wrote."""

    type = "application.decided"

    outcome = fields.String(required=True, validate=validate.OneOf(("accepted", "not_yet")))
    feedback = fields.String(load_default=None, allow_none=True, metadata=personal)
    contact = fields.String(load_default="", metadata=personal)
    again_on = fields.String(load_default=None, allow_none=True)
    corrected = fields.Boolean(load_default=False)


class ApplicationQuestioned(_OfAnApplication):
    """The chair's question to the applicant."""

    type = "application.questioned"

    question = fields.String(required=True, metadata=personal)
    answer_by = fields.String(required=True)


class ApplicationAnswered(_OfAnApplication):
    """The applicant answered the panel's question."""

    type = "application.answered"

    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), load_default=list)
    deputy_person_id = fields.String(load_default=None, allow_none=True)


class ApplicationExpiring(_OfAnApplication):
    """A draft that nobody touches is going to be erased; it may have neither name nor region yet."""

    type = "application.expiring"

    region = fields.String(load_default=None, allow_none=True)
    erase_on = fields.String(required=True)


class ApplicationMoved(_OfAnApplication):
    """The panel of another region has an application now."""

    type = "application.moved"

    from_region = fields.String(required=True)
    reason = fields.String(required=True)
    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), load_default=list)
    deputy_person_id = fields.String(load_default=None, allow_none=True)


class AssignmentMade(Copy):
    """Somebody on a panel was asked to assess an application."""

    type, source, subject, private = "assignment.made", "directory", "assignment_id", True

    assignment_id = fields.String(required=True)
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    applicant_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    due_at = fields.String(required=True)


class AssignmentDue(AssignmentMade):
    """An assessment is due `soon`, or `late`."""

    type = "assignment.due"

    state = fields.String(required=True, validate=validate.OneOf(("soon", "late")))


class MemberJoined(Copy):
    """A person became a member."""

    type, source, subject, private = "member.joined", "directory", "member_id", False

    member_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    joined_at = fields.String(required=True)


class EntryCheckDue(Copy):
    """A member said long ago that their entry is right."""

    type, source, subject, private = "entry.check_due", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    checked_at = fields.String(required=True)


class InterestAnswered(Copy):
    """A wave opened of which a person asked to be told."""

    type, source, subject, private = "interest.answered", "directory", "interest_id", True

    person_id = fields.String(required=True)
    wave_id = fields.String(required=True)
    wish = fields.String(required=True)
    region = fields.String(required=True)
    regions = fields.List(fields.String(), required=True)
    closes_on = fields.String(required=True)


class RecognitionGiven(Copy):
    """A member's expertise in a topic was recognised."""

    type, source, subject, private = "recognition.given", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    topic = fields.String(required=True)
    reason = fields.String(required=True, metadata=personal)


class ChoiceRenamed(Copy):
    """The whole state of an entry of a list: what it is called now, and `into` what it was merged, if it was."""

    type, source, subject, private = "choice.renamed", "directory", "choice_id", False

    choice_id = fields.String(required=True)
    name = fields.String(required=True)
    list = fields.String(required=True)
    into = fields.String(load_default=None, allow_none=True)


class ChoiceAdded(ChoiceRenamed):
    """Something new is in a list."""

    type = "choice.added"


class ChoiceMerged(ChoiceRenamed):
    """An entry became another one."""

    type = "choice.merged"


class ListNotices(Request):
    """A page of notices, newest first."""

    limit = fields.Integer(load_default=None, allow_none=True)
    after = fields.String(load_default=None, allow_none=True)


class CountUnread(Request):
    """No arguments."""


class MarkNoticesRead(Request):
    """Everything up to the `created_at` of the newest notice that was shown."""

    until = fields.AwareDateTime(required=True, format="iso", validate=OF_OUR_TIME)


class GetPreferences(Request):
    """No arguments."""


class SetPreference(Request):
    """Whether mails of one kind are wanted."""

    kind = Text(required=True, max=60)
    mail = fields.Boolean(required=True)


class Unsubscribe(Request):
    """The signed token from a mail's footer or header."""

    token = fields.String(required=True, validate=validate.Length(max=1000))


class GetMailState(Request):
    """No arguments."""
