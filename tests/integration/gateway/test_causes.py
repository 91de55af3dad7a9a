"""One number for all that a request causes, here and in the services that it asks."""

from tests.integration.gateway.conftest import Site


def test_what_a_request_causes_in_several_services_shares_one_number(site: Site) -> None:
    site.signed_in("causes@example.org").open("/")
    registered = site.community.database("directory")["bus_commands"].find_one({"method": "register_person"})
    outbox = site.data["bus_outbox"]
    changed = outbox.find_one({"type": "address.changed", "correlation_id": registered["correlation_id"]})
    assert changed["subject"] == registered["answer"]["person_id"]


def test_two_requests_have_two_numbers(site: Site) -> None:
    for address in ("one@example.org", "two@example.org"):
        site.visitor().open("/sign-in")
        site.signed_in(address)
    rows = list(site.data["bus_outbox"].find({"type": "link.requested"}))
    assert len({row["correlation_id"] for row in rows}) == len(rows) > 1
