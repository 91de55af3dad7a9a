"""Lets members introduce two of their connections to each other (Clause 40)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid, NotFound
from services.gateway import calls
from services.gateway.pages.connection_words import refused
from services.gateway.web import Page, asker, command_id, kept_form, messages, onward, render, sign_in_required

blueprint = Blueprint("introductions", __name__)

AT_ONCE, MOST_PAGES = 100, 5
FIELDS = ("person_id", "other_person_id", "words")


@blueprint.get("/introduce")
@sign_in_required
def show() -> Page:
    """Offer the form, with whom I come from chosen already."""
    try:
        return _form(kept_form() or {"person_id": request.args.get("person", "")}, {})
    except NotFound:
        return render("connections/members_only.html"), 404


@blueprint.post("/introduce")
@sign_in_required
def introduce() -> Page:
    """Ask both whether they would like to know each other."""
    given = {name: request.form.get(name, "") for name in FIELDS}
    if errors := _missing(given):
        return _form(given, errors), 422
    try:
        asker().tell(calls.introduce_people(**given), command_id())
    except (Invalid, NotFound) as error:
        return _form(given, messages(error) or {"person_id": _("Choose two people whom you know")}), 422
    except Conflict as conflict:
        return _form(given, {"other_person_id": refused(conflict)}), 409
    flash(_("Both are asked. They are connected if both say yes."), "success")
    return redirect(url_for("connections.show"), 303)


@blueprint.post("/introductions/<introduction_id>/<any(agree, decline):how>")
@sign_in_required
def answer(introduction_id: str, how: str) -> Page:
    """Say yes or no to an introduction."""
    command = calls.agree_to_introduction if how == "agree" else calls.decline_introduction
    try:
        answered = asker().tell(command(introduction_id), command_id())
        flash(_told(how, answered["is_connected"]), "success")
    except Conflict as conflict:
        flash(refused(conflict))
    return redirect(onward(url_for("connections.show")), 303)


def _told(how: str, is_connected: bool) -> str:
    if how == "decline":
        return str(_("You said no. Nobody is told."))
    return str(_("You are connected.") if is_connected else _("You said yes. You hear from us if the other does too."))


def _form(values: Mapping[str, str], errors: dict[str, str]) -> str:
    return render("connections/introduce.html", values=values, errors=errors, people=_my_people())


def _my_people() -> list[dict[str, Any]]:
    """Return my connections by name, the latest five hundred of them."""
    people: list[dict[str, Any]] = []
    after = None
    for _page in range(MOST_PAGES):
        page = asker().ask(calls.list_connections("connected", limit=AT_ONCE, after=after))
        people += [each["person"] for each in page["items"]]
        after = page["next"]
        if not after:
            break
    return sorted(people, key=lambda person: str(person["name"]).casefold())


def _missing(given: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    if not given["person_id"]:
        errors["person_id"] = _("Choose somebody")
    if not given["other_person_id"] or given["other_person_id"] == given["person_id"]:
        errors["other_person_id"] = _("Choose somebody else")
    if not given["words"].strip():
        errors["words"] = _("Say why they should know each other")
    return errors
