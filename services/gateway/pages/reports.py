"""Lets staff settle what members reported: each service has a part of this page, and one that is away its words."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid
from services.gateway import calls
from services.gateway.pages.connection_words import FAULTS, refused
from services.gateway.pages.swap_words import REASONS
from services.gateway.web import Page, asker, command_id, messages, render, sign_in_required, staff_only

blueprint = Blueprint("reports", __name__, url_prefix="/staff/reports")


def _reported_ads(after: str | None) -> calls.Question:
    """Ask for the first fifty, whatever page of the connections is shown."""
    return calls.list_kept_ads(limit=1)


PARTS: dict[str, Callable[..., calls.Question]] = {"connections": calls.list_reports, "ads": _reported_ads}
"""What is asked of whom, all at once; `templates/reports/` has a file for each."""


@blueprint.get("")
@sign_in_required
def show() -> Page:
    """Show what waits, the oldest first."""
    staff_only()
    return _page({}, {})


@blueprint.post("/connections/<report_id>")
@sign_in_required
def settle(report_id: str) -> Page:
    """Remove a message, or say that nothing is wrong with it."""
    staff_only()
    reason, outcome = request.form.get("reason", ""), request.form.get("outcome", "")
    try:
        version = int(request.form.get("version", ""))
        asker().tell(calls.settle_report(report_id, version, outcome, reason), command_id())
    except (ValueError, Invalid) as error:
        explained = messages(error) if isinstance(error, Invalid) else {}
        said = _("Say why, in at most 1,000 characters") if "reason" in explained else _("Press one of the buttons")
        return _page({report_id: reason}, {f"reason-{report_id}": said}), 422
    except Conflict as conflict:
        flash(refused(conflict))
        return redirect(url_for("reports.show"), 303)
    flash(_("The message is removed.") if outcome == "removed" else _("The report is closed."), "success")
    return redirect(url_for("reports.show"), 303)


def _page(typed: dict[str, str], errors: dict[str, str]) -> str:
    after = request.args.get("after")
    parts = asker().ask_together(calls.ASK_TIMEOUT_S, **{name: ask(after=after) for name, ask in PARTS.items()})
    return render("reports/list.html", parts=parts, faults=FAULTS, reasons=REASONS, typed=typed, errors=errors)
