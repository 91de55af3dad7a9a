"""What the directory tells of applications."""

from marshmallow import fields, validate

from bus.events import Copy, personal


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
