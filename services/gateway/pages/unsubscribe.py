"""Switching a kind of mail off from the mail: a page with one button, and one-click (RFC 8058)."""

from flask import Blueprint
from itsdangerous import BadData, URLSafeSerializer

from bus.errors import Invalid, NotFound, Refused
from services.gateway import calls, security
from services.gateway.pages.sentences import KINDS
from services.gateway.web import Page, command_id, csrf, gateway_asker, render, surroundings

blueprint = Blueprint("unsubscribe", __name__)


@blueprint.get("/unsubscribe/<token>")
def show(token: str) -> Page:
    """Say which mails the button stops; opening this page changes nothing."""
    security.hide_address()
    kind = _kind(token)
    if kind is None:
        return render("unsubscribe/unknown.html"), 404
    return render("unsubscribe/button.html", kind=KINDS[kind].name)


@blueprint.post("/unsubscribe/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]
def unsubscribe(token: str) -> Page:
    """Stop mails of the kind that the token names; the token alone is the permission."""
    security.hide_address()
    try:
        answer = gateway_asker().tell(calls.unsubscribe(token), command_id())
    except (Invalid, NotFound, Refused):
        return render("unsubscribe/unknown.html"), 404
    return render("unsubscribe/done.html", kind=KINDS[answer["kind"]].name)


def _kind(token: str) -> str | None:
    """Return which kind of mail a token of ours names; notifications signs it with the key that we share."""
    try:
        claims = URLSafeSerializer(surroundings().settings.link_key, salt="unsubscribe").loads(token)
    except BadData:
        return None
    kind = claims.get("kind") if isinstance(claims, dict) else None
    return kind if kind in KINDS else None
