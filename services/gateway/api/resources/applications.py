"""Applying to become a member."""

from http import HTTPStatus

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import (
    ANYONE,
    VERSION,
)
from services.gateway.api.resources.groups import (
    Fields,
    applications,
)
from services.gateway.api.schemas import applications as of_applications
from services.gateway.api.schemas import waves as of_waves
from services.gateway.api.schemas.common import PageOf


@applications.question("/waves", of_waves.WavePage, query=PageOf, to=ANYONE)
def list_waves(query: Fields) -> Answer:
    """List the recruitment waves of regions: when who may hand an application in, the latest to open first."""
    return ask(calls.list_waves(**query))


@applications.command(
    "/applications",
    of_applications.Application,
    body=of_applications.ApplicationFields,
    status=HTTPStatus.CREATED,
)
def start_application(body: Fields) -> Answer:
    """Start an application as a draft. You have one at a time."""
    return tell(calls.save_application(body))


@applications.question("/me/application", of_applications.Application)
def get_my_application() -> Answer:
    """Get your latest application."""
    return ask(calls.get_my_application())


@applications.command(
    "/applications/<application_id>",
    of_applications.Application,
    body=of_applications.ApplicationFields,
    method="PATCH",
    seen=VERSION,
)
def save_application(body: Fields, application_id: str) -> Answer:
    """Change your draft: the fields you send replace, the others stay."""
    return tell(calls.save_application(body, application_id, seen_version()))


@applications.command("/applications/<application_id>/submission", of_applications.Application, seen=VERSION)
def submit_application(application_id: str) -> Answer:
    """Hand your application in to the panel of its region.

    Answers 409 with `no_open_wave` or `wave_full` when nobody of your region can apply now; your draft stays.
    """
    return tell(calls.submit_application(application_id, seen_version()))


@applications.command("/applications/<application_id>/withdrawal", of_applications.Application, seen=VERSION)
def withdraw_application(application_id: str) -> Answer:
    """Take your application back."""
    return tell(calls.withdraw_application(application_id, seen_version()))


@applications.command(
    "/applications/<application_id>/answer",
    of_applications.Application,
    body=of_applications.GiveAnswer,
    method="PUT",
)
def save_answer(body: Fields, application_id: str) -> Answer:
    """Keep your answer to the chair's question as a draft that only you see."""
    return tell(calls.save_answer(application_id, **body))


@applications.command(
    "/applications/<application_id>/answer/final", of_applications.Application, body=of_applications.GiveAnswer
)
def send_answer(body: Fields, application_id: str) -> Answer:
    """Send your answer, once; the panel reads it."""
    return tell(calls.send_answer(application_id, **body))
