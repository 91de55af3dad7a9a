"""More than one address for one account: added by a mailed link, chosen for mails, removed (Clause 42)."""

from collections.abc import Callable, Mapping
from functools import wraps
from uuid import UUID, uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus import addresses
from bus.errors import Conflict
from services.gateway import calls, security
from services.gateway.accounts import actions, model, queries
from services.gateway.accounts.errors import AddressInUse, LinkSpent
from services.gateway.limits import MAILS, by_account, limit_mails, limits
from services.gateway.pages.account import must_know_old, own_account, own_session
from services.gateway.pages.link import read_token, spent
from services.gateway.pages.sign_in import address_errors
from services.gateway.surroundings import read, transact
from services.gateway.web import Page, command_id, current_person, gateway_asker, kept_form, render, sign_in_required

blueprint = Blueprint("addresses", __name__)


def fresh_sign_in_required(view: Callable[[], Page]) -> Callable[[], Page]:
    """Take changes only from who came by a mailed link a moment ago: an open browser must not take an account over."""

    @wraps(view)
    def guarded() -> Page:
        if not must_know_old():
            return view()
        flash(_("Nothing was changed. Sign in again with a link by e-mail first."))
        return redirect(url_for("addresses.show"), 303)

    return guarded


@blueprint.get("/account/addresses")
@sign_in_required
def show() -> Page:
    """List the addresses that sign in here, with the form to add one."""
    return _page({})


@blueprint.post("/account/addresses")
@limits.limit(MAILS, key_func=by_account)
@limit_mails
@sign_in_required
@fresh_sign_in_required
def add() -> Page:
    """Have a link mailed to another address; the answer is the same whoever's address it is."""
    address = request.form.get("address", "").strip()
    if errors := address_errors() or _own_errors(address):
        return _page(errors), 422
    account_id, page = own_session().account_id, url_for("addresses.show")
    link_id = str(uuid5(UUID(command_id()), address))
    transact(lambda work: actions.request_address(work, account_id, address, page, link_id))
    flash(_("We have sent a mail to %(address)s. Open its link within 30 minutes, in this browser.", address=address))
    return redirect(page, 303)


@blueprint.get("/account/addresses/add/<token>")
@sign_in_required
def ask(token: str) -> Page:
    """Say what the button will do, to who is signed in where it was asked for."""
    security.hide_address()
    try:
        queries.get_link(read(), read_token(token))
        return render("account/add_address.html", link=_link(token, ""))
    except LinkSpent:
        return spent(token)


@blueprint.post("/account/addresses/add/<token>")
@sign_in_required
def confirm(token: str) -> Page:
    """Add the address: in the directory first, so that it leads to no other person from then on."""
    security.hide_address()
    account_id, press_id = own_session().account_id, command_id()
    try:
        link = _link(token, press_id)
        gateway_asker().tell(calls.add_address(str(current_person()), link.address), press_id)
        transact(lambda work: actions.add_address(work, account_id, link.link_id, press_id))
    except LinkSpent:
        return spent(token)
    except Conflict as conflict:
        flash(_refusal(conflict))
    else:
        flash(_("You can now sign in with %(address)s too.", address=link.address), "success")
    return redirect(url_for("addresses.show"), 303)


@blueprint.post("/account/addresses/mails")
@sign_in_required
@fresh_sign_in_required
def choose() -> Page:
    """Have mails sent to another of my addresses."""
    account_id, address = own_session().account_id, request.form.get("address", "")
    transact(lambda work: actions.choose_address(work, account_id, address))
    flash(_("Our mails now go to %(address)s.", address=address), "success")
    return redirect(url_for("addresses.show"), 303)


@blueprint.post("/account/addresses/remove")
@sign_in_required
@fresh_sign_in_required
def remove() -> Page:
    """Forget one of my addresses, in the directory first; never the one that mails go to, so never the last.

    Who came by that address is signed out, in this browser too.
    """
    account, address = own_account(), request.form.get("address", "")
    if address == account.address:
        raise AddressInUse()
    if address in account.further:
        gateway_asker().tell(calls.drop_address(str(current_person()), address), command_id())
        transact(lambda work: actions.drop_address(work, account.account_id, address))
    flash(_("%(address)s no longer signs in here.", address=address), "success")
    return redirect(url_for("addresses.show"), 303)


def _page(errors: dict[str, str]) -> str:
    values: Mapping[str, str] = request.form or kept_form() or {}
    may_change = not must_know_old()
    return render("account/addresses.html", account=own_account(), values=values, errors=errors, may_change=may_change)


def _own_errors(address: str) -> dict[str, str]:
    keys = {addresses.key(each) for each in own_account().addresses}
    return {"address": _("This address is yours already")} if addresses.key(address) in keys else {}


def _link(token: str, press_id: str) -> model.Link:
    """Return the link that this account asked for, for one press of its button; raises LinkSpent."""
    return queries.get_address_link(read(), read_token(token), own_session().account_id, press_id)


def _refusal(conflict: Conflict) -> str:
    if conflict.code == "too_many_addresses":
        return str(_("You have as many addresses as one account may. Remove one first."))
    return str(_("This address belongs to another account, so it was not added. Write to us if both are yours."))
