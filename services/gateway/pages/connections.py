"""Lets members connect: whom I know, who asks me, whom I ask, and how each goes on (Clauses 31 and 32)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid, NotFound
from services.gateway import calls
from services.gateway.pages.benefit_words import worded
from services.gateway.pages.choices import choices
from services.gateway.pages.connection_words import SOURCES, refusal, refused
from services.gateway.web import Page, asker, command_id, kept_form, messages, onward, render, sign_in_required

blueprint = Blueprint("connections", __name__)

MOST_WAITING = 100
FEW = 3
MOVES = {
    "accept": calls.accept_connection,
    "decline": calls.decline_connection,
    "withdraw": calls.withdraw_connection,
}


@blueprint.get("/connections")
@sign_in_required
def show() -> Page:
    """Show my connections, the latest first, and before them what waits."""
    try:
        mine, waiting = asker().ask_beside(
            calls.list_connections("connected", after=request.args.get("after")),
            received=calls.list_connections("received", limit=MOST_WAITING),
            sent=calls.list_connections("sent", limit=MOST_WAITING),
            introductions=calls.list_introductions(),
            suggestions=calls.list_suggestions(limit=FEW),
        )
    except NotFound:
        return render("connections/members_only.html"), 404
    found = waiting.pop("suggestions")
    suggestions = worded(found["items"], choices()) if found else []
    shown = {**waiting, "suggestions": suggestions}
    return render("connections/list.html", mine=mine, **shown, sources=SOURCES, choices=choices())


@blueprint.get("/connections/ask/<member_id>")
@sign_in_required
def show_ask(member_id: str) -> Page:
    """Offer the form with which I ask somebody, or say why I cannot."""
    return _form(member_id, kept_form() or {"source": request.args.get("source", "directory")}, {})


@blueprint.post("/connections/ask/<member_id>")
@sign_in_required
def ask(member_id: str) -> Page:
    """Ask; who was asked by them already has said yes."""
    source, message = request.form.get("source", ""), request.form.get("message", "")
    try:
        asked = asker().tell(calls.ask_to_connect(member_id, source, message), command_id())
    except Invalid as error:
        return _form(member_id, request.form, _explained(error)), 422
    except Conflict as conflict:
        return _form(member_id, request.form, {"message": refused(conflict)}), 409
    flash(_("You are connected.") if asked["standing"] == "connected" else _("Your request is sent."), "success")
    return redirect(url_for("directory.member", member_id=member_id), 303)


@blueprint.post("/connections/<connection_id>/<any(accept, decline, withdraw):move>")
@sign_in_required
def answer(connection_id: str, move: str) -> Page:
    """Say yes or no to who asked me, or take back what I asked."""
    done = {
        "accept": _("You are connected."),
        "decline": _("You said no. Nobody is told."),
        "withdraw": _("Your request is taken back."),
    }
    try:
        asker().tell(MOVES[move](connection_id), command_id())
        flash(done[move], "success")
    except Conflict as conflict:
        flash(refused(conflict))
    return redirect(onward(url_for("connections.show")), 303)


@blueprint.get("/connections/end/<member_id>")
@sign_in_required
def ask_end(member_id: str) -> Page:
    """Say what ending a connection means."""
    return render("connections/end.html", **_between(member_id))


@blueprint.post("/connections/end/<member_id>")
@sign_in_required
def end(member_id: str) -> Page:
    """End a connection; the other is not told."""
    connection_id = asker().ask(calls.get_connection(member_id))["connection_id"]
    try:
        if connection_id:
            asker().tell(calls.end_connection(connection_id), command_id())
        flash(_("You are not connected any more. Nobody is told."), "success")
    except Conflict as conflict:
        flash(refused(conflict))
    return redirect(url_for("connections.show"), 303)


def _form(member_id: str, values: Any, errors: dict[str, str]) -> str:
    between = _between(member_id)
    reason = refusal(between["between"]["refusal"], between["between"]["again_at"])
    shown = {"values": values, "errors": errors, "sources": SOURCES, "reason": reason}
    return render("connections/ask.html", **between, **shown)


def _between(member_id: str) -> dict[str, Any]:
    member, beside = asker().ask_beside(calls.get_member(member_id), between=calls.get_connection(member_id))
    return {"member": member, "between": beside["between"] or asker().ask(calls.get_connection(member_id))}


def _explained(error: Invalid) -> dict[str, str]:
    mending = {
        "source": _("Choose where you found each other"),
        "message": _("Write at most 1,000 characters"),
    }
    return {name: mending.get(name, text) for name, text in messages(error).items()}
