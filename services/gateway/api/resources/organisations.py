"""Organisations and networks."""

from http import HTTPStatus

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import (
    ANYONE,
    VERSION,
)
from services.gateway.api.resources.groups import (
    Fields,
    organisations,
)
from services.gateway.api.schemas import organisations as of_organisations


@organisations.question(
    "/organisations", of_organisations.OrganisationPage, query=of_organisations.SearchOrganisations, to=ANYONE
)
def search_organisations(query: Fields) -> Answer:
    """Search organisations and networks by the beginnings of words, kind, region and partnership."""
    return ask(calls.search_organisations(**query))


@organisations.question("/organisations/<organisation_id>", of_organisations.Organisation, to=ANYONE)
def get_organisation(organisation_id: str) -> Answer:
    """Get one organisation; its members are those that the search finds by `organisation`."""
    return ask(calls.get_organisation(organisation_id))


@organisations.question(
    "/organisations/<organisation_id>/people", of_organisations.Workplace, query=of_organisations.PageAfter
)
def get_workplace(query: Fields, organisation_id: str) -> Answer:
    """Get what the people of your own organisation can do, or, as staff, those of any."""
    return ask(calls.get_workplace(organisation_id, **query))


@organisations.command(
    "/organisations",
    of_organisations.KeptOrganisation,
    body=of_organisations.AddOrganisation,
    status=HTTPStatus.CREATED,
)
def add_organisation(body: Fields) -> Answer:
    """Add an organisation as staff; whoever writes one of its names belongs to it within two minutes."""
    return tell(calls.add_organisation(body))


@organisations.command(
    "/organisations/<organisation_id>",
    of_organisations.KeptOrganisation,
    body=of_organisations.OrganisationFields,
    method="PATCH",
    seen=VERSION,
)
def change_organisation(body: Fields, organisation_id: str) -> Answer:
    """Change as staff what the register says of an organisation: the fields you send replace, the others stay."""
    return tell(calls.change_organisation(organisation_id, seen_version(), body))


@organisations.command(
    "/organisations/<organisation_id>/merger",
    of_organisations.KeptOrganisation,
    body=of_organisations.MergeOrganisations,
    seen=VERSION,
)
def merge_organisations(body: Fields, organisation_id: str) -> Answer:
    """Make an organisation part of another as staff; the answer is the other."""
    return tell(calls.merge_organisations(organisation_id, seen_version(), **body))


@organisations.command("/organisations/<organisation_id>/removal", of_organisations.Removed, seen=VERSION)
def remove_organisation(organisation_id: str) -> Answer:
    """Take an organisation that nobody names out of the register, as staff."""
    return tell(calls.remove_organisation(organisation_id, seen_version()))
