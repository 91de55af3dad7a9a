"""Asks members twice a year whether their entry is still right: one link, one button (Clause 9)."""

from typing import Any

from flask import Blueprint, redirect, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from bus.errors import NotFound
from services.gateway import calls, security
from services.gateway.limits import FROM_ONE_PLACE, limits
from services.gateway.pages.choices import choices
from services.gateway.web import (
    Page,
    asker,
    command_id,
    current_person,
    gateway_asker,
    my_roles,
    render,
    sign_in_required,
    surroundings,
)

blueprint = Blueprint("check", __name__)

LINK_FOR_S = 60 * 24 * 3600


@blueprint.get("/profile/check")
@sign_in_required
def show() -> Page:
    """Show my entry with the button that says that it is right; who has none is led to what they can do."""
    if not my_roles()["is_member"]:
        return redirect(url_for("profile.welcome"))
    return _ask(current_person())


@blueprint.post("/profile/check")
@sign_in_required
def check() -> Page:
    """Note that my entry is right."""
    try:
        return _thank(asker().tell(calls.check_entry(), command_id()))
    except NotFound:
        return redirect(url_for("profile.welcome"), 303)


@blueprint.get("/profile/check/<token>")
def show_mailed(token: str) -> Page:
    """Show the same to who holds the mail; what members alone may see is shown to members alone."""
    security.hide_address()
    person_id = _person_of(token)
    return _ask(person_id) if person_id else _unknown()


@blueprint.post("/profile/check/<token>")
@limits.limit(FROM_ONE_PLACE)
def check_mailed(token: str) -> Page:
    """Note that the entry is right, as whoever holds the mail says."""
    security.hide_address()
    person_id = _person_of(token)
    if person_id is None:
        return _unknown()
    try:
        return _thank(gateway_asker().tell(calls.check_entry(person_id), command_id()))
    except NotFound:
        return _unknown()


def _ask(person_id: str | None) -> Page:
    try:
        entry: dict[str, Any] | None = asker().ask(calls.get_member(person_id or ""))
    except NotFound:
        entry = None
    return render("profile/check.html", entry=entry, choices=choices())


def _thank(checked: dict[str, Any]) -> Page:
    return render("profile/checked.html", checked=checked)


def _unknown() -> Page:
    return render("profile/check_unknown.html"), 404


def _person_of(token: str) -> str | None:
    """Return whose entry a token of ours is for; notifications signs it with the key that we share."""
    try:
        claims = URLSafeTimedSerializer(surroundings().settings.link_key, salt="entry_check").loads(token, LINK_FOR_S)
    except BadData:
        return None
    person_id = claims.get("person_id") if isinstance(claims, dict) else None
    return str(person_id) if person_id else None
