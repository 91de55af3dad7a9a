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


def leads_to(site: Site, address: str, person_id: str) -> None:
    """Let the directory give an address to another person: its former one was erased, or dropped it."""
    site.community.database("directory")["added"].insert_one({"_id": address, "person_id": person_id})


def account_of(site: Site, person_id: str) -> dict:
    return site.data["accounts"].find_one({"person_id": person_id}) or {}


def with_password(site: Site, address: str) -> Visitor:
    """Return somebody signed in by a link, whose account has a password."""
    visitor = site.signed_in(address)
    visitor.open("/account/password")
    assert "password is set" in visitor.send("/account/password", new_password="a long and odd password")
    return visitor


def by_password(site: Site, address: str) -> Visitor:
    visitor = site.visitor()
    visitor.open("/sign-in/password")
    visitor.send("/sign-in/password", address=address, password="a long and odd password")
    return visitor


def is_in(visitor: Visitor) -> bool:
    visitor.open("/account")
    return visitor.path == "/account"


def test_who_came_by_an_address_is_signed_out_when_it_is_removed(site: Site) -> None:
    owner = with_password(site, "left.job@example.org")
    added(site, owner, "left.home@example.org")
    owner.send("/account/addresses/mails", address="left.home@example.org")
    stranger, home = by_password(site, "LEFT.job@example.org"), site.signed_in("left.home@example.org")
    assert (is_in(owner), is_in(stranger), is_in(home)) == (True, True, True)
    home.open("/account/addresses")
    assert "no longer signs in" in home.send("/account/addresses/remove", address="left.job@example.org")
    assert (is_in(owner), is_in(stranger), is_in(home)) == (False, False, True)


def test_a_session_of_which_it_is_not_known_how_it_began_ends_with_any_address(site: Site) -> None:
    visitor = site.signed_in("before@example.org")
    added(site, visitor, "before.home@example.org")
    site.data["sessions"].update_many({"account_id": {"$exists": True}}, {"$unset": {"began_with": ""}})
    home = site.signed_in("before@example.org")
    home.open("/account/addresses")
    home.send("/account/addresses/remove", address="before.home@example.org")
    assert (is_in(visitor), is_in(home)) == (False, True)


def test_every_other_address_is_told_of_one_that_is_added_and_one_that_goes(site: Site) -> None:
    visitor = site.signed_in("safe@example.org")
    added(site, visitor, "safe.home@example.org")
    person = {"person_id": "person-of-safe@example.org"}
    assert site.events("address.added")[-1] == person | {
        "address": "safe.home@example.org",
        "told": ["safe@example.org"],
    }
    visitor.open("/account/addresses")
    visitor.send("/account/addresses/remove", address="safe.home@example.org")
    assert site.events("address.removed")[-1] == person | {
        "address": "safe.home@example.org",
        "told": ["safe@example.org", "safe.home@example.org"],
    }


def test_who_is_nominated_next_gets_nothing_of_the_account_of_somebody_who_was_erased(site: Site) -> None:
    """The nomination of the next owner of an address comes before the word that the former was erased."""
    former = with_password(site, "desk@example.org")
    asked(former, "desk.later@example.org")
    transact = site.host.database.transact
    transact(lambda work: actions.open_account(work, "the-next-person", "desk@example.org"))
    account = account_of(site, "the-next-person")
    assert (account["password"], account["further"], account["verified_at"]) == (None, [], None)
    assert (is_in(former), is_in(by_password(site, "desk@example.org"))) == (False, False)
    transact(lambda work: actions.erase_account(work, "person-of-desk@example.org"))
    assert account_of(site, "the-next-person")["address"] == "desk@example.org"
    assert "desk.later" not in str(list(site.data["links"].find()))
    claimed = site.data["bus_outbox"].count_documents(
        {"type": "link.requested", "subjects": "person-of-desk@example.org"}
    )
    assert claimed >= 2


def test_one_who_removed_an_address_keeps_their_account_when_it_leads_to_somebody_else(site: Site) -> None:
    """The directory removed the address, and the gateway went down before it did."""
    former = with_password(site, "shared@example.org")
    added(site, former, "kept@example.org")
    site.host.database.transact(lambda work: actions.open_account(work, "the-next-owner", "shared@example.org"))
    kept = account_of(site, "person-of-shared@example.org")
    assert (kept["address"], kept["further"], bool(kept["password"])) == ("kept@example.org", [], True)
    assert account_of(site, "the-next-owner")["address"] == "shared@example.org"
    told = {"person_id": "person-of-shared@example.org", "address": "kept@example.org", "verified": True}
    assert told in site.events("address.changed")


def test_a_session_is_not_joined_to_a_person_whose_account_it_is_not(site: Site) -> None:
    """Its account became somebody's between the question whose it is and the answer."""
    visitor = with_password(site, "slow@example.org")
    site.data["sessions"].update_many({"person_id": "person-of-slow@example.org"}, {"$set": {"person_id": None}})
    leads_to(site, "slow@example.org", "the-next-one")
    assert not is_in(visitor)
    assert account_of(site, "person-of-slow@example.org") == account_of(site, "the-next-one") == {}
    assert signed_in_as(site, "slow@example.org") == "the-next-one"
    assert account_of(site, "the-next-one")["password"] is None
