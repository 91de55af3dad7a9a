"""Shows where in the country which skills are (Clause 8)."""

from flask import Blueprint, request

from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.finding import sought_by
from services.gateway.web import asker, render

blueprint = Blueprint("skills", __name__)


@blueprint.get("/directory/skills")
def table() -> str:
    """Count members by topic and region; one region alone for narrow screens and quick questions."""
    counts = asker().ask(calls.count_skills())["topics"]
    chosen = sought_by(request.args).get("region")
    shown = [each for each in choices().named("regions") if chosen in (None, each["slug"])]
    return render("directory/skills.html", counts=counts, regions=shown, chosen=chosen, choices=choices())
