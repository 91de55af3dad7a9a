"""Signing in by a mailed link, which also opens an account, or by password; unknown addresses look alike."""

from urllib.parse import urlsplit
from uuid import UUID, uuid5

from flask import Blueprint, redirect, request, session, url_for
from flask_babel import gettext as _

from bus.ids import new_token
from services.gateway import sessions
from services.gateway.accounts import actions, model, passwords, queries
from services.gateway.limits import limit_guesses, limit_mails
from services.gateway.surroundings import read, transact
from services.gateway.web import Page, command_id, current_session, kept_form, onward, render

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def show() -> Page:
    """Ask for an e-mail address."""
    if current_session():
        return redirect(next_page())
    return render("sign_in/link.html", next=next_page(), values=kept_form() or {}, errors={})


@blueprint.post("/sign-in")
@limit_mails
def send_link() -> Page:
    """Have a link mailed, to known and unknown addresses alike: one for a page and an address, however often sent."""
    if errors := address_errors():
        return render("sign_in/link.html", next=next_page(), values=request.form, errors=errors), 422
    address, page = request.form["address"].strip(), next_page()
    purpose = "resume" if urlsplit(page).path == "/apply" else "sign_in"
    link_id = str(uuid5(UUID(command_id()), address))
    transact(lambda work: actions.request_link(work, purpose, address, page, model.SIGN_IN_LINK_FOR, link_id))
    session["asked_for"] = {"address": address, "next": page}
    return redirect(url_for("sign_in.sent"), 303)


@blueprint.get("/sign-in/sent")
def sent() -> Page:
    """Say that a mail is on its way."""
    if "asked_for" not in session:
        return redirect(url_for("sign_in.show"))
    return render("sign_in/sent.html", **session["asked_for"])


@blueprint.get("/sign-in/password")
def show_password() -> Page:
    """Ask for address and password."""
    if current_session():
        return redirect(next_page())
    return render("sign_in/password.html", next=next_page(), values=kept_form() or {}, errors={})


@blueprint.post("/sign-in/password")
@limit_guesses
def sign_in() -> Page:
    """Begin a session when address and password belong together; never say which of them is wrong."""
    if errors := address_errors() | password_errors():
        return render("sign_in/password.html", next=next_page(), values=request.form, errors=errors), 422
    account = queries.find_account(read(), request.form.get("address", ""))
    hashed = account.password if account else None
    if not passwords.is_right(hashed, request.form.get("password", "")) or account is None:
        errors = {"address": _("This address and this password do not belong together. Check both.")}
        return render("sign_in/password.html", next=next_page(), values=request.form, errors=errors), 422
    token, browser = new_token(), request.user_agent.string
    address, lifetime = request.form["address"], chosen_lifetime()
    transact(lambda work: actions.begin_password_session(work, account, address, token, lifetime, browser))
    page = next_page()
    sessions.begin(token, lifetime)
    return redirect(page, 303)


@blueprint.post("/sign-out")
def sign_out() -> Page:
    """Sign this browser out, and go where the button leads."""
    sessions.end()
    return redirect(next_page(), 303)


def next_page() -> str:
    """Return where to go after signing in: a page of this site."""
    return onward("/")


def chosen_lifetime() -> model.Lifetime:
    """Return how long the session lasts: this visit, unless the box "keep me signed in" was ticked."""
    return model.KEPT if request.form.get("keep") else model.THIS_VISIT


def password_errors() -> dict[str, str]:
    """Return what is missing of the password in the form."""
    return {} if request.form.get("password") else {"password": _("Enter your password")}


def address_errors() -> dict[str, str]:
    """Return what is wrong with the address in the form."""
    if model.is_address(request.form.get("address", "").strip()):
        return {}
    return {"address": _("Enter an e-mail address in the form name@example.org")}
