"""Lets assessors practise on invented applications, and see how far they agree (Clauses 13-15)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, Unavailable
from services.gateway import calls
from services.gateway.pages.criteria import CRITERIA
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("calibration", __name__)


@blueprint.get("/panel/calibration")
@sign_in_required
def overview() -> Page:
    """List the examples and how far one agrees."""
    found = asker().ask(calls.list_examples())
    return render("panel/calibration.html", examples=found["items"], agreement=found["agreement"], criteria=CRITERIA)


@blueprint.get("/panel/calibration/<example>")
@sign_in_required
def show(example: str) -> Page:
    """Show an example to score; with the reference once one has."""
    return _page(example, kept_form() or {})


@blueprint.post("/panel/calibration/<example>")
@sign_in_required
def score(example: str) -> Page:
    """Take one's scores, once."""
    scores = {each.slug: request.form.get(f"scores-{each.slug}", type=int) for each in CRITERIA}
    try:
        asker().tell(calls.score_example(example, scores), command_id())
    except Invalid as problem:
        wrong = {error["pointer"].rpartition("/")[2] for error in problem.errors}
        errors = {
            f"scores-{each.slug}": _("Choose a score for %(criterion)s", criterion=each.name)
            for each in CRITERIA
            if each.slug in wrong
        }
        return _page(example, request.form, errors=errors), 422
    except Conflict:
        flash(_("You have scored this example already."))
    except (Unavailable, Internal):
        return _page(example, request.form, problem=_("This could not be saved just now. Try again.")), 503
    return redirect(url_for("calibration.show", example=example), 303)


def _page(example: str, values: Mapping[str, Any], **context: Any) -> str:
    """Show the example; only the form while the directory is away."""
    try:
        found = asker().ask(calls.get_example(example))
    except (Unavailable, Internal):
        if request.method == "GET":
            raise
        found = {}
    return render("panel/example.html", example=found, values=values, criteria=CRITERIA, **context)
