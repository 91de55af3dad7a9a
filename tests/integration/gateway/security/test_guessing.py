"""Guessing: what is tried at once counts like what is tried in turn, and nobody is shut out by strangers who try."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bus.ids import new_id, new_token
from services.gateway.limits import by_place
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.visitor import FROM_OUR_PAGE, Visitor

PASSWORD = "three unusual words"
AT_ONCE = 24


def with_password(site: Site, address: str) -> Visitor:
    visitor = site.signed_in(address)
    visitor.open("/account/password")
    visitor.send("/account/password", new_password=PASSWORD)
    return visitor


def at_once(site: Site, page: str, place: str, **fields: str) -> list[int]:
    """Send a form many times at once, each from a browser of its own; return the answers' codes in order."""
    visitors = [site.visitor(place) for _ in range(AT_ONCE)]
    for visitor in visitors:
        visitor.open(page)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sent = pool.map(lambda visitor: visitor.press(page, command_id=new_id(), **fields).status_code, visitors)
        return sorted(sent)


def test_no_more_than_ten_passwords_are_looked_at_however_many_come_at_once(site: Site) -> None:
    with_password(site, "rushed@example.org")
    answers = at_once(site, "/sign-in/password", "192.0.2.1", address="rushed@example.org", password="wrong")
    assert answers == [422] * 10 + [429] * (AT_ONCE - 10)


def test_no_more_than_five_links_are_mailed_however_many_ask_at_once(site: Site) -> None:
    answers = at_once(site, "/sign-in", "192.0.2.2", address="mailed-at-once@example.org")
    assert answers == [303] * 5 + [429] * (AT_ONCE - 5)
    asked = [each for each in site.events("link.requested") if each["address"] == "mailed-at-once@example.org"]
    assert len(asked) == 5


def test_right_passwords_at_once_leave_nothing_on_the_count(site: Site) -> None:
    with_password(site, "right@example.org")
    for _ in range(3):
        visitor = site.visitor("192.0.2.3")
        visitor.open("/sign-in/password")
        for _tap in range(5):
            answer = visitor.press("/sign-in/password", address="right@example.org", password=PASSWORD)
            assert answer.status_code == 303
            visitor.forget("q_session", "q_page")
            visitor.open("/sign-in/password")


def test_who_is_slowed_down_reads_when_to_come_back(site: Site) -> None:
    visitor = site.visitor("192.0.2.4")
    visitor.open("/sign-in/password")
    for _ in range(11):
        answer = visitor.press("/sign-in/password", address="slowed@example.org", password="wrong")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60


def test_while_strangers_use_up_every_guess_the_owner_comes_in_by_a_link(site: Site) -> None:
    with_password(site, "owner@example.org")
    for number in range(10):
        stranger = site.visitor(f"198.51.100.{number}")
        stranger.open("/sign-in/password")
        for _ in range(10):
            stranger.press("/sign-in/password", address="owner@example.org", password="wrong")
    owner = site.visitor("203.0.113.9")
    owner.open("/sign-in/password")
    assert owner.press("/sign-in/password", address="owner@example.org", password=PASSWORD).status_code == 429
    owner = site.signed_in("owner@example.org")
    assert owner.open("/account/password")
    assert owner.path == "/account/password"


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_all_addresses_of_one_subscriber_are_one_place(site: Site, place: str, key: str) -> None:
    with site.app.test_request_context(environ_base={"REMOTE_ADDR": place}):
        assert by_place() == key


@pytest.mark.parametrize("secret", ["", "qc_", new_token(), "x" * 5000, "qc_" + new_token()])
def test_a_token_that_is_made_up_opens_nothing(site: Site, secret: str) -> None:
    client = site.app.test_client()
    answer = client.get("/api/v1/me/roles", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


@pytest.mark.parametrize("page", ["/link/", "/unsubscribe/", "/answer/"])
def test_a_mailed_token_that_is_changed_by_a_letter_opens_nothing(site: Site, page: str) -> None:
    site.signed_in("letter@example.org")
    token = site.link("letter@example.org").removeprefix("/link/")
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[1:], token.partition(".")[0], "e30.e30"):
        answer = site.app.test_client().get(page + forged, headers=FROM_OUR_PAGE)
        assert answer.status_code in (404, 410)


@pytest.mark.parametrize("page", ["/unsubscribe/", "/answer/"])
def test_a_mailed_token_of_one_kind_is_worth_nothing_for_another(site: Site, page: str) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="kinds@example.org")
    token = site.link("kinds@example.org").removeprefix("/link/")
    assert site.app.test_client().get(page + token).status_code == 404


def test_a_page_token_that_is_changed_is_refused(site: Site) -> None:
    for after in ("e30.e30", "made up", "x" * 5000):
        answer = site.app.test_client().get("/members", query_string={"after": after})
        assert answer.status_code in (200, 400)
        assert "Traceback" not in answer.text
