"""Lets anyone find members by words, region, background and topic, and read their entries (Clauses 1-4)."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.finding import FILTERS, facets, sought_by, wider
from services.gateway.web import asker, current_person, my_roles, render

blueprint = Blueprint("directory", __name__)


@blueprint.get("/members")
def search() -> str:
    """Search; the address holds the whole question, so that it can be kept and shared."""
    sought = sought_by(request.args)
    page = asker().ask(calls.search_members(**sought, after=request.args.get("after")))
    return render(
        "directory/search.html",
        page=page,
        sought=sought,
        filters=FILTERS,
        facets=facets(page, sought, choices()),
        wider=wider(sought),
        choices=choices(),
        may_export=_may_export(),
    )


@blueprint.get("/directory")
def moved() -> Response:
    """Lead to the search from the address that people guess."""
    return redirect(url_for("directory.search") + "?" + request.query_string.decode())


@blueprint.get("/members/<member_id>")
def member(member_id: str) -> str:
    """Show one member's entry."""
    entry = asker().ask(calls.get_member(member_id))
    mine = member_id == current_person()
    return render("directory/member.html", member=entry, mine=mine, choices=choices())


def _may_export() -> bool:
    roles: list[dict[str, Any]] = my_roles()["roles"]
    return any(role["role"] == "staff" for role in roles)
