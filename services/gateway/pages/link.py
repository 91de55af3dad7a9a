"""The page behind a mailed link: opening it changes nothing, as mail scanners do; its button does."""

from flask import Blueprint, redirect, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from bus.ids import new_token
from services.gateway import security, sessions
from services.gateway.accounts import actions, queries
from services.gateway.accounts.errors import LinkSpent
from services.gateway.pages.interest import confirm as confirm_interest
from services.gateway.pages.sign_in import chosen_lifetime
from services.gateway.surroundings import read, surroundings, transact
from services.gateway.web import Page, command_id, render

blueprint = Blueprint("link", __name__)


@blueprint.get("/link/<token>")
def show(token: str) -> Page:
    """Say what the button will do."""
    security.hide_address()
    try:
        link = queries.get_link(read(), read_token(token))
    except LinkSpent:
        return spent(token)
    if link.account_id:
        return redirect(url_for("addresses.ask", token=token))
    return render("sign_in/button.html", link=link)


@blueprint.post("/link/<token>")
def use(token: str) -> Page:
    """Burn the link, prove its address, begin a session under a new token, and go where the link leads."""
    fresh, browser = new_token(), request.user_agent.string
    try:
        link_id, press_id = read_token(token), command_id()
        confirm_interest(link_id)
        link = transact(lambda work: actions.use_link(work, link_id, press_id, fresh, chosen_lifetime(), browser))
    except LinkSpent:
        return spent(token)
    sessions.begin(fresh, chosen_lifetime())
    return redirect(link.next, 303)


def read_token(token: str) -> str:
    """Return the id of the link that a token of ours names (its row knows when it ends); raises LinkSpent."""
    serializer = URLSafeTimedSerializer(surroundings().settings.link_key, salt="link")
    try:
        return str(serializer.loads(token)["link_id"])
    except BadData as error:
        raise LinkSpent() from error


def spent(token: str) -> Page:
    """Say that the link no longer works and offer a new one that leads to the same page."""
    return render("sign_in/spent.html", next=page_behind(token)), 410


def page_behind(token: str) -> str:
    """Return where the link that a token of ours names leads, used or not; the home page for any other token."""
    try:
        return queries.page_behind(read(), read_token(token))
    except LinkSpent:
        return "/"
