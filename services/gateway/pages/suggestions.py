"""Shows members whom they may want to meet, and why (Clauses 31 and 32)."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.benefit_words import worded
from services.gateway.pages.choices import choices
from services.gateway.web import Page, asker, command_id, render, sign_in_required

blueprint = Blueprint("suggestions", __name__)


@blueprint.get("/connections/suggestions")
@sign_in_required
def show() -> Page:
    """Show a few members, each with reasons in words."""
    try:
        found = asker().ask(calls.list_suggestions())["items"]
    except NotFound:
        return redirect(url_for("profile.welcome"))
    return render("suggestions/list.html", suggestions=worded(found, choices()), choices=choices())


@blueprint.post("/connections/suggestions/<member_id>/dismiss")
@sign_in_required
def dismiss(member_id: str) -> Page:
    """Suggest this member to me no more for half a year."""
    asker().tell(calls.dismiss_suggestion(member_id), command_id())
    flash(_("You will not be shown this person for six months. Nobody is told."), "success")
    return redirect(url_for("suggestions.show"), 303)
