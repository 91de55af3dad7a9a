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
    chosen = _chosen(sought_by(request.args).get("region"))
    counted = {region for of_topic in counts.values() for region in of_topic}
    shown = [each for each in choices().named("regions", counted) if chosen in (None, each["slug"])]
    return render("directory/skills.html", counts=counts, regions=shown, chosen=chosen, choices=choices())


def _chosen(region: str | None) -> str | None:
    """Return what a region is today: the address may be older than a merge."""
    found = choices().present("regions", region)
    return str(found["slug"]) if found else region
