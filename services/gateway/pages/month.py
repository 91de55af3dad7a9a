"""My month: my coffee, who asks me, and what meets what I need, on one page (Clauses 31, 43 and 51)."""

from flask import Blueprint, redirect, url_for

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.connection_words import SOURCES
from services.gateway.pages.swap_words import vocabulary, why
from services.gateway.web import Page, asker, render, sign_in_required

blueprint = Blueprint("month", __name__)


@blueprint.get("/month")
@sign_in_required
def show() -> Page:
    """Show what waits for me; a part that cannot be had says so, and the others are shown."""
    try:
        parts = asker().ask_together(calls.ASK_TIMEOUT_S, **calls.my_month())
    except NotFound:
        return redirect(url_for("apply.join"))
    here = choices()
    words = vocabulary() | {"why": lambda reasons: why(reasons, here)}
    onward = url_for("month.show")
    return render("month/month.html", **parts, **words, choices=here, sources=SOURCES, onward=onward)
