"""What comes in: what operators of a demonstration may ask for, and our own copies of the events of others."""

from marshmallow import Schema, fields, validate

from bus.doors import Request
from bus.events import Copy, personal
from bus.schema import Text
from services.gateway.accounts.model import LONGEST_ADDRESS, LONGEST_PASSWORD

MOST_PEOPLE = 100


class SetDemonstrationPassword(Request):
    """Give a demonstration account a password that is known to everyone."""

    address = Text(max=LONGEST_ADDRESS, min=3, required=True)
    password = Text(max=LONGEST_PASSWORD, min=1, required=True)


class DemonstrationPerson(Schema):
    """Somebody invented, and their address."""

    person_id = fields.String(required=True, validate=validate.Length(1, 36))
    address = Text(max=LONGEST_ADDRESS, min=3, required=True)


class OpenDemonstrationAccounts(Request):
    """Name people of a demonstration who have signed in once."""

    people = fields.List(fields.Nested(DemonstrationPerson), required=True, validate=validate.Length(1, MOST_PEOPLE))


class PersonNominated(Copy):
    """Someone was nominated by an organisation (or agreed already: `confirmed`)."""

    type = "person.nominated"
    source = "directory"
    subject = "person_id"
    private = True

    person_id = fields.String(required=True)
    address = fields.String(required=True, allow_none=True, metadata=personal)  # Null when told again, or erased.
    confirmed = fields.Boolean(required=True)


class PersonErased(Copy):
    """A person is to be forgotten."""

    type = "person.erased"
    source = "directory"
    subject = "person_id"
    tombstone = True


class NoticeAdded(Copy):
    """A person has a new notice."""

    type = "notice.added"
    source = "notifications"
    subject = "notice_id"
    private = True

    notice_id = fields.String(required=True)
    person_id = fields.String(required=True)


class ChoiceAdded(Copy):
    """Something in a list that people choose from is new, or other than before; what, the directory is asked."""

    type = "choice.added"
    source = "directory"
    subject = "choice_id"

    choice_id = fields.String(required=True)


class ChoiceRenamed(ChoiceAdded):
    """Something is called otherwise."""

    type = "choice.renamed"


class ChoiceRetired(ChoiceAdded):
    """Something is offered no more."""

    type = "choice.retired"


class ChoiceRestored(ChoiceAdded):
    """Something is offered again."""

    type = "choice.restored"


class ChoiceMerged(ChoiceAdded):
    """Something became something else."""

    type = "choice.merged"
