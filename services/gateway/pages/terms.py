"""What goes with a decision: whom a refused applicant can ask, and when they may apply again (Clause 20)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from services.gateway.pages.account import own_account
from services.gateway.web import current_person

WAIT_MONTHS = 3


def default_terms(application: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the chair's form begins with: the chair and their address, and three months."""
    may = application.get("may", {})
    if not (may.get("decide") or may.get("change")):
        return {}
    name = application["names"].get(current_person())
    chair = _("%(name)s, chair of the panel", name=name) if name else _("The chair of the panel")
    return {"contact": f"{chair}: {own_account().address}", "again_in_months": str(WAIT_MONTHS)}
