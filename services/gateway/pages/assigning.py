"""Lets a panel arrange who assesses: step back, ask somebody else, hand over to another region (Clause 19)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Problem, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.panel_words import CONFLICTS, MOVING, STEPPING_BACK
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("assigning", __name__)

REQUIRED: Mapping[str, LazyString] = {
    "reason": _l("Choose a reason"),
    "region": _l("Choose the region whose panel is to decide"),
}


@blueprint.get("/panel/<application_id>/step-back")
@sign_in_required
def step_back(application_id: str) -> Page:
    """Ask why somebody steps back; nobody need say."""
    return _form("panel/step_back.html", application_id, kept_form() or {}, reasons=STEPPING_BACK)


@blueprint.post("/panel/<application_id>/step-back")
@sign_in_required
def stepped_back(application_id: str) -> Page:
    """Take whoever asks off the application."""
    change = calls.declare_conflict(application_id, request.form.get("reason", ""))
    problem = _missing("reason") or _problem(change)
    if problem:
        return _again("panel/step_back.html", application_id, problem, reasons=STEPPING_BACK)
    flash(_("You are off this application. If somebody else on the panel is free, they are asked instead."), "success")
    return redirect(url_for("panel.overview"), 303)


@blueprint.get("/panel/<application_id>/assessors/<assessor_id>")
@sign_in_required
def replace(application_id: str, assessor_id: str) -> Page:
    """Let the chair choose whom to ask instead."""
    return _form("panel/replace.html", application_id, kept_form() or {}, assessor_id=assessor_id)


@blueprint.post("/panel/<application_id>/assessors/<assessor_id>")
@sign_in_required
def replaced(application_id: str, assessor_id: str) -> Page:
    """Ask the next, or whom the chair chose; or go on without a third who is late and whom nobody can replace."""
    to = request.form.get("to") or None
    problem = _problem(calls.reassign_application(application_id, assessor_id, to))
    if problem:
        return _again("panel/replace.html", application_id, problem, assessor_id=assessor_id)
    without = _("You need not wait for this score any more.")
    flash(without if request.form.get("alone") else _("Somebody else is asked now."), "success")
    return redirect(url_for("panel.show", application_id=application_id), 303)


@blueprint.get("/panel/<application_id>/move")
@sign_in_required
def move(application_id: str) -> Page:
    """Ask where to, and why."""
    return _form("panel/move.html", application_id, kept_form() or {}, reasons=MOVING)


@blueprint.post("/panel/<application_id>/move")
@sign_in_required
def moved(application_id: str) -> Page:
    """Hand the application over; the chair need not be able to read it afterwards."""
    form = request.form
    version, region, reason = form.get("version", 0, type=int), form.get("region", ""), form.get("reason", "")
    change = calls.move_application(application_id, version, region, reason)
    problem = _missing("region", "reason") or _problem(change)
    if problem:
        return _again("panel/move.html", application_id, problem, reasons=MOVING)
    flash(_("The other panel has it now, and the applicant is being told."), "success")
    return redirect(url_for("panel.overview"), 303)


def _missing(*fields: str) -> Invalid | None:
    missing = [{"pointer": f"/{field}", "code": "required"} for field in fields if not request.form.get(field)]
    return Invalid(errors=missing) if missing else None


def _problem(change: calls.Command) -> Problem | None:
    """Carry a change out, and return what kept it from being done."""
    try:
        asker().tell(change, command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return problem
    return None


def _again(template: str, application_id: str, problem: Problem, **context: Any) -> Page:
    """Show a form again with what was chosen, and say what to mend."""
    if isinstance(problem, Invalid):
        wrong = [error["pointer"].strip("/").split("/")[0] for error in problem.errors]
        errors = {name: str(REQUIRED.get(name) or _("Choose one from the list.")) for name in wrong}
        return _form(template, application_id, request.form, errors=errors, **context), 422
    if isinstance(problem, Conflict):
        said = CONFLICTS.get(problem.code, problem.code)
        return _form(template, application_id, request.form, problem=said, **context), 409
    said = _("This could not be saved just now. Try again.")
    return _form(template, application_id, request.form, problem=said, **context), 503


def _form(template: str, application_id: str, values: Mapping[str, Any], **context: Any) -> str:
    """Render a form; without the application while the directory is away."""
    try:
        application = asker().ask(calls.get_application(application_id))
    except (Unavailable, Internal):
        application = {"application_id": application_id}
    return render(template, application=application, values=values, choices=choices(), **context)
