"""Asks members twice a year whether their entry is still right: one link, one button (Clause 9)."""

from typing import Any

from flask import Blueprint, redirect, url_for

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.web import (
    Page,
    asker,
    command_id,
    current_person,
    my_roles,
    render,
    sign_in_required,
)

blueprint = Blueprint("check", __name__)


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


def _ask(person_id: str | None) -> Page:
    try:
        entry: dict[str, Any] | None = asker().ask(calls.get_member(person_id or ""))
    except NotFound:
        entry = None
    return render("profile/check.html", entry=entry, choices=choices())


def _thank(checked: dict[str, Any]) -> Page:
    return render("profile/checked.html", outcome=checked)
