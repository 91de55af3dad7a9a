"""Wanted ads: anybody asks for the members' skills, everybody reads, members reply (Clauses 50 and 51)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Invalid
from services.gateway import calls
from services.gateway.pages import swap
from services.gateway.pages.choices import choices
from services.gateway.pages.swap_form import CONFLICTS, explained
from services.gateway.pages.swap_words import vocabulary
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("wanted", __name__)

IN_THE_WAY = CONFLICTS | {
    "version_conflict": _l("Its author has changed it meanwhile. Read it as it is now, and decide then."),
}


@blueprint.get("/wanted")
def search() -> Page:
    """Show everybody what people ask of members."""
    return swap.found("wanted", "swap/wanted.html")


@blueprint.get("/wanted/new")
@sign_in_required
def new() -> Page:
    """Ask what somebody wants; who is not signed in proves an address first."""
    return swap.form_of("wanted", kept_form() or {"reach": "uk"})


@blueprint.post("/wanted/new")
@sign_in_required
def post() -> Page:
    """Post a wanted ad."""
    return swap.posted("wanted", "wanted")


@blueprint.get("/staff/ads")
@sign_in_required
def kept() -> Page:
    """Show staff the ads that wait for them, and those that were reported."""
    page = asker().ask(calls.list_kept_ads(after=request.args.get("after")))
    return render("swap/kept.html", page=page, choices=choices(), **vocabulary())


@blueprint.post("/staff/ads/<ad_id>/<any(release, dismiss):how>")
@sign_in_required
def moderate(ad_id: str, how: str) -> Page:
    """Release an ad that waits, or say that nothing is wrong with one."""
    said = {"release": _("Released. Whoever posted it is told."), "dismiss": _("The reports are put aside.")}
    seen = request.form.get("version", 0, type=int)
    try:
        asker().tell(calls.release_ad(ad_id, seen) if how == "release" else calls.dismiss_reports(ad_id), command_id())
        flash(said[how], "success")
    except Conflict as conflict:
        flash(str(IN_THE_WAY.get(conflict.code, conflict.code)))
    return redirect(url_for("wanted.kept"), 303)


@blueprint.get("/staff/ads/<ad_id>/remove")
@sign_in_required
def show_remove(ad_id: str) -> Page:
    """Ask staff why an ad goes; the list refuses who is not staff."""
    asker().ask(calls.list_kept_ads(limit=1))
    return _removing(ad_id, kept_form() or {}, {})


@blueprint.post("/staff/ads/<ad_id>/remove")
@sign_in_required
def remove(ad_id: str) -> Page:
    """Take an ad away, and tell its author why."""
    try:
        said = request.form.get("reason", ""), request.form.get("words", "")
        asker().tell(calls.remove_ad(ad_id, *said), command_id())
        flash(_("Taken away. Whoever posted it is told why."), "success")
    except Invalid as error:
        return _removing(ad_id, request.form, explained(error)), 422
    except Conflict as conflict:
        flash(str(IN_THE_WAY.get(conflict.code, conflict.code)))
    return redirect(url_for("wanted.kept"), 303)


def _removing(ad_id: str, values: Any, errors: dict[str, str]) -> str:
    ad = asker().ask(calls.get_ad(ad_id))
    return render("swap/remove.html", ad=ad, values=values, errors=errors, choices=choices(), **vocabulary())
