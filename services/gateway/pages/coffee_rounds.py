"""Lets staff open and close rounds of coffee, and see how they went (Clauses 44, 46, 47)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Invalid
from bus.times import from_text
from services.gateway import calls
from services.gateway.pages.coffee import read_day
from services.gateway.pages.coffee_words import BOUNDS, STATES, in_the_way
from services.gateway.surroundings import read
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("coffee_rounds", __name__)

FIGURES = {
    "met": _l("Have met"),
    "not_yet": _l("Have not met yet"),
    "silent": _l("Nobody said anything"),
    "broken": _l("Came to nothing"),
}
SAID = {
    "new_ideas": _l("New ideas"),
    "collaboration": _l("Working together"),
    "beneficial": _l("Worth it"),
}


@blueprint.get("/staff/coffee")
@sign_in_required
def overview() -> Page:
    """List the rounds with their figures."""
    return _list(kept_form() or {})


@blueprint.post("/staff/coffee")
@sign_in_required
def open_round() -> Page:
    """Open a round."""
    closes_on = read_day("closes_on")
    if closes_on is None:
        return _list(request.form, {"closes_on-day": _("Enter the last day, such as 27 3 2027")}), 422
    try:
        opened = asker().tell(calls.open_round(closes_on), command_id())
    except Conflict as conflict:
        return _list(request.form, {"closes_on-day": in_the_way(conflict.code)}), 409
    except Invalid:
        return _list(request.form, {"closes_on-day": _("Enter the last day, such as 27 3 2027")}), 422
    flash(_("The round is open."), "success")
    return redirect(url_for("coffee_rounds.show", round_id=opened["round_id"]), 303)


@blueprint.get("/staff/coffee/<round_id>")
@sign_in_required
def show(round_id: str) -> Page:
    """Show how a round went."""
    one = asker().ask(calls.get_round(round_id))
    shown = {"states": STATES, "figures": FIGURES, "said": SAID, "bounds": BOUNDS}
    return render("coffee/round.html", one=one, is_open=_is_open(one), **shown)


@blueprint.get("/staff/coffee/<round_id>/close")
@sign_in_required
def ask_close(round_id: str) -> Page:
    """Ask whether a round is to be closed before its time."""
    one = asker().ask(calls.get_round(round_id))
    if not _is_open(one):
        return redirect(url_for("coffee_rounds.show", round_id=round_id), 303)
    return render("coffee/close.html", one=one)


@blueprint.post("/staff/coffee/<round_id>")
@sign_in_required
def close(round_id: str) -> Page:
    """Close a round, which is drawn then."""
    try:
        asker().tell(calls.close_round(round_id, request.form.get("version", 0, type=int)), command_id())
        flash(_("The round is closed. It is drawn now, and everybody in it hears of it."), "success")
    except Conflict as conflict:
        flash(in_the_way(conflict.code))
    return redirect(url_for("coffee_rounds.show", round_id=round_id), 303)


def _is_open(one: Mapping[str, Any]) -> bool:
    """Say whether members can join; a round that has closed stays in that state until it is drawn, a moment later."""
    return bool(one["state"] == "open" and from_text(one["closes_at"]) > read().now)


def _list(values: Mapping[str, Any], errors: dict[str, str] | None = None) -> str:
    page = asker().ask(calls.list_rounds(after=request.args.get("after")))
    shown = {"states": STATES, "is_open": _is_open, "values": values, "errors": errors or {}}
    return render("coffee/rounds.html", page=page, **shown)
