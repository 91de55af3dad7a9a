"""Sessions: new with each sign-in, over for every copy of a cookie when its owner says so, and no place of rights."""

import pytest
from werkzeug.test import TestResponse

from services.gateway.accounts.model import digest
from tests.integration.gateway.security.cast import Defended, address
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Defended
PASSWORD = "three unusual words"


def copy_of(site: Defended, visitor: Visitor) -> Visitor:
    """Return a thief, who has the session's cookie."""
    thief = site.visitor("192.0.2.99")
    thief.client.set_cookie("q_session", visitor.cookie("q_session") or "")
    return thief


def is_in(visitor: Visitor) -> bool:
    visitor.open("/account")
    return visitor.path == "/account"


def sessions(site: Defended, name: str) -> int:
    account = site.data["accounts"].find_one({"address": address(name)})
    assert account
    return int(site.data["sessions"].count_documents({"account_id": account["_id"]}))


def with_password(site: Defended, name: str) -> Visitor:
    visitor = site.signed_in(address(name))
    visitor.open("/account/password")
    visitor.send("/account/password", new_password=PASSWORD)
    return visitor


def come_back(site: Defended, visitor: Visitor, name: str, way: str) -> None:
    """Sign in once more in a browser that is signed in, as it is asked to before it changes an address."""
    visitor.open("/account")
    if way == "password":
        visitor.press("/sign-in/password", address=address(name), password=PASSWORD)
        return
    visitor.press("/sign-in", address=address(name))
    link = site.link(address(name))
    visitor.open(link)
    visitor.press(link)


@pytest.mark.parametrize("way", ["password", "link"])
def test_a_browser_that_signs_in_anew_leaves_no_session_behind(site: Defended, way: str) -> None:
    name = f"anew-{way}"
    visitor = with_password(site, name)
    thief, before = copy_of(site, visitor), visitor.cookie("q_session")
    come_back(site, visitor, name, way)
    assert visitor.cookie("q_session") not in (None, before)
    assert sessions(site, name) == 1
    assert (is_in(visitor), is_in(thief)) == (True, False)


def test_a_copy_of_the_cookie_opens_nothing_after_its_owner_signed_out(site: Defended) -> None:
    visitor = site.signed_in(address("leaver"))
    thief = copy_of(site, visitor)
    assert is_in(thief)
    visitor.open("/account")
    visitor.send("/sign-out")
    assert not is_in(thief)
    assert site.data["sessions"].find_one({"_id": digest(thief.cookie("q_session") or "")}) is None


def test_a_copy_of_the_cookie_opens_nothing_after_a_new_password_and_its_owner_stays(site: Defended) -> None:
    visitor = site.signed_in(address("changer"))
    thief = copy_of(site, visitor)
    visitor.open("/account/password")
    visitor.send("/account/password", new_password=PASSWORD)
    assert "Your new password is set" in visitor.page
    assert (is_in(visitor), is_in(thief)) == (True, False)
    assert sessions(site, "changer") == 1


def test_who_is_kept_signed_in_stays_so_with_a_new_password(site: Defended) -> None:
    visitor = with_password(site, "keeper")
    visitor.open("/account")
    visitor.press("/sign-in/password", address=address("keeper"), password=PASSWORD, keep="yes")
    visitor.open("/account/password")
    visitor.press("/account/password", old_password=PASSWORD, new_password="three more unusual words")
    cookie = visitor.client.get_cookie("q_session")
    assert cookie
    assert cookie.max_age == 30 * 24 * 3600


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out_everywhere(site: Defended) -> None:
    visitor = site.signed_in(address("everywhere"))
    thief = copy_of(site, visitor)
    visitor.open("/account")
    visitor.send("/account/sessions")
    assert not is_in(thief)


def test_rights_are_not_in_the_session_but_come_and_go_with_the_role(site: Defended) -> None:
    visitor, person_id = site.signed_in(address("sal")), site.person("sal")
    role = {"person_id": person_id, "role": "staff"}

    def ask() -> TestResponse:
        return visitor.client.get("/staff/applications")

    assert ask().status_code == 403
    site.tell("ops", "grant_role", **role)
    assert ask().status_code == 200
    site.tell("ops", "revoke_role", **role)
    assert ask().status_code == 403


def test_who_is_forgotten_is_signed_out_everywhere_and_their_tokens_with_them(site: Defended) -> None:
    visitor, person_id = site.signed_in(address("forgotten")), site.person("forgotten")
    visitor.open("/account")
    visitor.send("/account/tokens", name="mine")
    assert site.data["tokens"].count_documents({"person_id": person_id}) == 1
    site.tell("ops", "erase_person", person_id=person_id)
    site.community.eventually(lambda: not is_in(visitor))
    assert site.data["tokens"].count_documents({"person_id": person_id}) == 0
