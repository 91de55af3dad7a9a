"""Shows members and staff what the people of one organisation can do, in a table to print (Clauses 7 and 29)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, request

from services.gateway import calls
from services.gateway.pages.choices import Choices, choices
from services.gateway.web import asker, render, sign_in_required

blueprint = Blueprint("workplace", __name__)

People = Sequence[Mapping[str, Any]]


@blueprint.get("/organisations/<organisation_id>/skills")
@sign_in_required
def table(organisation_id: str) -> str:
    """Show who knows about which topic and who offers what, a hundred people at a time."""
    workplace = asker().ask(calls.get_workplace(organisation_id, request.args.get("after")))
    people = workplace["people"]
    return render(
        "organisations/skills.html",
        organisation=workplace,
        topics=_by(people, "topics", choices()),
        offers=_by(people, "offers", choices()),
    )


def _by(people: People, kind: str, names: Choices) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return, for each value that somebody has, in the order of its list, who has it."""
    rows: dict[str, list[Mapping[str, Any]]] = {entry["slug"]: [] for entry in names.all(kind)}
    for person in people:
        for slug in {entry["slug"] for slug in person[kind] if (entry := names.present(kind, slug))}:
            rows[slug].append(person)
    return [(names.name(kind, slug), those) for slug, those in rows.items() if those]
