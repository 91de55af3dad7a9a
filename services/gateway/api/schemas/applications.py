"""Applications, and what a panel makes of them."""

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Id, Moment, PageOf, Shown, Slug, Version, next_page
from services.gateway.api.schemas.people import ProfileFields

CRITERIA = ("commitment", "experience", "understanding")
STATUSES = ("draft", "submitted", "withdrawn", "accepted", "not_yet")


class ApplicationFields(ProfileFields):
    """What an applicant writes; all of it may wait until the application is handed in."""

    commitment = Text(max=8000)
    experience = Text(max=8000)
    understanding = Text(max=8000)
    invitation = Text(max=100)


class AskedQuestion(Shown):
    """The question of the panel's chair, and the answer as far as it is written; the panel sees it once it is sent."""

    text = fields.String(required=True)
    asked_at = Moment(required=True)
    answer_by = Moment(required=True)
    answer = fields.String(required=True)
    answered_at = Moment(required=True, allow_none=True)
    version = Version()


class Application(Shown):
    """An application as its author sees it."""

    application_id = Id(required=True)
    version = Version()
    status = Choice(*STATUSES, required=True)
    name = fields.String(required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    organisation = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    background = fields.String(required=True, allow_none=True)
    topics = fields.List(fields.String(), required=True, allow_none=True)
    biography = fields.String(required=True, allow_none=True)
    visibility = fields.String(required=True, allow_none=True)
    commitment = fields.String(required=True, allow_none=True)
    experience = fields.String(required=True, allow_none=True)
    understanding = fields.String(required=True, allow_none=True)
    invitation = fields.String(required=True)
    wave_id = fields.String(required=True, allow_none=True)
    created_at = Moment(required=True)
    updated_at = Moment(required=True)
    submitted_at = Moment(required=True, allow_none=True)
    decide_by = Moment(required=True, allow_none=True)
    decided_at = Moment(required=True, allow_none=True)
    outcome = fields.String(required=True, allow_none=True)
    feedback = fields.String(required=True, allow_none=True)
    contact = fields.String(required=True, metadata={"description": "Whom to ask after a “not yet”."})
    again_on = fields.String(
        required=True, allow_none=True, metadata={"description": "The day from which to apply again after a “not yet”."}
    )
    not_before = fields.String(
        required=True, allow_none=True, metadata={"description": "The day from which this one can be handed in."}
    )
    question = fields.Nested(AskedQuestion, required=True, allow_none=True)


class ListApplications(PageOf):
    """Which applications."""

    region = Slug()
    status = Choice(
        "submitted",
        "ready",
        "accepted",
        "not_yet",
        metadata={"description": "`ready` are those of the submitted ones that the chair can decide."},
    )


class ApplicationRow(Shown):
    """An application in the list of a panel."""

    application_id = Id(required=True)
    name = fields.String(required=True)
    region = fields.String(required=True)
    status = Choice(*STATUSES, required=True)
    submitted_at = Moment(required=True)
    decide_by = Moment(required=True)
    scored_count = fields.Integer(required=True)
    my_assessment = Choice("none", "draft", "final", required=True)
    stage = fields.String(required=True)
    my_due_at = Moment(required=True, allow_none=True)


class ApplicationPage(Shown):
    """One page of a panel's applications."""

    items = fields.List(fields.Nested(ApplicationRow), required=True)
    next = next_page()


class Scores(Shown):
    """A score from 1 to 4 for each criterion, null while it is open."""

    commitment = fields.Integer(required=True, allow_none=True)
    experience = fields.Integer(required=True, allow_none=True)
    understanding = fields.Integer(required=True, allow_none=True)


class Reasons(Shown):
    """Why each score was given."""

    commitment = fields.String(required=True)
    experience = fields.String(required=True)
    understanding = fields.String(required=True)


class Assessment(Shown):
    """One assessor's scores and reasons."""

    assessment_id = Id(required=True)
    assessor_id = Id(required=True)
    version = Version()
    status = Choice("draft", "final", required=True)
    scores = fields.Nested(Scores, required=True)
    reasons = fields.Nested(Reasons, required=True)


class GivenScores(Request):
    """Scores from 1 to 4."""

    commitment = fields.Integer(allow_none=True, validate=validate.Range(1, 4))
    experience = fields.Integer(allow_none=True, validate=validate.Range(1, 4))
    understanding = fields.Integer(allow_none=True, validate=validate.Range(1, 4))


class GivenReasons(Request):
    """Why each score is given."""

    commitment = Text(max=2000)
    experience = Text(max=2000)
    understanding = Text(max=2000)


class Assess(Request):
    """Scores and reasons by criterion."""

    scores = fields.Nested(GivenScores, required=True)
    reasons = fields.Nested(GivenReasons, required=True)


class AuditEntry(Shown):
    """Who did what, and when."""

    at = Moment(required=True)
    actor_id = fields.String(required=True)
    action = fields.String(required=True)
    detail = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)
    reason = fields.String(required=True)


class May(Shown):
    """What you may do with the application."""

    assess = fields.Boolean(required=True)
    ask = fields.Boolean(required=True)
    decide = fields.Boolean(required=True)
    lead = fields.Boolean(required=True)
    step_back = fields.Boolean(required=True)
    change = fields.Boolean(required=True)
    take_back = fields.Boolean(required=True)


class Assignment(Shown):
    """Who was asked for scores, by when, and what became of it."""

    assessor_id = Id(required=True)
    status = Choice("open", "scored", "ended", required=True)
    reason = fields.String(required=True)
    given_at = Moment(required=True)
    due_at = Moment(required=True)
    late = fields.Boolean(required=True)


class Task(Shown):
    """An application that is yours to assess."""

    application_id = Id(required=True)
    name = fields.String(required=True)
    region = fields.String(required=True)
    given_at = Moment(required=True)
    due_at = Moment(required=True)
    late = fields.Boolean(required=True)
    my_assessment = Choice("none", "draft", "final", required=True)


class TaskPage(Shown):
    """One page of what is yours to assess."""

    items = fields.List(fields.Nested(Task), required=True)
    next = next_page()


class DeclareConflict(Request):
    """Why you step back; who abstains says nothing more."""

    reason = Choice("same_organisation", "works_together", "family_or_friend", "other", "abstains", required=True)


class SteppedBack(Shown):
    """An application that you are off."""

    application_id = Id(required=True)


class HeldDecision(Shown):
    """A decision that has not taken effect: the applicant knows nothing of it."""

    outcome = Choice("accepted", "not_yet", required=True)
    feedback = fields.String(required=True)
    contact = fields.String(required=True)
    again_on = fields.String(required=True, allow_none=True)
    effective_at = Moment(required=True)


class DecidedApplication(Application):
    """An application as its chair sees it."""

    decision = fields.Nested(HeldDecision, required=True, allow_none=True)


class PanelApplication(DecidedApplication):
    """An application as its panel sees it; the assessments of others only when they cannot sway yours."""

    my_assessment = fields.Nested(Assessment, required=True, allow_none=True)
    assessments = fields.List(fields.Nested(Assessment), required=True)
    audit = fields.List(fields.Nested(AuditEntry), required=True)
    scored_count = fields.Integer(required=True)
    stage = fields.String(required=True)
    my_assignment = fields.Nested(Assignment, required=True, allow_none=True)
    assignments = fields.List(fields.Nested(Assignment), required=True)
    names = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Names by person_id, as far as they are members."},
    )
    may = fields.Nested(May, required=True)


class Decide(Request):
    """Accept, or say not yet with feedback, whom to ask (you, unless told) and in how many months to apply again."""

    outcome = Choice("accept", "not_yet", required=True)
    feedback = Text(max=4000, load_default="")
    contact = Text(max=300)
    again_in_months = fields.Integer(validate=validate.Range(0, 12), metadata={"description": "3 unless told."})


class TakeBack(Request):
    """Why a decision is taken back: chairs and staff read it."""

    code = Choice("mistake", "new_information", "procedure", "other", required=True)
    reason = Text(min=1, max=1000, required=True)


class ChangeDecision(Decide, TakeBack):
    """What is decided instead, and why."""


class Ask(Request):
    """The one question to the applicant."""

    question = Text(min=1, max=1000, required=True)


class GiveAnswer(Request):
    """The answer, and the `version` of the question that you saw."""

    answer = Text(max=2000, required=True)
    question_version = fields.Integer(required=True)
