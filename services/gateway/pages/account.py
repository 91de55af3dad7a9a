"""A person's own account: password, browsers that are signed in, API tokens."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict
from bus.ids import new_token
from services.gateway import sessions
from services.gateway.accounts import actions, passwords, queries
from services.gateway.accounts.errors import WeakPassword
from services.gateway.accounts.model import TOKEN_PREFIX, Account, Session, check_password
from services.gateway.limits import GUESSES, by_account, limits
from services.gateway.surroundings import read, transact
from services.gateway.web import Page, command_id, current_session, messages, render, sign_in_required

blueprint = Blueprint("account", __name__)

LONGEST_NAME = 80


@blueprint.get("/account")
@sign_in_required
def show() -> Page:
    """Show how to sign in, where one is signed in, and which programs may act."""
    return page()


@blueprint.get("/account/password")
@sign_in_required
def show_password() -> Page:
    """Ask for a new password."""
    return password_page({})


@blueprint.post("/account/password")
@limits.limit(GUESSES, key_func=by_account)
@sign_in_required
def set_password() -> Page:
    """Set a new password; the old one, or a sign-in by link just now, proves that it is the owner's wish."""
    password = request.form.get("new_password", "")
    if errors := password_errors(password):
        return password_page(errors), 422
    session, hashed, token = own_session(), passwords.hash_password(password), new_token()
    transact(lambda work: actions.set_password(work, session, hashed, token))
    sessions.begin(token, session.lifetime)
    flash(_("Your new password is set. Every other browser was signed out."), "success")
    return redirect(url_for("account.show"), 303)


@blueprint.post("/account/sessions")
@sign_in_required
def sign_out_everywhere() -> Page:
    """End every session of this account, this one too."""
    account_id = own_session().account_id
    transact(lambda work: actions.end_all_sessions(work, account_id))
    sessions.end()
    flash(_("You are signed out in every browser."), "success")
    return redirect(url_for("sign_in.show"), 303)


@blueprint.post("/account/tokens")
@sign_in_required
def create_token() -> Page:
    """Make an API token and show it this once."""
    name = request.form.get("name", "").strip()[:LONGEST_NAME]
    if not name:
        return page(errors={"name": _("Give the token a name, such as the program that will use it.")}), 422
    session, token_id, secret = own_session(), command_id(), TOKEN_PREFIX + new_token()
    owner = session.account_id, str(session.person_id)
    try:
        transact(lambda work: actions.create_token(work, *owner, token_id, name, secret))
    except Conflict:
        return page(errors={"name": _("You have as many tokens as one account may. Revoke one first.")}), 409
    return page(secret=secret)


@blueprint.post("/account/tokens/<token_id>/revoke")
@sign_in_required
def revoke_token(token_id: str) -> Page:
    """Make an API token useless."""
    account_id = own_session().account_id
    transact(lambda work: actions.revoke_token(work, account_id, token_id))
    flash(_("The token no longer works."), "success")
    return redirect(url_for("account.show"), 303)


def own_session() -> Session:
    """Return the session of a request that needed one."""
    return current_session() or abort(403)


def own_account() -> Account:
    """Return the account of a request that needed one."""
    return queries.get_account(read(), own_session().account_id)


def page(errors: dict[str, str] | None = None, secret: str = "") -> str:
    """Render the account page, with a new token's secret when there is one."""
    session = own_session()
    return render(
        "account/account.html",
        account=own_account(),
        session=session,
        sessions=queries.list_sessions(read(), session.account_id),
        tokens=queries.list_tokens(read(), session.account_id),
        secret=secret,
        errors=errors or {},
    )


def password_page(errors: dict[str, str]) -> str:
    """Render the form for a new password."""
    return render("account/password.html", account=own_account(), asks_old=must_know_old(), errors=errors)


def must_know_old() -> bool:
    """Tell whether the old password is asked for; who has none has to sign in by a link first."""
    return not own_session().proved_the_address_lately(read().now)


def password_errors(password: str) -> dict[str, str]:
    """Return what is wrong with the form for a new password."""
    account = own_account()
    if must_know_old() and not passwords.is_right(account.password, request.form.get("old_password", "")):
        return {"old_password": _("This is not your present password.")}
    try:
        check_password(password, account.address)
    except WeakPassword as error:
        return messages(error)
    return {}
