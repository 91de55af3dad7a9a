"""Signing in: links that scanners may open, passwords that nobody can probe, sessions that end."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from bus.ids import new_id
from services.gateway.accounts.model import digest
from tests.integration.gateway.conftest import Site, unsubscribe_path
from tests.integration.gateway.visitor import Visitor

PASSWORD = "three unusual words"


def with_password(site: Site, address: str) -> Visitor:
    visitor = site.signed_in(address)
    visitor.open("/account/password")
    visitor.send("/account/password", new_password=PASSWORD)
    assert "Your new password is set" in visitor.page
    return visitor


def hours_ago(site: Site, hours: int) -> datetime:
    return site.host.database.now() - timedelta(hours=hours)


def attempts(visitor: Visitor, page: str, times: int, **fields: str) -> list[int]:
    """Send the same form several times; return how each was answered."""
    visitor.open(page)
    answers = []
    for _ in range(times):
        answers.append(visitor.press(page, command_id=new_id(), **fields).status_code)
    return answers


def test_opening_a_link_changes_nothing_and_its_button_signs_in_once(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in?next=/notes")
    visitor.send("/sign-in", address="Scanned@Example.org", next="/notes")
    link = site.link("Scanned@Example.org")
    for _ in range(3):
        assert "opening this page has not used it" in site.visitor().open(link)
    assert site.data["accounts"].find_one({"address_key": "scanned@example.org"}) is None
    visitor.open(link)
    visitor.send(link)
    assert visitor.path == "/notes"
    other = site.visitor()
    assert "no longer works" in other.open(link)
    assert other.answer.status_code == 410


def test_a_link_asked_for_by_a_look_alike_address_opens_no_other_account(site: Site) -> None:
    site.signed_in("rev.kate@strasse.example")
    impostor = site.signed_in("rev.kate@straße.example")
    assert "rev.kate@straße.example" in impostor.open("/account")
    assert site.data["accounts"].count_documents({"address_key": {"$regex": "^rev.kate@"}}) == 2


def test_a_link_is_mailed_to_the_address_of_the_account_and_not_as_it_was_typed(site: Site) -> None:
    site.signed_in("Owner@Example.org")
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="OWNER@example.ORG")
    asked = [event["address"] for event in site.events("link.requested") if "wner" in event["address"].casefold()]
    assert asked == ["Owner@Example.org", "Owner@Example.org"]


def test_a_double_tap_on_the_button_of_a_link_is_one_press(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="tapper@example.org")
    link = site.link("tapper@example.org")
    visitor.open(link)
    cookies = visitor.cookie("q_page")
    with ThreadPoolExecutor(2) as pool:
        visitors = [site.visitor() for _ in range(2)]
        for one in visitors:
            one.client.set_cookie("q_page", cookies or "")
            one.page, one.path = visitor.page, link
        answers = list(pool.map(lambda one: one.press(link), visitors))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert site.data["accounts"].count_documents({"address_key": "tapper@example.org"}) == 1


def test_two_people_who_press_the_button_of_one_link_are_not_both_let_in(site: Site) -> None:
    first, second = site.visitor(), site.visitor()
    first.open("/sign-in")
    first.send("/sign-in", address="shared@example.org")
    link = site.link("shared@example.org")
    first.open(link)
    second.open(link)
    first.send(link)
    assert second.press(link).status_code == 410


def test_a_double_tap_on_send_me_a_link_mails_one(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.press("/sign-in", address="twice@example.org")
    visitor.press("/sign-in", address="twice@example.org")
    asked = [event for event in site.events("link.requested") if event["address"] == "twice@example.org"]
    assert len(asked) == 1


def test_who_goes_back_and_corrects_a_typo_is_mailed_a_link(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.press("/sign-in", address="typo@exmaple.org")
    visitor.press("/sign-in", address="typo@example.org")
    asked = [event["address"] for event in site.events("link.requested") if event["address"].startswith("typo@")]
    assert asked == ["typo@exmaple.org", "typo@example.org"]


def test_known_and_unknown_addresses_get_the_same_answer(site: Site) -> None:
    with_password(site, "known@example.org")
    pages = []
    for address in ("known@example.org", "unkno@example.org"):
        visitor = site.visitor()
        visitor.open("/sign-in")
        sent = visitor.send("/sign-in", address=address)
        visitor.open("/sign-in/password")
        wrong = visitor.send("/sign-in/password", address=address, password="a guess of mine")
        pages.append([re.sub(r'value="[^"]{20,}"', "", page.replace(address, "")) for page in (sent, wrong)])
        assert visitor.cookie("q_session") is None
    assert pages[0] == pages[1]


def test_a_proven_address_is_told_once_the_directory_knows_the_person(site: Site) -> None:
    visitor = site.signed_in("Proven@Example.org")
    visitor.open("/")
    told = [event for event in site.events("address.changed") if event["address"] == "Proven@Example.org"]
    assert told == [{"person_id": "person-of-proven@example.org", "address": "Proven@Example.org", "verified": True}]


def test_sign_in_makes_a_new_session_and_a_planted_cookie_is_worth_nothing(site: Site) -> None:
    visitor = site.visitor()
    visitor.client.set_cookie("q_session", "planted")
    visitor.open("/sign-in")
    before = visitor.hidden()["csrf_token"]
    visitor.send("/sign-in", address="fixed@example.org")
    link = site.link("fixed@example.org")
    visitor.open(link)
    visitor.send(link)
    first = visitor.cookie("q_session")
    assert first not in (None, "planted")
    assert site.data["sessions"].find_one({"_id": digest("planted")}) is None
    assert visitor.press("/sign-out", csrf_token=before).location.endswith("/")
    assert visitor.cookie("q_session") == first, "a token of before the sign-in signs nobody out"


def test_only_the_digest_of_a_session_is_stored(site: Site) -> None:
    token = site.signed_in("stored@example.org").cookie("q_session")
    assert token
    assert len(token) >= 43
    assert site.data["sessions"].find_one({"_id": digest(token)})
    assert token not in str(list(site.data["sessions"].find()))


def test_a_session_ends_with_the_browser_unless_kept(site: Site) -> None:
    with_password(site, "keeper@example.org")
    for keep, expected in (({}, None), ({"keep": "yes"}, timedelta(days=30).total_seconds())):
        visitor = site.visitor()
        visitor.open("/sign-in/password")
        visitor.press("/sign-in/password", address="KEEPER@example.org", password=PASSWORD, **keep)
        cookie = visitor.client.get_cookie("q_session")
        assert cookie
        assert cookie.max_age == expected
        assert cookie.http_only
        assert cookie.same_site == "Lax"


def test_a_session_that_nobody_uses_runs_out(site: Site) -> None:
    visitor = site.signed_in("idle@example.org")
    key = {"_id": digest(visitor.cookie("q_session") or "")}
    site.data["sessions"].update_one(key, {"$set": {"seen_at": hours_ago(site, 3)}})
    visitor.open("/account")
    assert visitor.path == "/sign-in"


def test_use_keeps_a_session_alive_but_not_for_ever(site: Site) -> None:
    visitor = site.signed_in("alive@example.org")
    now, key = site.host.database.now(), {"_id": digest(visitor.cookie("q_session") or "")}
    site.data["sessions"].update_one(key, {"$set": {"seen_at": now - timedelta(hours=1)}})
    visitor.open("/account")
    assert visitor.path == "/account"
    assert site.data["sessions"].find_one(key)["seen_at"] >= now
    site.data["sessions"].update_one(key, {"$set": {"ends_at": now}})
    visitor.open("/account")
    assert visitor.path == "/sign-in"


def test_signing_out_everywhere_ends_every_session(site: Site) -> None:
    here, there = with_password(site, "many@example.org"), site.visitor()
    there.open("/sign-in/password")
    there.send("/sign-in/password", address="many@example.org", password=PASSWORD)
    assert there.open("/account").count("Firefox on Linux") == 2
    here.open("/account")
    here.send("/account/sessions")
    assert here.path == "/sign-in"
    there.open("/account")
    assert there.path == "/sign-in"


def test_an_empty_sign_in_form_says_what_to_enter(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in/password")
    page = visitor.send("/sign-in/password", address="", password="")
    assert "Enter an e-mail address" in page
    assert 'href="#password"' in page


def test_a_new_password_needs_the_old_one_and_ends_other_sessions(site: Site) -> None:
    here, there = with_password(site, "changer@example.org"), site.visitor()
    there.open("/sign-in/password")
    there.send("/sign-in/password", address="changer@example.org", password=PASSWORD)
    there.open("/account/password")
    there.send("/account/password", old_password="not that", new_password="another three words")
    assert "not your present password" in there.page
    there.send("/account/password", old_password=PASSWORD, new_password="another three words")
    assert "Your new password is set" in there.page
    here.open("/account")
    assert here.path == "/sign-in"


def test_a_first_password_needs_a_sign_in_by_link_just_now(site: Site) -> None:
    visitor = site.signed_in("fresh@example.org")
    visitor.open("/account/password")
    key = {"_id": digest(visitor.cookie("q_session") or "")}
    site.data["sessions"].update_one(key, {"$set": {"began_at": hours_ago(site, 1)}})
    visitor.send("/account/password", new_password=PASSWORD)
    assert visitor.answer.status_code == 422
    assert "Prove first that the address is still yours" in visitor.page
    assert site.data["accounts"].find_one({"address": "fresh@example.org"})["password"] is None


def test_guesses_at_a_present_password_are_counted_by_account_wherever_they_are_made(site: Site) -> None:
    first, second = with_password(site, "guessed-at@example.org"), with_password(site, "neighbour@example.org")
    assert attempts(first, "/account/password", 9, new_password="short")[-1] == 422
    first.client.environ_base["REMOTE_ADDR"] = "192.0.2.68"
    assert attempts(first, "/account/password", 1, new_password="short") == [429]
    second.client.environ_base["REMOTE_ADDR"] = "192.0.2.68"
    assert attempts(second, "/account/password", 1, new_password="short") == [422]


def test_too_many_guesses_get_a_page_that_says_what_to_do(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in/password")
    for _ in range(10):
        visitor.send("/sign-in/password", address="guessed@example.org", password="wrong")
        assert visitor.answer.status_code == 422
    visitor.open("/sign-in/password")
    page = visitor.send("/sign-in/password", address="Guessed@example.org", password="wrong")
    assert visitor.answer.status_code == 429
    assert "Wait 15 minutes" in page
    assert "guessed@example.org" not in str(list(site.data["limit_counters"].find()))


def test_a_stranger_s_wrong_guesses_do_not_keep_the_owner_out(site: Site) -> None:
    with_password(site, "besieged@example.org")
    stranger = site.visitor("192.0.2.66")
    assert attempts(stranger, "/sign-in/password", 11, address="besieged@example.org", password="wrong")[-1] == 429
    owner = site.visitor()
    assert attempts(owner, "/sign-in/password", 11, address="besieged@example.org", password=PASSWORD) == [303] * 11


def test_many_places_together_guess_no_more_than_a_hundred_times(site: Site) -> None:
    answers = []
    for number in range(11):
        guesser = site.visitor(f"192.0.2.{number}")
        answers += attempts(guesser, "/sign-in/password", 10, address="hunted@example.org", password="wrong")
    assert answers == [422] * 100 + [429] * 10


def test_a_stranger_s_requests_do_not_keep_the_owner_from_a_link(site: Site) -> None:
    stranger, owner = site.visitor("192.0.2.67"), site.visitor()
    assert attempts(stranger, "/sign-in", 30, address="mailed@example.org") == [303] * 5 + [429] * 25
    assert attempts(owner, "/sign-in", 1, address="mailed@example.org") == [303]


def test_an_address_is_mailed_only_so_often_wherever_it_is_asked_from(site: Site) -> None:
    answers = []
    for number in range(5):
        answers += attempts(site.visitor(f"192.0.2.{number}"), "/sign-in", 5, address="flooded@example.org")
    assert answers == [303] * 20 + [429] * 5


def test_forms_sent_empty_keep_nobody_from_sending_theirs(site: Site) -> None:
    visitor = site.visitor()
    assert attempts(visitor, "/sign-in", 6, address="") == [422] * 6
    assert attempts(visitor, "/sign-in/password", 11, address=" ", password="") == [422] * 11


def test_a_link_never_leads_to_another_site(site: Site) -> None:
    for elsewhere in ("https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"):
        visitor = site.visitor()
        visitor.open("/sign-in")
        visitor.send("/sign-in", address="lured@example.org", next=elsewhere)
        link = site.link("lured@example.org")
        visitor.open(link)
        assert urlsplit(visitor.press(link).location).path == "/"


def test_pages_that_hold_a_secret_in_their_address_send_no_referrer(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/link/not-a-link")
    assert visitor.answer.status_code == 410
    visitor.open(unsubscribe_path())
    assert visitor.answer.headers["Referrer-Policy"] == "no-referrer"
