"""The front door: what this is, who it is for, and how many there are."""

from flask import Blueprint

from services.gateway import calls
from services.gateway.web import asker, is_invited, render

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> str:
    """Show the home page, an invitation first; without the figure while the directory is away."""
    found = asker().ask_together(members=calls.search_members(limit=3), timeout_s=1.5)["members"]
    return render("home/home.html", members=found, is_invited=is_invited())
