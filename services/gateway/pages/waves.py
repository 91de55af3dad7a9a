"""Lets staff plan recruitment waves, look after them and end them (Clauses 21 to 24)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Problem, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.wave_form import FAULTS, KINDS, fault, field, read, typed
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required, surroundings

blueprint = Blueprint("waves", __name__)

STATES = {
    "planned": _l("Planned"),
    "open": _l("Open"),
    "full": _l("Full"),
    "closed": _l("Closed"),
    "cancelled": _l("Called off"),
}
CONFLICTS = {
    "regions_overlap": _l("One of these regions is in another wave at that time. Choose other regions or other days."),
    "dates_reversed": _l("The last day is before the first one."),
    "opens_in_the_past": _l("The first day is over already. Choose today or a later day."),
    "closes_in_the_past": _l("The last day is over already. To end the wave now, close it."),
    "wave_is_open": _l("The wave is open, so only its last day and its numbers can change."),
    "wave_is_over": _l("The wave is over and cannot change any more."),
    "wave_not_open": _l("The wave is not open, so it cannot be closed."),
    "wave_not_planned": _l("The wave is not planned any more, so it cannot be called off."),
    "version_conflict": _l("Somebody changed this wave since you opened the page. Your changes are below: save again."),
}


@blueprint.get("/staff/waves")
@sign_in_required
def overview() -> str:
    """List every wave, the latest to open first."""
    page = asker().ask(calls.list_all_waves(after=request.args.get("after")))
    return render("waves/list.html", page=page, states=STATES, kinds=KINDS, choices=choices())


@blueprint.get("/staff/waves/new")
@sign_in_required
def new() -> str:
    """Ask what the new wave is to be; the list refuses who is not staff."""
    asker().ask(calls.list_all_waves(limit=1))
    return _form(kept_form() or {"kind": "regions"})


@blueprint.post("/staff/waves/new")
@sign_in_required
def create() -> Page:
    """Plan a wave."""
    given, faults = read()
    if request.form.get("kind") not in KINDS:
        faults["kind"] = str(FAULTS["kind"])
    if faults:
        return _form(request.form, errors=faults), 422
    try:
        wave = asker().tell(calls.create_wave(given | {"kind": request.form["kind"]}), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem, {})
    flash(_("The wave is planned. It opens by itself on its first day."), "success")
    return redirect(url_for("waves.show", wave_id=wave["wave_id"]), 303)


@blueprint.get("/staff/waves/<wave_id>")
@sign_in_required
def show(wave_id: str) -> str:
    """Show a wave: its days, its numbers beside what was expected and what panels can do, its invitation."""
    wave = asker().ask(calls.get_wave(wave_id))
    invitation = f"{surroundings().settings.url}/apply?wave={wave['code']}" if wave["code"] else ""
    return render("waves/wave.html", wave=wave, states=STATES, kinds=KINDS, choices=choices(), invitation=invitation)


@blueprint.get("/staff/waves/<wave_id>/change")
@sign_in_required
def show_change(wave_id: str) -> str:
    """Show the form with what the wave is now."""
    wave = asker().ask(calls.get_wave(wave_id))
    return _form(kept_form() or typed(wave), wave=wave)


@blueprint.post("/staff/waves/<wave_id>/change")
@sign_in_required
def change(wave_id: str) -> Page:
    """Change a wave as it was seen."""
    given, faults = read()
    wave = asker().ask(calls.get_wave(wave_id))
    if faults:
        return _form(request.form, wave=wave, errors=faults), 422
    try:
        asker().tell(calls.change_wave(wave_id, request.form.get("version", 0, type=int), given), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem, wave)
    flash(_("The wave is changed."), "success")
    return redirect(url_for("waves.show", wave_id=wave_id), 303)


@blueprint.get("/staff/waves/<wave_id>/<any(close, cancel):how>")
@sign_in_required
def ask_end(wave_id: str, how: str) -> str:
    """Ask whether it is meant."""
    return render("waves/end.html", wave=asker().ask(calls.get_wave(wave_id)), how=how)


@blueprint.post("/staff/waves/<wave_id>/<any(close, cancel):how>")
@sign_in_required
def end(wave_id: str, how: str) -> Page:
    """Close an open wave, or call a planned one off."""
    version = request.form.get("version", 0, type=int)
    try:
        asker().tell(calls.end_wave(f"{how}_wave", wave_id, version), command_id())
    except Conflict as conflict:
        if conflict.code not in CONFLICTS:
            abort(409)
        flash(str(CONFLICTS[conflict.code]))
    else:
        flash(_("The wave is closed.") if how == "close" else _("The wave is called off."), "success")
    return redirect(url_for("waves.show", wave_id=wave_id), 303)


def _form(values: Mapping[str, Any], **context: Any) -> str:
    chosen = values.getlist("regions") if hasattr(values, "getlist") else values.get("regions") or []
    context = {"errors": {}, "wave": {}} | context
    return render("waves/form.html", values=values, chosen=chosen, kinds=KINDS, choices=choices(), **context)


def _again(problem: Problem, wave: Mapping[str, Any]) -> Page:
    """Show the form again with what was typed and what is in the way."""
    if isinstance(problem, Invalid):
        names = [error["pointer"].strip("/").split("/")[0] for error in problem.errors]
        return _form(request.form, wave=wave, errors={field(name): fault(name) for name in names}), 422
    if isinstance(problem, Conflict):
        newest = asker().ask(calls.get_wave(wave["wave_id"])) if wave else wave
        return _form(request.form, wave=newest, problem=CONFLICTS.get(problem.code, problem.code)), 409
    return _form(request.form, wave=wave, problem=_("This could not be saved just now. Try again.")), 503
