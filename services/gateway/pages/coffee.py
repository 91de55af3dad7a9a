"""Coffee trials: take part, pause, leave, and say whom one would rather not meet (Clause 43)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, NotFound, Problem, Unavailable
from services.gateway import calls
from services.gateway.calls import Command
from services.gateway.pages.choices import choices
from services.gateway.pages.coffee_words import WAYS, in_the_way
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("coffee", __name__)

AT_ONCE = 10


@blueprint.get("/coffee")
@sign_in_required
def show() -> Page:
    """Show how I take part, whom I meet now, and my coffees so far."""
    return _overview(kept_form())


@blueprint.post("/coffee")
@sign_in_required
def save() -> Page:
    """Take part, or change how I meet."""
    ways = [way for way in WAYS if way in request.form.getlist("ways")]
    if not ways:
        return _faulty({"ways": _("Choose at least one way to meet")})
    is_in = request.form.get("action") == "change"
    command = calls.change_enrolment if is_in else calls.enrol
    try:
        asker().tell(command(ways, bool(request.form.get("keeps_title"))), command_id())
    except NotFound:
        return _members_only()
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem)
    flash(_("Your changes are saved.") if is_in else _("You take part. It is good to have you in."), "success")
    return redirect(url_for("coffee.show"), 303)


@blueprint.post("/coffee/pause")
@sign_in_required
def pause() -> Page:
    """Be in no draw before a day."""
    until = read_day("until")
    if until is None:
        return _faulty({"until-day": _("Enter a day, such as 27 3 2027")})
    try:
        asker().tell(calls.pause_enrolment(until), command_id())
    except Conflict as conflict:
        if not conflict.code.startswith("pause_"):
            return _again(conflict)
        return _faulty({"until-day": in_the_way(conflict.code)})
    except (Invalid, Unavailable, Internal) as problem:
        return _again(problem)
    flash(_("You are left out until that day. Nobody else is told."), "success")
    return redirect(url_for("coffee.show"), 303)


@blueprint.post("/coffee/resume")
@sign_in_required
def resume() -> Page:
    """End my pause."""
    return _told(calls.resume_enrolment(), _("You take part again."))


@blueprint.get("/coffee/leave")
@sign_in_required
def ask_leave() -> Page:
    """Ask whether it is meant."""
    return render("coffee/leave.html")


@blueprint.post("/coffee/leave")
@sign_in_required
def leave() -> Page:
    """Take part no more."""
    return _told(calls.leave_coffee(), _("You take part no more. You can come back at any time."))


@blueprint.get("/coffee/whom-not")
@sign_in_required
def whom_not() -> Page:
    """Show whom I would rather not meet, and find somebody by name."""
    name = request.args.get("name", "").strip()
    try:
        mine = asker().ask(calls.get_my_coffee())
        found = asker().ask(calls.find_namesakes(name))["items"] if name else []
    except NotFound:
        return _members_only()
    except Invalid:
        found = []
    return render(
        "coffee/whom_not.html", enrolment=mine["enrolment"], name=name, found=found, choices=choices(), errors={}
    )


@blueprint.post("/coffee/whom-not")
@sign_in_required
def change_whom_not() -> Page:
    """Put somebody on my list, or take them off."""
    person_id = request.form.get("person_id", "")
    if request.form.get("action") == "remove":
        return _told(calls.stop_avoiding(person_id), _("They are off your list."), "coffee.whom_not")
    said = _("You are never matched with them from now on. They are not told.")
    return _told(calls.avoid_person(person_id), said, "coffee.whom_not")


def read_day(name: str) -> str | None:
    """Return the day that a form names in three parts, as text, or None for what is no day."""
    try:
        return date(*(int(request.form.get(f"{name}-{part}", "")) for part in ("year", "month", "day"))).isoformat()
    except (ValueError, OverflowError):
        return None


def _told(command: Command, said: str, page: str = "coffee.show") -> Page:
    try:
        asker().tell(command, command_id())
        flash(said, "success")
    except NotFound as missing:
        if missing.code != "no_enrolment":
            return _members_only()
        flash(_("You do not take part yet. Take part first."))
        page = "coffee.show"
    except Conflict as conflict:
        flash(in_the_way(conflict.code))
    return redirect(url_for(page), 303)


def _overview(values: Mapping[str, Any] | None, errors: dict[str, str] | None = None, problem: str = "") -> Page:
    try:
        past = calls.list_my_pairs(limit=AT_ONCE, after=request.args.get("after"))
        mine, beside = asker().ask_beside(calls.get_my_coffee(), past=past)
    except NotFound:
        return _members_only()
    enrolment = mine["enrolment"] or {"state": "left", "ways": ["call"]}
    return render(
        "coffee/overview.html",
        mine=mine,
        enrolment=enrolment,
        past=beside["past"] or {"items": [], "next": None},
        values=_typed(values, enrolment),
        errors=errors or {},
        problem=problem,
        ways=WAYS,
    )


def _typed(values: Mapping[str, Any] | None, enrolment: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the forms show: what was typed, or how the person takes part."""
    if values is None or ("ways" not in values and "action" not in values):
        kept = {"ways": enrolment["ways"], "keeps_title": enrolment.get("keeps_title")}
        return kept | {name: value for name, value in (values or {}).items() if name.startswith("until")}
    ways = values.getlist("ways") if hasattr(values, "getlist") else values.get("ways", [])
    return {"ways": ways, "keeps_title": values.get("keeps_title")}


def _faulty(errors: dict[str, str]) -> Page:
    """Show the page again with what was typed and what to mend."""
    page = _overview(request.form, errors)
    return (page, 422) if isinstance(page, str) else page


def _again(problem: Problem) -> Page:
    """Show the page again with what was typed and what is in the way."""
    said = (
        in_the_way(problem.code) if isinstance(problem, Conflict) else _("This could not be saved just now. Try again.")
    )
    status = 409 if isinstance(problem, Conflict) else 422 if isinstance(problem, Invalid) else 503
    page = _overview(request.form, problem=said)
    return (page, status) if isinstance(page, str) else page


def _members_only() -> Page:
    flash(_("Coffee trials are for members."))
    return redirect(url_for("apply.join"), 303)
