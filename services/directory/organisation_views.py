"""What a caller is shown of an organisation, in plain values."""

from __future__ import annotations

from services.directory.model import Organisation
from services.directory.views import View

CARD = ("organisation_id", "name", "kind", "region", "partnership")


def card(organisation: Organisation, members: int) -> View:
    """Show an organisation in a list, with how many of its members the caller may see."""
    return {name: getattr(organisation, name) for name in CARD} | {"members": members}


def entry(organisation: Organisation) -> View:
    """Show all that the register says of an organisation."""
    said = {name: getattr(organisation, name) for name in (*CARD, "website", "version")}
    return said | {"other_names": list(organisation.other_names)}
