"""Lets staff recognise advanced expertise, and members choose whether theirs is shown (Clause 27)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid, NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.web import Page, asker, command_id, messages, render, sign_in_required

blueprint = Blueprint("recognition", __name__)

Values = dict[str, str]


@blueprint.get("/profile/recognitions")
@sign_in_required
def mine() -> Page:
    """Show what I am recognised for."""
    try:
        entry = asker().ask(calls.get_my_profile())
    except NotFound:
        return redirect(url_for("profile.welcome"))
    return render("recognition/mine.html", entry=entry, choices=choices())


@blueprint.post("/profile/recognitions/<recognition_id>/<any(entry, nobody):shown_to>")
@sign_in_required
def show(recognition_id: str, shown_to: str) -> Page:
    """Show one with my entry, or to nobody."""
    try:
        asker().tell(calls.show_recognition(recognition_id, shown_to), command_id())
    except Conflict:
        flash(_("This recognition was taken back in the meantime."))
    return redirect(url_for("recognition.mine"), 303)


@blueprint.get("/members/<member_id>/recognitions")
@sign_in_required
def of_member(member_id: str) -> Page:
    """Show staff what a member is recognised for, by whom, with the form to recognise more."""
    return _page(member_id, {}, {})


@blueprint.post("/members/<member_id>/recognitions")
@sign_in_required
def give(member_id: str) -> Page:
    """Recognise a member's expertise."""
    values = {name: request.form.get(name, "") for name in ("topic", "reason")}
    try:
        asker().tell(calls.give_recognition(member_id, **values), command_id())
    except Invalid as error:
        return _page(member_id, values, _explained(error)), 422
    except Conflict as conflict:
        return _page(member_id, values, {"topic": _refusal(conflict)}), 409
    flash(_("Recognised. The member is told."), "success")
    return redirect(url_for("recognition.of_member", member_id=member_id), 303)


@blueprint.post("/members/<member_id>/recognitions/<recognition_id>/revoke")
@sign_in_required
def take(member_id: str, recognition_id: str) -> Page:
    """Take a recognition back; who presses twice has done it."""
    try:
        asker().tell(calls.take_recognition(member_id, recognition_id), command_id())
    except Conflict as conflict:
        if conflict.code != "no_such_recognition":
            raise
    flash(_("Taken back. It is shown no more."), "success")
    return redirect(url_for("recognition.of_member", member_id=member_id), 303)


def _page(member_id: str, values: Values, errors: dict[str, str]) -> str:
    listed: dict[str, Any] = asker().ask(calls.list_recognitions(member_id))
    return render(
        "recognition/member.html",
        member_id=member_id,
        name=_named(member_id),
        held=listed["items"],
        values=values,
        errors=errors,
        choices=choices(),
    )


def _named(member_id: str) -> str:
    """Return a member's name, also to staff who may not see the entry because they are no members themselves."""
    try:
        return str(asker().ask(calls.get_member(member_id))["name"])
    except NotFound:
        return str(_("A member"))


def _explained(error: Invalid) -> dict[str, str]:
    mending = {
        "topic": _("Choose the topic"),
        "reason": _("Say in at most 300 characters what the recognition is for"),
    }
    return {name: mending.get(name, text) for name, text in messages(error).items()}


def _refusal(conflict: Conflict) -> str:
    if conflict.code == "recognised_already":
        return _("They are recognised for this topic already")
    if conflict.code == "too_many_recognitions":
        return _("They hold as many recognitions as one member may")
    return _("This did not work. Look again, and try once more")
