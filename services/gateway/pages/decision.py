"""Lets the chair ask one question, and mend a decision before it takes effect (Clauses 19 and 20)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Problem, Unavailable
from services.gateway import calls
from services.gateway.pages.terms import default_terms
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("decision", __name__)

CONFLICTS = {
    "already_asked": _l("The applicant was asked a question already; there is one at most."),
    "not_under_assessment": _l("The applicant has withdrawn it, or it was decided in the meantime."),
    "acceptance_stands": _l("It was accepted, and the applicant knows. An acceptance is not undone."),
    "nothing_to_change": _l(
        "It has taken effect in the meantime. A “not yet” can still be corrected to an acceptance."
    ),
    "nothing_to_take_back": _l("It has taken effect in the meantime, and the applicant is told."),
    "already_member": _l("They are a member already, so there is nothing to correct."),
    "version_conflict": _l("This has changed since you opened the page. What you typed is still here: look again."),
}
MISSING = {
    "question": _l("Write your question, in at most 1,000 characters"),
    "outcome": _l("Choose whether to accept the application"),
    "feedback": _l("Write what would help the applicant to be ready another time"),
    "reason": _l("Say in a sentence or two why the decision is changed"),
    "contact": _l("Say in at most 300 characters whom they can ask"),
}


@blueprint.get("/panel/<application_id>/question")
@sign_in_required
def ask(application_id: str) -> Page:
    """Ask for the one question."""
    return _page("panel/ask.html", _found(application_id), kept_form() or {})


@blueprint.post("/panel/<application_id>/question")
@sign_in_required
def send_question(application_id: str) -> Page:
    """Send the question to the applicant."""
    form = request.form
    command = calls.ask_applicant(application_id, form.get("version", 0, type=int), form.get("question", ""))
    return _tell("panel/ask.html", application_id, command, _("Your question is sent to the applicant."))


@blueprint.get("/panel/<application_id>/decision")
@sign_in_required
def show(application_id: str) -> Page:
    """Show what was decided, to be changed or taken back."""
    return _page("panel/mend.html", _found(application_id), kept_form() or {})


@blueprint.post("/panel/<application_id>/decision")
@sign_in_required
def mend(application_id: str) -> Page:
    """Change the decision, or take it back."""
    form = request.form
    why = {"code": form.get("code", ""), "reason": form.get("reason", "")}
    version = form.get("version", 0, type=int)
    if form.get("action") == "take_back":
        taken_back = calls.take_back_decision(application_id, version, **why)
        return _tell("panel/mend.html", application_id, taken_back, _("The decision is taken back."))
    if form.get("action") != "change":
        abort(400)
    terms = {"contact": form.get("contact") or None, "again_in_months": form.get("again_in_months", type=int)}
    decision = {"outcome": form.get("outcome", ""), "feedback": form.get("feedback", ""), **terms}
    changed = calls.change_decision(application_id, version, **decision, **why)
    return _tell("panel/mend.html", application_id, changed, _("The decision is changed."))


def _tell(template: str, application_id: str, command: calls.Command, done: str) -> Page:
    try:
        asker().tell(command, command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(template, application_id, problem)
    flash(done, "success")
    return redirect(url_for("panel.show", application_id=application_id), 303)


def _again(template: str, application_id: str, problem: Problem) -> Page:
    """Show the form again with what was typed; without the application while the directory is away."""
    form = request.form
    if isinstance(problem, Unavailable | Internal):
        nothing = {"application_id": application_id, "version": form.get("version", ""), "may": {}}
        return _page(template, nothing, form, problem=_("This could not be saved just now. Try again.")), 503
    application = _found(application_id)
    if not isinstance(problem, Invalid):
        return _page(template, application, form, problem=CONFLICTS.get(problem.code, problem.code)), 409
    fields = [error["pointer"].strip("/").split("/")[0] for error in problem.errors]
    return _page(
        template, application, form, errors={name: str(MISSING.get(name, _("Check this."))) for name in fields}
    ), 422


def _found(application_id: str) -> dict[str, Any]:
    return asker().ask(calls.get_application(application_id))


def _page(template: str, application: Mapping[str, Any], form: Mapping[str, str], **context: Any) -> str:
    values = {**default_terms(application), **_decided(application), **form}
    return render(template, application=application, values=values, **context)


def _decided(application: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is held under the names of the form's fields; a not yet can only become an acceptance."""
    held = application.get("decision")
    if not held:
        return {"outcome": "accept"}
    outcome = "accept" if held["outcome"] == "accepted" else "not_yet"
    kept = {"contact": held["contact"]} if held["contact"] else {}
    return {"outcome": outcome, "feedback": held["feedback"], **kept}
