"""Lets anyone find members and organisations by words and choices, and read members' entries (Clauses 1-5)."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.connection_words import refusal
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
    """Show one member's entry; to another member with how it stands between them."""
    mine = member_id == current_person()
    meets = {"between": calls.get_connection(member_id)} if not mine and my_roles()["is_member"] else {}
    entry, beside = asker().ask_beside(calls.get_member(member_id), **meets)
    between = beside.get("between")
    reason = refusal(between["refusal"], between["again_at"]) if between else ""
    shown = {"mine": mine, "between": between, "reason": reason, "choices": choices()}
    return render("directory/member.html", member=entry, **shown)


def _may_export() -> bool:
    roles: list[dict[str, Any]] = my_roles()["roles"]
    return any(role["role"] == "staff" for role in roles)
