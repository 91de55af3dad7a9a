"""Switching a kind of mail off from the mail: a page with one button, and one-click (RFC 8058)."""

from flask import Blueprint, request

from bus.errors import Invalid, NotFound, Refused
from bus.ids import new_id
from services.gateway import calls, security
from services.gateway.web import Page, csrf, gateway_asker, render

blueprint = Blueprint("unsubscribe", __name__)


@blueprint.get("/unsubscribe/<token>")
def show(token: str) -> Page:
    """Say what the button will do; opening this page changes nothing."""
    security.hide_address()
    return render("unsubscribe/button.html")


@blueprint.post("/unsubscribe/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe(token: str) -> Page:
    """Stop mails of the kind that the token names; the token alone is the permission."""
    security.hide_address()
    try:
        answer = gateway_asker().tell(calls.unsubscribe(token), request.form.get("command_id") or new_id())
    except (Invalid, NotFound, Refused):
        return render("unsubscribe/unknown.html"), 404
    return render("unsubscribe/done.html", kind=answer["kind"])
