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
    rows = [(entry["name"], [each for each in people if entry["slug"] in each[kind]]) for entry in names.named(kind)]
    return [(name, those) for name, those in rows if those]
