"""Accounts: API tokens, nominations, demonstration passwords."""

import re

import pytest

from bus.errors import Refused
from bus.ids import new_id
from bus.testing import envelope_of
from services.gateway.accounts import queries
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.neighbours import PersonNominated

NOMINATION = {
    "name": "Ana Example",
    "nominating_organisation": "Riverside Hospital",
    "region": "wales",
    "confirmed": False,
}


def nominated(person_id: str, **more: object) -> dict[str, object]:
    return NOMINATION | {"person_id": person_id, "address": f"{person_id}@example.org"} | more


def test_an_api_token_is_shown_once_and_only_its_digest_is_kept(site: Site) -> None:
    visitor = site.signed_in("program@example.org")
    visitor.open("/account")
    page = visitor.send("/account/tokens", name="My script")
    secret = re.search(r"qc_[\w-]{43}", page)
    assert secret
    assert secret[0] not in visitor.open("/account")
    assert secret[0] not in str(list(site.data["tokens"].find()))
    assert queries.find_token_owner(site.host.database.read(), secret[0]) == "person-of-program@example.org"


def test_a_revoked_token_is_worth_nothing_at_once(site: Site) -> None:
    visitor = site.signed_in("revoker@example.org")
    visitor.open("/account")
    page = visitor.send("/account/tokens", name="My script")
    secret = re.search(r"qc_[\w-]{43}", page)
    button = re.search(r'action="(/account/tokens/[^"]+/revoke)"', page)
    assert secret
    assert button
    visitor.send(button[1])
    assert "no longer works" in visitor.page
    assert queries.find_token_owner(site.host.database.read(), secret[0]) is None


def test_nobody_revokes_the_token_of_another(site: Site) -> None:
    owner, other = site.signed_in("owner@example.org"), site.signed_in("other@example.org")
    owner.open("/account")
    owner.send("/account/tokens", name="Mine")
    row = site.data["tokens"].find_one({"name": "Mine"})
    other.open("/account")
    other.send(f"/account/tokens/{row['_id']}/revoke")
    assert other.answer.status_code == 404
    assert site.data["tokens"].find_one({"_id": row["_id"]})


def test_a_nominated_person_gets_one_account_and_one_invitation_however_often_told(site: Site) -> None:
    envelope = envelope_of(PersonNominated, nominated("ana"))
    site.community.deliver(envelope, envelope)
    site.community.eventually(lambda: site.events("link.requested"))
    site.community.deliver(envelope)
    site.community.settled()
    invitations = [event for event in site.events("link.requested") if event["person_id"] == "ana"]
    assert [(event["purpose"], event["next"]) for event in invitations] == [("invitation", "/welcome")]
    told = [event for event in site.events("address.changed") if event["person_id"] == "ana"]
    assert told == [{"person_id": "ana", "address": "ana@example.org", "verified": False}]


def test_a_nomination_of_who_agreed_already_invites_nobody(site: Site) -> None:
    site.community.publish(PersonNominated, nominated("bo", confirmed=True))
    site.community.eventually(lambda: site.data["accounts"].find_one({"person_id": "bo"}))
    assert not [event for event in site.events("link.requested") if event["person_id"] == "bo"]


def test_an_invitation_says_what_it_does_and_leads_to_what_would_be_public(site: Site) -> None:
    site.community.publish(PersonNominated, nominated("cy"))
    site.community.eventually(lambda: site.data["links"].find_one({"address": "cy@example.org"}))
    visitor, link = site.visitor(), site.link("cy@example.org")
    site.community.eventually(lambda: "Until you confirm, nobody can find you" in visitor.open(link))
    assert visitor.press(link).location == "/welcome"
    account = site.data["accounts"].find_one({"person_id": "cy"})
    assert account["verified_at"]


def test_an_invitation_that_no_longer_works_leads_to_a_new_link_to_the_same_page(site: Site) -> None:
    site.community.publish(PersonNominated, nominated("di"))
    site.community.eventually(lambda: site.data["links"].find_one({"address": "di@example.org"}))
    link = site.link("di@example.org")
    site.data["links"].update_one({"address": "di@example.org"}, {"$set": {"expires_at": site.host.database.now()}})
    visitor = site.visitor()
    assert 'href="/sign-in?next=/welcome"' in visitor.open(link)
    assert 'href="/sign-in?next=/"' in visitor.open("/link/forged")


def test_a_demonstration_password_signs_in(site: Site) -> None:
    request = {"address": "demo@example.org", "password": "known to everyone"}
    site.community.call("gateway", "set_demonstration_password", request, actor=site.community.service("ops"))
    visitor = site.visitor()
    visitor.open("/sign-in/password")
    visitor.send("/sign-in/password", **request)
    assert visitor.open("/account").count("demo@example.org")


def test_people_of_a_demonstration_have_signed_in_once(site: Site) -> None:
    people = [{"person_id": new_id(), "address": f"demo{number}@example.org"} for number in range(2)]
    ops = site.community.service("ops")
    for _ in range(2):
        site.community.call("gateway", "open_demonstration_accounts", {"people": people}, actor=ops)
    somebody = site.community.person("somebody")
    with pytest.raises(Refused, match="no_demonstration"):
        site.community.call("gateway", "open_demonstration_accounts", {"people": people}, actor=somebody)
    rows = [site.data["accounts"].find_one({"person_id": each["person_id"]}) for each in people]
    assert [row["address"] for row in rows] == [each["address"] for each in people]
    assert all(row["verified_at"] for row in rows)
    told = [row for row in site.data["bus_outbox"].find({"type": "address.changed"}) if b"demo1@" in bytes(row["body"])]
    assert b'"verified":true' in bytes(told[-1]["body"]).replace(b" ", b"")
    assert len(told) == 2


def test_only_operators_set_a_demonstration_password(site: Site) -> None:
    request = {"address": "demo@example.org", "password": "known to everyone"}
    with pytest.raises(Refused, match="no_demonstration"):
        site.community.call("gateway", "set_demonstration_password", request, actor=site.community.person("somebody"))
