"""Lets anyone find organisations and networks, and see who shows that they belong to one (Clauses 5 to 7 and 29)."""

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as Answer

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.finding import facets
from services.gateway.web import Page, asker, my_roles, render, sign_in_required

blueprint = Blueprint("organisations", __name__)

FILTERS = ("words", "kind", "region", "partnership")
SUGGESTED = 10
LEAST_WORDS = 2


@blueprint.get("/organisations")
def search() -> str:
    """Search the register; the address holds the whole question."""
    sought = sought_by()
    page = asker().ask(calls.search_organisations(**sought, after=request.args.get("after")))
    return render(
        "organisations/search.html", page=page, sought=sought, choices=choices(), keeps_register=keeps_register()
    )


@blueprint.get("/organisations/suggestions")
def suggestions() -> Response:
    """Offer names of the register for the beginning of one."""
    words = request.args.get("words", "").strip()[:160]
    names: list[str] = []
    if len(words) >= LEAST_WORDS:
        found = asker().ask_together(found=calls.search_organisations(limit=SUGGESTED, words=words))["found"]
        names = [each["name"] for each in (found or {}).get("items", [])]
    return jsonify(names=names)


@blueprint.get("/organisations/mine")
@sign_in_required
def mine() -> Page:
    """Lead to the page of my own organisation, or say why there is none."""
    try:
        entry = asker().ask(calls.get_my_profile())
    except NotFound:
        entry = {}
    if entry.get("organisation_id"):
        return redirect(url_for("organisations.show", organisation_id=entry["organisation_id"]))
    return render("organisations/none.html", entry=entry)


@blueprint.get("/organisations/<organisation_id>")
def show(organisation_id: str) -> Page:
    """Show an organisation with those of its members whom the asker may see, and what they know and offer."""
    organisation = asker().ask(calls.get_organisation(organisation_id))
    if organisation["organisation_id"] != organisation_id:
        return _lead_on(organisation)
    page = asker().ask(calls.search_members(organisation=organisation_id, after=request.args.get("after")))
    return render(
        "organisations/organisation.html",
        organisation=organisation,
        page=page,
        facets=facets(page, {"organisation": organisation_id}, choices()),
        choices=choices(),
        keeps_register=keeps_register(),
    )


def sought_by() -> dict[str, Any]:
    """Return the words and choices of an address, leaving out what is empty."""
    return {name: value for name in FILTERS if (value := request.args.get(name, "").strip())}


def keeps_register() -> bool:
    """Tell whether who is asking is staff, to show them what they may do; the directory decides."""
    roles: list[dict[str, Any]] = my_roles()["roles"]
    return any(role["role"] == "staff" for role in roles)


def _lead_on(organisation: dict[str, Any]) -> Answer:
    return redirect(url_for("organisations.show", organisation_id=organisation["organisation_id"]), 301)
