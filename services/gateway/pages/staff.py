"""Where staff begin; and how applications go, in figures that lead to the lists behind them (Clauses 19 and 24)."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _l

from bus.errors import Invalid
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.web import Page, asker, messages, render, sign_in_required, staff_only

blueprint = Blueprint("staff", __name__)

STATES = {
    "submitted": _l("With the panel"),
    "accepted": _l("Accepted"),
    "not_yet": _l("Not yet"),
    "withdrawn": _l("Withdrawn"),
    "erased": _l("Erased"),
}
FILTERS = ("region", "state", "outcome", "since", "until")

Overview = Mapping[str, Any]


TASKS = {
    "staff.overview": (_l("How applications go"), _l("Figures by region and state, and the lists behind them.")),
    "waves.overview": (_l("Waves"), _l("Who can apply when: plan, open and close.")),
    "coffee_rounds.overview": (_l("Rounds of coffee"), _l("Open and close them, and see how they went.")),
    "lists.overview": (_l("Lists"), _l("Regions, partnerships, backgrounds and topics, as people choose them.")),
    "network.show": (_l("Connections"), _l("How many members have, how that grows, and across what.")),
    "reports.show": (_l("Reports"), _l("What members found wrong with what others wrote.")),
    "wanted.kept": (_l("Ads"), _l("Wanted ads that wait to be released, and ads that were reported.")),
    "organisations.search": (_l("Organisations"), _l("The register of where people work.")),
}
"""What staff do where, by the page that it begins on."""


@blueprint.get("/staff")
@sign_in_required
def home() -> Page:
    """Say what there is for staff to do."""
    staff_only()
    return render("staff/home.html", tasks=TASKS)


@blueprint.get("/staff/applications")
@sign_in_required
def overview() -> Page:
    """Show figures by region and state, what is late, and the decisions of a period."""
    try:
        figures = _figures()
    except Invalid as error:
        return render("staff/overview.html", errors=messages(error), asked=request.args, states=STATES), 422
    return render(
        "staff/overview.html",
        figures=figures,
        table=_table(figures),
        totals=_totals(figures),
        asked=figures,
        states=STATES,
        choices=choices(),
    )


@blueprint.get("/staff/applications.csv")
@sign_in_required
def download() -> Response:
    """Give the same figures as a file: one row a region, then those of the period."""
    figures = _figures()
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["region", *STATES, "late"])
    rows.writerows(
        [region, *[line[state] for state in STATES], line["late"]] for region, line in _table(figures).items()
    )
    rows.writerow([])
    rows.writerow(["since", "until", "accepted", "not_yet", "median_days"])
    outcomes = [figures["outcomes"].get(outcome, 0) for outcome in ("accepted", "not_yet")]
    rows.writerow([figures["since"], figures["until"], *outcomes, figures["median_days"]])
    name = f"applications-{figures['until']}.csv"
    headers = {"Content-Disposition": f"attachment; filename={name}", "Cache-Control": "private, no-store"}
    return Response(written.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.get("/staff/applications/list")
@sign_in_required
def behind() -> Page:
    """List the applications behind a figure."""
    chosen = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    late = {"late": True} if request.args.get("late") else {}
    page = asker().ask(calls.list_overseen(**chosen, **late, after=request.args.get("after")))
    return render("staff/list.html", page=page, chosen={**chosen, **late}, states=STATES, choices=choices())


def _figures() -> Overview:
    return asker().ask(calls.get_overview(request.args.get("since") or None, request.args.get("until") or None))


def _table(figures: Overview) -> dict[str, dict[str, int]]:
    """Return the counts by region and then by state, every region in order, also those without any."""
    nothing = {**dict.fromkeys(STATES, 0), "late": 0}
    regions = [entry["slug"] for entry in choices().named("regions")]
    table = {region: dict(nothing) for region in regions}
    for row in figures["counts"]:
        table.setdefault(row["region"], dict(nothing))[row["state"]] = row["count"]
    for row in figures["late"]:
        table.setdefault(row["region"], dict(nothing))["late"] = row["count"]
    return table


def _totals(figures: Overview) -> dict[str, int]:
    lines = _table(figures).values()
    return {name: sum(line[name] for line in lines) for name in (*STATES, "late")}
