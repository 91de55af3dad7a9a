"""Lets anyone find members and organisations by words and choices, and read members' entries (Clauses 1-5)."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.finding import FILTERS, chosen_names, facets, place_named, sought_by, wider
from services.gateway.web import asker, current_person, my_roles, render

blueprint = Blueprint("directory", __name__)

MOST_ORGANISATIONS = 5


@blueprint.get("/members")
def search() -> str:
    """Search; the address holds the whole question, so that it can be kept and shared."""
    sought = sought_by(request.args)
    after = request.args.get("after")
    by = {name: sought[name] for name in ("words", "kind", "region") if name in sought}
    beside = (
        {"found": calls.search_organisations(limit=MOST_ORGANISATIONS, **by)} if "words" in by and not after else {}
    )
    page, answers = asker().ask_beside(calls.search_members(**sought, after=after), **beside)
    organisations = answers.get("found") or {}
    return render(
        "directory/search.html",
        page=page,
        sought=sought,
        filters=FILTERS,
        facets=facets(page, sought, choices()),
        wider=wider(sought),
        place=place_named(sought, choices()),
        names=chosen_names(page, sought, choices()),
        organisations=organisations | {"by": by} if organisations.get("items") else None,
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
