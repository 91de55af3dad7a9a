"""How applications go, and what the register does not know, for staff."""

from datetime import date

from services.gateway import calls
from services.gateway.api.asking import Answer, ask
from services.gateway.api.resources.groups import (
    Fields,
    staff,
)
from services.gateway.api.schemas import organisations as of_organisations
from services.gateway.api.schemas import overview as of_overview


@staff.question("/staff/organisations/unknown", of_organisations.UnknownNames)
def list_unknown_organisations() -> Answer:
    """List what members call organisations that the register does not know, the most frequent first."""
    return ask(calls.list_unknown_organisations())


@staff.question("/staff/applications", of_overview.Overview, query=of_overview.Period)
def get_overview(query: Fields) -> Answer:
    """Count applications by region and state, what is late, and the decisions of a period."""
    return ask(calls.get_overview(**_spelt(query)))


@staff.question("/staff/applications/list", of_overview.OverseenPage, query=of_overview.Chosen)
def list_overseen(query: Fields) -> Answer:
    """List the applications behind a figure."""
    return ask(calls.list_overseen(**_spelt(query)))


def _spelt(query: Fields) -> Fields:
    """Spell dates for the wire."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in query.items()}
