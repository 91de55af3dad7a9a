"""What the directory tells of benefits."""

from marshmallow import EXCLUDE, Schema, fields

from bus.events import Copy, personal


class AskedAbout(Schema):
    """Somebody whom a member is asked about."""

    class Meta:
        unknown = EXCLUDE

    other_person_id = fields.String(required=True)
    other_name = fields.String(required=True, metadata=personal)


class BenefitQuestionDue(Copy):
    """A member is asked whether some of their connections helped."""

    type, source, subject, private = "benefit.question_due", "directory", "question_id", True

    question_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    due = fields.List(fields.Nested(AskedAbout), required=True)
