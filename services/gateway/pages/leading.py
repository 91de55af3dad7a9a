"""Shows who leads a panel how its work stands, and lets the chair name a deputy (Clause 19)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.panel_words import CONFLICTS
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("leading", __name__)


@blueprint.get("/panel/of/<region>")
@sign_in_required
def show(region: str) -> Page:
    """Show what each assessor has open, how far they agree, and the deputy."""
    return _page(region, kept_form() or {})


@blueprint.post("/panel/of/<region>")
@sign_in_required
def name_deputy(region: str) -> Page:
    """Name the chair's deputy, or end it."""
    form = request.form
    person_id, until = form.get("person_id") or None, form.get("until") or None
    if form.get("action") == "end":
        person_id = until = None
    elif errors := _missing(person_id, until):
        return _page(region, form, errors=errors), 422
    try:
        asker().tell(calls.name_deputy(region, person_id, until), command_id())
    except Invalid:
        return _page(region, form, errors={"until": _("Choose a day that is not over")}), 422
    except Conflict as conflict:
        return _page(region, form, problem=CONFLICTS.get(conflict.code, conflict.code)), 409
    except (Unavailable, Internal):
        return _page(region, form, problem=_("This could not be saved just now. Try again.")), 503
    flash(_("The deputy is recorded.") if person_id else _("There is no deputy any more."), "success")
    return redirect(url_for("leading.show", region=region), 303)


def _missing(person_id: str | None, until: str | None) -> dict[str, str]:
    said = {
        "person_id": None if person_id else _("Choose who stands in for the chair"),
        "until": None if until else _("Give the last day on which they do"),
    }
    return {name: text for name, text in said.items() if text}


def _page(region: str, values: Mapping[str, Any], **context: Any) -> str:
    """Show the panel; only the form while the directory is away."""
    try:
        panel = asker().ask(calls.get_panel(region))
    except (Unavailable, Internal):
        if request.method == "GET":
            raise
        panel = None
    return render(
        "panel/lead.html",
        panel=panel,
        region=region,
        values=values,
        criteria=CRITERIA,
        choices=choices(),
        **context,
    )
