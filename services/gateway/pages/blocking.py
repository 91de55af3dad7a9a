"""Lets members keep others away, take no requests, and report what somebody wrote (Clause 31)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid
from services.gateway import calls
from services.gateway.pages.connection_words import FAULTS, refused
from services.gateway.web import Page, asker, command_id, kept_form, messages, render, sign_in_required

blueprint = Blueprint("blocking", __name__)


@blueprint.get("/connections/blocked")
@sign_in_required
def show() -> Page:
    """Show whom I keep away, and whether I take requests."""
    page = asker().ask(calls.list_blocked(after=request.args.get("after")))
    return render("connections/blocked.html", page=page)


@blueprint.post("/connections/requests")
@sign_in_required
def choose() -> Page:
    """Take requests to connect, or none."""
    takes_requests = request.form.get("takes_requests") == "yes"
    asker().tell(calls.choose_requests(takes_requests), command_id())
    flash(
        _("Other members can ask you to connect.") if takes_requests else _("Nobody can ask you to connect for now."),
        "success",
    )
    return redirect(url_for("blocking.show"), 303)


@blueprint.get("/connections/block/<member_id>")
@sign_in_required
def ask_block(member_id: str) -> Page:
    """Say what blocking means."""
    return render("connections/block.html", member=asker().ask(calls.get_member(member_id)))


@blueprint.post("/connections/block/<member_id>")
@sign_in_required
def block(member_id: str) -> Page:
    """Keep somebody away, who is never told."""
    try:
        asker().tell(calls.block_person(member_id), command_id())
        flash(_("They are blocked. They are not told."), "success")
    except Conflict as conflict:
        flash(refused(conflict))
    return redirect(url_for("blocking.show"), 303)


@blueprint.post("/connections/unblock/<member_id>")
@sign_in_required
def unblock(member_id: str) -> Page:
    """Keep somebody away no more."""
    asker().tell(calls.unblock_person(member_id), command_id())
    flash(_("They are not blocked any more."), "success")
    return redirect(url_for("blocking.show"), 303)


@blueprint.get("/connections/report/<member_id>")
@sign_in_required
def show_report(member_id: str) -> Page:
    """Show what somebody wrote to me, and ask what is wrong with it."""
    return _form(member_id, kept_form() or {}, {})


@blueprint.post("/connections/report/<member_id>")
@sign_in_required
def report(member_id: str) -> Page:
    """Have staff look at it."""
    fault, words = request.form.get("fault", ""), request.form.get("words", "")
    connection_id = asker().ask(calls.get_connection(member_id))["connection_id"]
    if not connection_id:
        flash(_("There is no message of theirs to report any more."))
        return redirect(url_for("connections.show"), 303)
    try:
        asker().tell(calls.report_connection(connection_id, fault, words), command_id())
    except Invalid as error:
        return _form(member_id, request.form, _explained(error)), 422
    except Conflict as conflict:
        return _form(member_id, request.form, {"fault": refused(conflict)}), 409
    flash(_("Thank you. Staff will look at it. Whoever wrote it is not told who reported it."), "success")
    return redirect(url_for("connections.show"), 303)


def _form(member_id: str, values: Any, errors: dict[str, str]) -> str:
    member, beside = asker().ask_beside(calls.get_member(member_id), between=calls.get_connection(member_id))
    shown = {"member": member, "between": beside["between"] or {}, "faults": FAULTS}
    return render("connections/report.html", **shown, values=values, errors=errors)


def _explained(error: Invalid) -> dict[str, str]:
    mending = {"fault": _("Choose what is wrong"), "words": _("Write at most 1,000 characters")}
    return {name: mending.get(name, text) for name, text in messages(error).items()}
