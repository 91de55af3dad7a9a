"""More than one address: proved by a mailed link, one person, and nobody learns of anybody else's."""

import pytest
from itsdangerous import URLSafeTimedSerializer

from services.gateway.accounts import actions
from tests.integration.gateway.conftest import LINK_KEY, Site
from tests.integration.gateway.visitor import Visitor


def asked(visitor: Visitor, address: str) -> str:
    visitor.open("/account/addresses")
    return visitor.send("/account/addresses", address=address)


def added(site: Site, visitor: Visitor, address: str) -> str:
    """Ask for an address to be added and press the button behind the link."""
    asked(visitor, address)
    visitor.open(site.link(address))
    return visitor.send(visitor.path)


def signed_in_as(site: Site, address: str) -> str:
    """Return which person a new sign-in by this address makes somebody."""
    browser = site.signed_in(address)
    browser.open("/account")
    session = site.data["sessions"].find_one({"_id": {"$exists": True}}, sort=[("began_at", -1)])
    return str(session["person_id"])


def test_an_address_is_added_by_its_own_link_and_signs_in_to_the_same_account(site: Site) -> None:
    visitor = site.signed_in("work@example.org")
    assert "sent a mail to home@example.org" in asked(visitor, "home@example.org")
    assert site.data["accounts"].count_documents({"address_key": "home@example.org"}) == 0
    visitor.open(site.link("home@example.org"))
    assert "adds this address to your account" in visitor.page
    assert "sign in with home@example.org too" in visitor.send(visitor.path)
    assert signed_in_as(site, "home@example.org") == "person-of-work@example.org"
    assert signed_in_as(site, "work@example.org") == "person-of-work@example.org"
    assert site.data["accounts"].count_documents({"person_id": "person-of-work@example.org"}) == 1


def test_the_link_lets_nobody_in_and_works_only_where_it_was_asked_for(site: Site) -> None:
    attacker, victim = site.signed_in("attacker@example.org"), site.visitor()
    asked(attacker, "victim@example.org")
    link = site.link("victim@example.org")
    assert "Sign in" in victim.open(link)
    assert victim.press(link).status_code == 410
    other = site.signed_in("passer-by@example.org")
    assert "no longer works" in other.open(link)
    token = link.rpartition("/")[2]
    assert other.press(f"/account/addresses/add/{token}").status_code == 410
    assert site.data["accounts"].count_documents({"address_key": "victim@example.org"}) == 0


def test_the_answer_is_the_same_whoever_has_the_address_and_its_owner_is_told(site: Site) -> None:
    site.signed_in("owner-of-it@example.org")
    asker = site.signed_in("curious@example.org")
    taken, free = asked(asker, "owner-of-it@example.org"), asked(asker, "nobodys@example.org")
    assert taken.replace("owner-of-it", "nobodys").split("<main")[1].count("nobodys@example.org") == (
        free.split("<main")[1].count("nobodys@example.org")
    )
    told = [event for event in site.events("link.requested") if event["address"] == "owner-of-it@example.org"][-1]
    assert (told["purpose"], told["person_id"]) == ("address_taken", "person-of-owner-of-it@example.org")
    assert site.data["links"].find_one({"_id": told["link_id"]})["account_id"] == ""


def test_an_address_of_another_person_is_not_added(site: Site) -> None:
    visitor = site.signed_in("one@example.org")
    assert "belongs to another account" in added(site, visitor, "elsewhere@example.org")
    assert "belongs to another account" not in visitor.open("/account/addresses")
    assert site.data["accounts"].count_documents({"address_key": "elsewhere@example.org"}) == 0


def test_pressing_twice_adds_once(site: Site) -> None:
    visitor = site.signed_in("twice@example.org")
    asked(visitor, "twice.home@example.org")
    visitor.open(site.link("twice.home@example.org"))
    path = visitor.path
    assert [visitor.press(path).status_code for _ in range(2)] == [303, 303]
    account = site.data["accounts"].find_one({"address_key": "twice@example.org"})
    assert account["further"] == ["twice.home@example.org"]


def test_mails_go_where_their_reader_wants_them(site: Site) -> None:
    visitor = site.signed_in("old@example.org")
    added(site, visitor, "new@example.org")
    assert "go to new@example.org" in visitor.send("/account/addresses/mails", address="new@example.org")
    assert site.events("address.changed")[-1] == {
        "person_id": "person-of-old@example.org",
        "address": "new@example.org",
        "verified": True,
    }
    assert "no longer signs in" in visitor.send("/account/addresses/remove", address="old@example.org")
    assert site.data["accounts"].find_one({"address_key": "old@example.org"}) is None
    assert signed_in_as(site, "new@example.org") == "person-of-old@example.org"


def test_the_address_that_mails_go_to_stays_and_with_it_the_last(site: Site) -> None:
    visitor = site.signed_in("only@example.org")
    visitor.open("/account/addresses")
    assert visitor.press("/account/addresses/remove", address="only@example.org").status_code == 409
    assert visitor.press("/account/addresses/mails", address="nobodys@example.org").status_code == 404
    assert site.data["accounts"].count_documents({"address_key": "only@example.org"}) == 1


@pytest.mark.parametrize("address", ["", "no-address", "mine@example.org", "MINE@example.org"])
def test_what_cannot_be_added_is_said_beside_the_field(site: Site, address: str) -> None:
    visitor = site.signed_in("mine@example.org")
    visitor.open("/account/addresses")
    answer = visitor.press("/account/addresses", address=address)
    assert (answer.status_code, "There is a problem" in answer.text) == (422, True)


def test_two_accounts_that_turn_out_to_be_one_person_become_one(site: Site) -> None:
    """The directory learned of an address, and the gateway went down before it did."""
    site.signed_in("first@example.org")
    site.community.database("directory")["added"].insert_one(
        {"_id": "second@example.org", "person_id": "person-of-first@example.org"}
    )
    assert signed_in_as(site, "second@example.org") == "person-of-first@example.org"
    account = site.data["accounts"].find_one({"person_id": "person-of-first@example.org"})
    assert (account["address"], account["further"]) == ("first@example.org", ["second@example.org"])


def test_erasure_forgets_every_address(site: Site) -> None:
    visitor = site.signed_in("gone@example.org")
    added(site, visitor, "gone.home@example.org")
    asked(visitor, "gone.later@example.org")
    site.host.database.transact(lambda work: actions.erase_account(work, "person-of-gone@example.org"))
    for name in ("accounts", "links", "sessions"):
        assert "gone" not in str(list(site.data[name].find()))


def test_a_link_of_another_kind_adds_nothing(site: Site) -> None:
    visitor = site.signed_in("kinds@example.org")
    visitor.open("/sign-out")
    site.visitor()
    row = site.data["links"].find_one({"address": "kinds@example.org"})
    token = URLSafeTimedSerializer(LINK_KEY, salt="link").dumps({"link_id": row["_id"]})
    visitor.open("/account/addresses")
    assert visitor.press(f"/account/addresses/add/{token}").status_code == 410
