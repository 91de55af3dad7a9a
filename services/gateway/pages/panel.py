"""Lets the panel of a region assess applications, each on their own, and its chair decide (Clause 19)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Problem, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.panel_words import ENDED, RECORDED, STAGES, STEPPING_BACK
from services.gateway.pages.terms import default_terms
from services.gateway.web import Page, asker, command_id, kept_form, my_roles, render, sign_in_required

blueprint = Blueprint("panel", __name__)

STATUSES = {
    "submitted": _l("Waiting for a decision"),
    "ready": _l("Ready for the chair to decide"),
    "accepted": _l("Accepted"),
    "not_yet": _l("Not yet"),
}
CONFLICTS = {
    "question_open": _l(
        "The applicant has not answered your question yet. You can decide when they have, or in 14 days."
    ),
    "too_few_assessments": _l("Two assessors have to submit their scores before the chair can decide."),
    "third_score_awaited": _l("The two scores lie apart: a third assessor has to submit theirs before you can decide."),
    "already_final": _l("You have already submitted your scores. They cannot change any more."),
    "not_under_assessment": _l("The applicant has withdrawn it, or the chair has decided in the meantime."),
    "version_conflict": _l("This has changed since you opened the page. What you typed is still here: look again."),
}
OUTCOMES = ("accept", "not_yet")
SAVED = {
    "save_assessment": _l("Your draft is saved. Only you can see it."),
    "score_application": _l("Your scores are submitted."),
    "decide_application": _l("The decision is recorded. This page says when it takes effect."),
}


@blueprint.get("/panel")
@sign_in_required
def overview() -> str:
    """List the applications of my regions, those waiting for a decision unless another state is chosen."""
    region, status = request.args.get("region", ""), request.args.get("status", "submitted")
    question = calls.list_applications(region or None, status or None, after=request.args.get("after"))
    return render(
        "panel/list.html",
        page=asker().ask(question),
        region=region,
        status=status,
        statuses=STATUSES,
        regions=_my_regions(),
        choices=choices(),
        stages=STAGES,
        led=sorted({*_my_regions("chair"), *my_roles().get("deputy_in", ())}),
        assesses=bool(_my_regions("assessor")),
        has_practised=_has_practised(),
    )


@blueprint.get("/panel/<application_id>")
@sign_in_required
def show(application_id: str) -> str:
    """Show one application with whatever I may do with it."""
    application = asker().ask(calls.get_application(application_id))
    return _page(application, kept_form() or {})


@blueprint.post("/panel/<application_id>")
@sign_in_required
def act(application_id: str) -> Page:
    """Do what the pressed button says: save or submit scores; check a decision, change or record it."""
    action = ACTIONS.get(request.form.get("action", "draft")) or abort(400)
    return action(application_id)


def _draft(application_id: str) -> Page:
    return _tell(application_id, calls.save_assessment(application_id, **_assessment()))


def _final(application_id: str) -> Page:
    return _tell(application_id, calls.score_application(application_id, **_assessment()))


def _check(application_id: str) -> Page:
    """Show a decision once more before it is recorded for good."""
    if missing := _missing(request.form):
        return _again(application_id, Invalid(errors=[{"pointer": f"/{missing}", "code": "required"}]))
    return render("panel/check.html", application=_found(application_id), sent=request.form)


def _change(application_id: str) -> Page:
    return _page(_found(application_id), request.form)


def _decide(application_id: str) -> Page:
    form = request.form
    version, outcome, feedback = form.get("version", 0, type=int), form.get("outcome", ""), form.get("feedback", "")
    contact, months = form.get("contact") or None, form.get("again_in_months", type=int)
    decision = calls.decide_application(application_id, version, outcome, feedback, contact, months)
    return _tell(application_id, decision)


ACTIONS = {"draft": _draft, "final": _final, "check": _check, "change": _change, "decide": _decide}


def _tell(application_id: str, command: calls.Command) -> Page:
    try:
        asker().tell(command, command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(application_id, problem)
    flash(str(SAVED[command.method]), "success")
    return redirect(url_for("panel.show", application_id=application_id), 303)


def _assessment() -> dict[str, Any]:
    form = request.form
    slugs = [criterion.slug for criterion in CRITERIA]
    return {
        "scores": {slug: form.get(f"scores-{slug}", type=int) for slug in slugs},
        "reasons": {slug: form.get(f"reasons-{slug}", "") for slug in slugs},
        "version": form.get("version", type=int),
    }


def _missing(form: Mapping[str, str]) -> str:
    """Return the field that a decision lacks, or nothing."""
    if form.get("outcome") not in OUTCOMES:
        return "outcome"
    return "feedback" if form["outcome"] == "not_yet" and not form.get("feedback", "").strip() else ""


def _found(application_id: str) -> dict[str, Any] | None:
    try:
        return asker().ask(calls.get_application(application_id))
    except (Unavailable, Internal):
        return None


def _again(application_id: str, problem: Problem) -> Page:
    """Show the page again with what was typed; without the application while the directory is away."""
    application = None if isinstance(problem, Unavailable) else _found(application_id)
    if isinstance(problem, Invalid):
        return _page(application, request.form, errors=_messages(problem)), 422
    if isinstance(problem, Conflict):
        return _page(application, request.form, problem=CONFLICTS.get(problem.code, problem.code)), 409
    return _page(application, request.form, problem=_("This could not be saved just now. Try again.")), 503


def _page(application: Mapping[str, Any] | None, form: Mapping[str, str], **context: Any) -> str:
    return render(
        "panel/application.html",
        application=application,
        sent=form,
        values={**default_terms(application or {}), **_stored(application or {}), **form},
        criteria=CRITERIA,
        is_chair=_is_chair(application),
        choices=choices(),
        stages=STAGES,
        ended=ENDED | STEPPING_BACK,
        actions=RECORDED,
        **context,
    )


def _is_chair(application: Mapping[str, Any] | None) -> bool:
    if application is None:
        return False
    held = {"role": "chair", "region": application["region"]} in my_roles()["roles"]
    return held or bool(application["may"].get("lead"))


def _stored(application: Mapping[str, Any]) -> dict[str, Any]:
    """Return my own draft under the names of the form's fields."""
    mine = application.get("my_assessment") or {}
    return {f"{part}-{slug}": value for part in ("scores", "reasons") for slug, value in mine.get(part, {}).items()}


def _messages(problem: Invalid) -> dict[str, str]:
    """Name what is missing; `/scores/commitment` is the form's field `scores-commitment`."""
    pointers = [error["pointer"].strip("/").replace("/", "-") for error in problem.errors]
    return {pointer: _message(pointer) for pointer in pointers}


def _message(field: str) -> str:
    part, _dash, slug = field.partition("-")
    name = next((criterion.name for criterion in CRITERIA if criterion.slug == slug), "")
    said = {
        "scores": _l("Choose a score for %(criterion)s", criterion=name),
        "reasons": _l("Say in a sentence or two why you chose that score for %(criterion)s", criterion=name),
        "feedback": _l("Write what would help the applicant to be ready another time"),
    }
    return str(said.get(part) or _("Choose whether to accept the application"))


def _has_practised() -> bool:
    """Tell whether an assessor has scored an example; nobody else is asked to, and nobody while that is not known."""
    if not _my_regions("assessor"):
        return True
    found = asker().ask_together(examples=calls.list_examples())["examples"]
    return found is None or any(each["scored"] for each in found["items"])


def _my_regions(*kinds: str) -> list[str]:
    """Return the regions on whose panels I sit, or only those in which I hold one of these roles."""
    held = [role for role in my_roles()["roles"] if role["region"] and (not kinds or role["role"] in kinds)]
    return sorted({role["region"] for role in held})
