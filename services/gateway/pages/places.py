"""Shows each region and each local partnership: who is there, what they know, and when people can apply (Clause 6)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from services.gateway import calls
from services.gateway.pages.calendar import MOST_SHOWN, Wave, turn_of
from services.gateway.pages.choices import Entry, choices
from services.gateway.web import asker, render

blueprint = Blueprint("places", __name__)

MOST_TOPICS = 10

Counts = dict[str, int]


@blueprint.get("/regions")
def regions() -> str:
    """Count the members of each region whom the asker may see."""
    page = asker().ask(calls.search_members(limit=1))
    return render("places/regions.html", total=page["total"], counts=_counts(page, "region"), choices=choices())


@blueprint.get("/directory/regions")
def moved() -> Response:
    """Lead to the regions from where they were before."""
    return redirect(url_for("places.regions"), 301)


@blueprint.get("/partnerships")
def partnerships() -> str:
    """Count the members of each local partnership whom the asker may see, region by region."""
    page = asker().ask(calls.search_members(limit=1))
    counts = _counts(page, "partnership")
    return render("places/partnerships.html", counts=counts, choices=choices())


@blueprint.get("/regions/<slug>")
def region(slug: str) -> str | Response:
    """Show a region: its places and partnerships, its members in numbers, and its turn to apply."""
    found = _found("regions", slug)
    if found["slug"] != slug:
        return redirect(url_for("places.region", slug=found["slug"]), 301)
    page = asker().ask(calls.search_members(region=slug, limit=1))
    partnerships = [each for each in choices().named("partnerships") if slug in each["regions"]]
    return render(
        "places/region.html",
        region=found,
        total=page["total"],
        topics=_topics(page),
        partnerships=partnerships,
        counts=_counts(page, "partnership"),
        turn=_turn(slug),
        choices=choices(),
    )


@blueprint.get("/partnerships/<slug>")
def partnership(slug: str) -> str | Response:
    """Show a local partnership: where it lies, and its members in numbers."""
    found = _found("partnerships", slug)
    if found["slug"] != slug:
        return redirect(url_for("places.partnership", slug=found["slug"]), 301)
    page = asker().ask(calls.search_members(partnership=slug, limit=1))
    return render(
        "places/partnership.html", partnership=found, total=page["total"], topics=_topics(page), choices=choices()
    )


def _found(kind: str, slug: str) -> Entry:
    return choices().present(kind, slug) or abort(404)


def _counts(page: Mapping[str, Any], name: str) -> Counts:
    return {each["value"]: each["count"] for each in page["facets"][name]}


def _topics(page: Mapping[str, Any]) -> Counts:
    """Return the topics that most of them name."""
    return dict(list(_counts(page, "topic").items())[:MOST_TOPICS])


def _turn(slug: str) -> tuple[bool, Wave | None]:
    """Say whether the waves can be told just now, and which says most to a region."""
    found = asker().ask_together(waves=calls.list_waves(limit=MOST_SHOWN))["waves"]
    return found is not None, turn_of(slug, found["items"]) if found else None
