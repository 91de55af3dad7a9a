"""Lets anybody ask to be told when they can apply, or how it goes on, and stop it with one button (Clause 24)."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID, uuid5

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, NotFound, Unavailable
from bus.ids import new_id
from services.gateway import calls
from services.gateway.accounts import actions, model, queries
from services.gateway.accounts.errors import LinkSpent
from services.gateway.limits import limit_mails
from services.gateway.pages.choices import choices
from services.gateway.pages.sign_in import address_errors
from services.gateway.surroundings import read, transact
from services.gateway.web import (
    Page,
    asker,
    command_id,
    current_person,
    gateway_asker,
    kept_form,
    my_roles,
    render,
    sign_in_required,
)

blueprint = Blueprint("interest", __name__)

WISHES = ("apply", "updates")


@blueprint.get("/join/interest")
def show() -> Page:
    """Ask what somebody wants to be told; show who is signed in what they asked for."""
    if my_roles()["is_member"]:
        return redirect(url_for("profile.welcome"))
    mine = _mine()
    return _form(kept_form() or mine or request.args, mine=mine)


@blueprint.post("/join/interest")
@limit_mails
def register() -> Page:
    """Keep the wish of who is signed in; have a link mailed to anybody else, alike to known and unknown addresses."""
    if errors := _errors():
        return _form(request.form, errors=errors), 422
    region, wish = request.form["region"], request.form["wish"]
    if current_person():
        return _keep_mine(region, wish)
    address, page = request.form["address"].strip(), f"/join/interest?{urlencode({'region': region, 'wish': wish})}"
    link_id = str(uuid5(UUID(command_id()), f"{address} {page}"))
    transact(lambda work: actions.request_link(work, "interest", address, page, model.SIGN_IN_LINK_FOR, link_id))
    session["interested"] = address
    return redirect(url_for("interest.sent"), 303)


@blueprint.get("/join/interest/sent")
def sent() -> Page:
    """Say that a mail is on its way."""
    if "interested" not in session:
        return redirect(url_for("interest.show"))
    return render("interest/sent.html", address=session["interested"])


@blueprint.post("/join/interest/withdraw")
@sign_in_required
def withdraw() -> Page:
    """Take who is signed in off the list."""
    asker().tell(calls.withdraw_interest(), command_id())
    flash(_("You are off the list. We keep nothing of what you asked for."), "success")
    return redirect(url_for("interest.show"), 303)


def confirm(link_id: str) -> None:
    """Keep what somebody asked for who presses the button behind a link; before the link is used up.

    So it can be pressed again when the directory is away. Does nothing for links of another purpose.
    """
    try:
        link = queries.get_link(read(), link_id)
    except LinkSpent:
        return
    if link.purpose == "interest":
        _keep(link_id, link.address, {name: values[0] for name, values in parse_qs(urlsplit(link.next).query).items()})


def _keep(link_id: str, address: str, asked: dict[str, str]) -> None:
    person_id = gateway_asker().tell(calls.register_person(address), new_id())["person_id"]
    transact(lambda work: actions.open_account(work, person_id, address))
    try:
        gateway_asker().tell(calls.keep_interest(asked["region"], asked["wish"], person_id), link_id)
    except Conflict:
        return  # They are a member already, and need no telling when they can apply.


def _keep_mine(region: str, wish: str) -> Page:
    try:
        asker().tell(calls.keep_interest(region, wish), command_id())
    except Conflict:
        return redirect(url_for("profile.welcome"), 303)
    flash(_("You are on the list. We write to you when it is time."), "success")
    return redirect(url_for("interest.show"), 303)


def _mine() -> dict[str, Any] | None:
    if not current_person():
        return None
    try:
        return asker().ask(calls.get_my_interest())
    except NotFound:
        return None


def _errors() -> dict[str, str]:
    regions = {region["slug"] for region in choices().named("regions")}
    if not regions:
        raise Unavailable("directory_away")
    found = {} if current_person() else address_errors()
    if request.form.get("region") not in regions:
        found["region"] = _("Choose the place or region nearest to your work")
    if request.form.get("wish") not in WISHES:
        found["wish"] = _("Choose what you want to hear")
    return found


def _form(values: Any, mine: Any = None, errors: Any = None) -> str:
    open_until = _open_until(mine) if mine and mine["wish"] == "apply" else None
    context = {"values": values, "mine": mine, "open_until": open_until, "errors": errors or {}}
    return render("interest/form.html", **context, choices=choices())


def _open_until(mine: dict[str, Any]) -> str | None:
    """Return until when a region can apply that opened before somebody asked; they hear of it here."""
    admission = asker().ask_together(admission=calls.get_admission(mine["region"]))["admission"]
    wave = admission and admission["wave"]
    return str(wave["closes_on"]) if wave else None
