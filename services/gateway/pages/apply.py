"""Lets a person apply in one sitting or in several, on any device, without losing a word (Clauses 12-18)."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from werkzeug.wrappers import Response

from bus.errors import Conflict, Internal, Invalid, NotFound, Problem, Unavailable
from bus.times import utc_now
from services.gateway import calls
from services.gateway.accounts import actions
from services.gateway.accounts.model import SIGN_IN_LINK_FOR
from services.gateway.limits import MAILS, limits
from services.gateway.pages.account import own_account
from services.gateway.pages.calendar import calendar
from services.gateway.pages.choices import choices
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.fields import PERSON, Values, compared, explained, typed
from services.gateway.pages.plainness import hints
from services.gateway.surroundings import transact
from services.gateway.text import day
from services.gateway.web import (
    Page,
    asker,
    command_id,
    current_person,
    is_invited,
    kept_form,
    my_roles,
    render,
    sign_in_required,
)

blueprint = Blueprint("apply", __name__)

Application = dict[str, Any]

LABELS = PERSON | {criterion.slug: criterion.name for criterion in CRITERIA}
ANSWERS = [criterion.slug for criterion in CRITERIA]
OVER = ("withdrawn", "not_yet")
CODE = re.compile(r"[A-Za-z0-9_-]{1,100}")
NOT_NOW = ("no_open_wave", "wave_full")


@blueprint.get("/join")
def join() -> Page:
    """Say what is asked, how long it takes and when the answer comes, before anybody signs in."""
    if is_invited():
        return redirect(url_for("profile.welcome"))
    return render("apply/join.html", criteria=CRITERIA, calendar=calendar(), choices=choices())


@blueprint.get("/apply")
@sign_in_required
def show() -> Page:
    """Show the draft, or an empty form; after an earlier answer begin with what was written then."""
    latest = _latest()
    if my_roles()["is_member"] or is_invited():
        return redirect(url_for("profile.welcome"))
    if latest.get("status") in ("submitted", "accepted"):
        return redirect(url_for("apply.status"))
    kept = kept_form()
    return _form(kept, typed(kept, LABELS)) if kept else _form(latest, latest)


@blueprint.post("/apply")
@sign_in_required
def save() -> Page:
    """Keep the draft, then do what the pressed button says."""
    values = typed(request.form, LABELS)
    try:
        saved = _save(values)
    except Invalid as error:
        return _form(_save_the_rest(values, error), values, errors=explained(error)), 422
    except Conflict:
        return _compare(values)
    except (Unavailable, Internal):
        return _form(_key(), values, away=True), 503
    return _after_saving(saved)


@blueprint.post("/apply/autosave")
@sign_in_required
def autosave() -> Response | tuple[Response, int]:
    """Keep the draft while it is being typed; the page goes on with the version that this answers."""
    try:
        saved = _save(typed(request.form, LABELS))
    except (Invalid, Conflict) as error:
        return jsonify(code=error.code), 422 if isinstance(error, Invalid) else 409
    return jsonify(application_id=saved["application_id"], version=saved["version"], hints=hints(saved, ANSWERS))


@blueprint.get("/apply/check")
@sign_in_required
def check() -> Page:
    """Show everything that was written, and what of it will be public, before it is sent."""
    draft = _latest()
    if draft.get("status") != "draft":
        return redirect(url_for("apply.show"))
    return _check(draft)


@blueprint.post("/apply/check")
@sign_in_required
def submit() -> Page:
    """Send the application to the panel of its region."""
    try:
        asker().tell(calls.submit_application(**_version()), command_id())
    except Invalid as error:
        return _form(_latest(), _latest(), errors=explained(error)), 422
    except Conflict as conflict:
        if conflict.code in NOT_NOW:
            return _check(_latest()), 409
        return _not_yet() if conflict.code == "too_early" else _look_again()
    return redirect(url_for("apply.done"), 303)


@blueprint.get("/apply/done")
@sign_in_required
def done() -> Page:
    """Say that it arrived, what happens next and by when."""
    return _of_latest("apply/done.html")


@blueprint.get("/application")
@sign_in_required
def status() -> Page:
    """Show where my application stands."""
    return _of_latest("apply/status.html", choices=choices(), criteria=CRITERIA)


@blueprint.get("/application/withdraw")
@sign_in_required
def ask_withdraw() -> Page:
    """Ask whether it is meant."""
    return _of_latest("apply/withdraw.html")


@blueprint.post("/application/withdraw")
@sign_in_required
def withdraw() -> Page:
    """Take the application back; what was written stays for another time."""
    try:
        asker().tell(calls.withdraw_application(**_version()), command_id())
    except Conflict:
        flash(_("Your application has changed since you looked at it. This is how it stands now."))
    else:
        flash(_("You have withdrawn your application. The panel will not look at it."), "success")
    return redirect(url_for("apply.status"), 303)


def _latest() -> Application:
    try:
        return asker().ask(calls.get_my_application())
    except NotFound:
        return {}


def _of_latest(template: str, **context: Any) -> Page:
    application = _latest()
    if application.get("status", "draft") == "draft":
        return redirect(url_for("apply.show"))
    return render(template, application=application, **context)


def _save(values: Values) -> Application:
    key = _key()
    fields = values | ({"invitation": _invitation()} if "invitation" in request.form else {})
    return asker().tell(calls.save_application(fields, key.get("application_id"), key.get("version")), command_id())


def _invitation() -> str:
    """Return the code of the link by which somebody came, or that the form kept; nothing for what is none of ours."""
    code = request.values.get("wave") or request.values.get("invitation") or ""
    return code if CODE.fullmatch(code) else ""


def _check(draft: Application) -> str:
    return render(
        "apply/check.html", application=draft, choices=choices(), criteria=CRITERIA, admission=_admission(draft)
    )


def _admission(values: Mapping[str, Any], invitation: str = "") -> dict[str, Any] | None:
    """Return whether this could be handed in now; None while that is not known."""
    known = {region["slug"] for region in choices().named("regions")}
    region = values.get("region") if values.get("region") in known else None
    question = calls.get_admission(region, invitation or values.get("invitation") or None)
    return asker().ask_together(admission=question)["admission"]


def _save_the_rest(values: Values, error: Invalid) -> Mapping[str, Any]:
    """Keep what nothing is wrong with; return the draft's key, as it is now or was before."""
    wrong = {fault["pointer"].split("/")[1] for fault in error.errors}
    try:
        return _save({name: value for name, value in values.items() if name not in wrong})
    except Problem:
        return _key()


def _look_again() -> Page:
    """Say why what was to be sent was not: it was sent already, or it has changed."""
    if _latest().get("status") != "draft":
        flash(_("Your application was sent already. Here is where it stands."))
        return redirect(url_for("apply.status"), 303)
    flash(_("Your application has changed since you looked at it. Check it once more."))
    return redirect(url_for("apply.check"), 303)


def _not_yet() -> Page:
    """Say from when on it can be sent."""
    date = day(_latest()["not_before"])
    flash(_("You can send your application from %(date)s. It is saved, and waits for you until then.", date=date))
    return redirect(url_for("apply.check"), 303)


def _too_early(application: Mapping[str, Any]) -> str:
    """Return from when on an application that follows a not yet can be sent, or nothing when that is now."""
    not_before = application.get("again_on") or application.get("not_before") or ""
    return not_before if not_before > utc_now().date().isoformat() else ""


def _key() -> dict[str, Any]:
    return _version() if request.form.get("application_id") else {}


def _version() -> dict[str, Any]:
    form = request.form
    return {"application_id": form["application_id"], "version": form.get("version", 0, type=int)}


def _form(key: Mapping[str, Any], values: Values, **context: Any) -> str:
    live = {} if key.get("status") in OVER else key
    invitation = _invitation() or key.get("invitation") or ""
    return render(
        "apply/form.html",
        key=live,
        again=key.get("status") in OVER,
        too_early=_too_early(key),
        plain=hints(values, ANSWERS),
        values=values,
        invitation=invitation,
        admission=_admission(values, invitation),
        choices=choices(),
        criteria=CRITERIA,
        **context,
    )


def _compare(mine: Values) -> Page:
    """Show both texts: what was stored from elsewhere, and what was typed here."""
    theirs = _latest()
    rows = compared(mine, theirs, LABELS, choices())
    if theirs.get("status") in ("submitted", "accepted"):
        return render("apply/late.html", rows=rows), 409
    if rows:
        return _form(theirs, mine, differences=rows), 409
    return _after_saving(theirs)


def _send_link() -> None:
    """Have a link mailed that opens this draft on another device."""
    address, page = own_account().address, url_for("apply.show")
    try:
        with limits.limit(MAILS, key_func=lambda: str(current_person())):
            transact(lambda work: actions.request_link(work, "resume", address, page, SIGN_IN_LINK_FOR))
    except RateLimitExceeded:
        flash(_("Your draft is saved. Several links were mailed already: use the newest one."))
    else:
        flash(
            _(
                "Your draft is saved. Open the link that we have mailed to %(address)s on your other device.",
                address=address,
            ),
            "success",
        )


def _after_saving(saved: Application) -> Page:
    action = request.form.get("action", "save")
    if action == "check":
        return redirect(url_for("apply.check"), 303)
    if action == "device":
        _send_link()
    else:
        flash(_("Your draft is saved. You can close this page and come back when it suits you."), "success")
    return redirect(url_for("apply.show"), 303)
