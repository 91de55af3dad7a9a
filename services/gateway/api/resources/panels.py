"""Assessing and deciding, region by region."""

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version, seen_version_if_any, seen_version_or_nothing
from services.gateway.api.operations import (
    VERSION,
    VERSION_IF_ANY,
    VERSION_OR_NOTHING,
)
from services.gateway.api.resources.groups import (
    Fields,
    panels,
)
from services.gateway.api.schemas import applications as of_applications
from services.gateway.api.schemas.common import PageOf


@panels.question("/applications", of_applications.ApplicationPage, query=of_applications.ListApplications)
def list_applications(query: Fields) -> Answer:
    """List the applications of your regions."""
    return ask(calls.list_applications(**query))


@panels.question("/applications/<application_id>", of_applications.PanelApplication)
def get_application(application_id: str) -> Answer:
    """Get an application as its panel sees it."""
    return ask(calls.get_application(application_id))


@panels.command(
    "/applications/<application_id>/assessment",
    of_applications.Assessment,
    body=of_applications.Assess,
    method="PUT",
    seen=VERSION_OR_NOTHING,
)
def save_assessment(body: Fields, application_id: str) -> Answer:
    """Keep your scores and reasons as a draft that only you see."""
    return tell(calls.save_assessment(application_id, **body, version=seen_version_or_nothing()))


@panels.command(
    "/applications/<application_id>/assessment/final",
    of_applications.Assessment,
    body=of_applications.Assess,
    seen=VERSION_IF_ANY,
)
def score_application(body: Fields, application_id: str) -> Answer:
    """Submit your scores and reasons; they cannot change afterwards."""
    return tell(calls.score_application(application_id, **body, version=seen_version_if_any()))


@panels.command(
    "/applications/<application_id>/question",
    of_applications.DecidedApplication,
    body=of_applications.Ask,
    seen=VERSION,
)
def ask_applicant(body: Fields, application_id: str) -> Answer:
    """Ask the applicant one question as chair, before you decide."""
    return tell(calls.ask_applicant(application_id, seen_version(), **body))


@panels.command(
    "/applications/<application_id>/decision",
    of_applications.DecidedApplication,
    body=of_applications.Decide,
    seen=VERSION,
)
def decide_application(body: Fields, application_id: str) -> Answer:
    """Decide as chair: accept, or not yet with feedback; `decision` says when it takes effect."""
    return tell(calls.decide_application(application_id, seen_version(), **body))


@panels.question("/me/assignments", of_applications.TaskPage, query=PageOf)
def list_my_assignments(query: Fields) -> Answer:
    """List what you are to assess, what is due first first."""
    return ask(calls.list_my_assignments(**query))


@panels.command(
    "/applications/<application_id>/conflict", of_applications.SteppedBack, body=of_applications.DeclareConflict
)
def declare_conflict(body: Fields, application_id: str) -> Answer:
    """Step back from an application: you cannot read it any more, and somebody else is asked."""
    return tell(calls.declare_conflict(application_id, **body))


@panels.command(
    "/applications/<application_id>/decision",
    of_applications.DecidedApplication,
    body=of_applications.ChangeDecision,
    method="PUT",
    seen=VERSION,
)
def change_decision(body: Fields, application_id: str) -> Answer:
    """Change a decision that has not taken effect, or correct a “not yet” to an acceptance."""
    return tell(calls.change_decision(application_id, seen_version(), **body))


@panels.command(
    "/applications/<application_id>/decision/withdrawal",
    of_applications.DecidedApplication,
    body=of_applications.TakeBack,
    seen=VERSION,
)
def take_back_decision(body: Fields, application_id: str) -> Answer:
    """Take back a decision that has not taken effect."""
    return tell(calls.take_back_decision(application_id, seen_version(), **body))
