"""What the directory tells of who assesses what."""

from marshmallow import fields, validate

from bus.events import Copy, personal


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
