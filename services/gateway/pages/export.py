"""Lets staff take the members of a search away as a table, noted in the audit trail; never longer than the search."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, request, stream_with_context

from services.gateway import calls
from services.gateway.pages.choices import Choices, choices
from services.gateway.pages.finding import sought_by
from services.gateway.web import asker, command_id, sign_in_required

blueprint = Blueprint("export", __name__)

COLUMNS = ("member_id", "name", "role", "organisation", "region", "partnership", "background", "topics", "visibility")
FORMULA = (*"=+-@", *"\uff1d\uff0b\uff0d\uff20", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""


@blueprint.post("/members/export")
@sign_in_required
def export() -> Response:
    """Send who is found, a hundred rows at a time: no list of everybody is held anywhere."""
    sought = sought_by(request.form)
    asker().tell(calls.begin_export(), command_id())
    first = asker().ask(calls.export_members(**sought))
    rows = stream_with_context(_lines(first, sought, choices()))
    headers = {"Content-Disposition": 'attachment; filename="members.csv"', "Cache-Control": "no-store"}
    return Response(rows, mimetype="text/csv", headers=headers)


def _lines(page: dict[str, Any], sought: Mapping[str, str], names: Choices) -> Iterator[str]:
    yield "\ufeff" + _spelled([COLUMNS])
    while True:
        yield _spelled(_row(member, names) for member in page["items"])
        if not page["next"]:
            return
        page = asker().ask(calls.export_members(after=page["next"], **sought))


def _row(member: Mapping[str, Any], names: Choices) -> list[str]:
    spelled = {
        **member,
        "region": names.name("regions", member["region"]),
        "partnership": names.name("partnerships", member["partnership"]),
        "background": names.name("backgrounds", member["background"]),
        "topics": "; ".join(names.names("topics", member["topics"])),
    }
    return [_harmless(str(spelled[column] or "")) for column in COLUMNS]


def _harmless(text: str) -> str:
    """Keep a spreadsheet from taking what somebody wrote of themselves for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _spelled(rows: Any) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
