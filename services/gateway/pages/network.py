"""Shows staff how many connections members have, how that grows, and across what (Clauses 35 to 38 and 40)."""

from flask import Blueprint, request

from bus.errors import Invalid
from services.gateway import calls
from services.gateway.pages.benefit_words import BOUNDARIES, GAVE, REACHED, WAYS
from services.gateway.pages.choices import choices
from services.gateway.web import Page, asker, messages, render, sign_in_required

blueprint = Blueprint("network", __name__)

LISTS = {"region": "regions", "background": "backgrounds"}


@blueprint.get("/staff/connections")
@sign_in_required
def show() -> Page:
    """Show the network as it was at the end of a day, or as it is."""
    on = request.args.get("on") or None
    try:
        figures = asker().ask(calls.get_network(on))
    except Invalid as error:
        return render("staff/network.html", errors=messages(error), on=on), 422
    return render(
        "staff/network.html",
        figures=figures,
        on=on,
        boundaries=BOUNDARIES,
        lists=LISTS,
        said={"gave": GAVE, "way": WAYS, "reached": REACHED},
        choices=choices(),
    )
