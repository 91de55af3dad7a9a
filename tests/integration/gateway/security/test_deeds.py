"""Signed links of mails in wrong hands: changed, of another key or purpose, of somebody else, from another site."""

import logging

import pytest

from bus.ids import new_id
from services.gateway.pages.deeds.table import DEEDS
from services.notifications.model.kinds import KINDS
from tests.integration.gateway.conftest import Site, answer_path
from tests.integration.gateway.visitor import FROM_OUR_PAGE

PERSON = "person-of-hers@example.org"


def changed(link: str, place: int) -> str:
    return link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :]


def test_a_link_that_is_changed_anywhere_is_worth_nothing(site: Site) -> None:
    link = answer_path("entry_check", PERSON)
    client = site.app.test_client()
    for place in range(len("/answer/"), len(link) - 1, 7):
        assert client.get(changed(link, place)).status_code == 404
    for cut in (link[:-1], link[: len(link) // 2], link.partition(".")[0], link + "x"):
        assert client.get(cut).status_code == 404


@pytest.mark.parametrize("salt", ["", "link", "unsubscribe", "entry_check", "cookie-session", "itsdangerous"])
def test_what_is_signed_for_another_purpose_is_worth_nothing(site: Site, salt: str) -> None:
    assert site.app.test_client().get(answer_path("entry_check", PERSON, salt=salt)).status_code == 404


def test_what_another_key_signed_is_worth_nothing(site: Site) -> None:
    for key in ("a-key-for-cookies", "", "guessed"):
        assert site.app.test_client().get(answer_path("entry_check", PERSON, key=key)).status_code == 404


@pytest.mark.parametrize(
    "claims",
    [
        {"deed": "no_such_deed"},
        {"deed": None},
        {"about": "text"},
        {"about": None},
        {"exp": "soon"},
        {"exp": None},
        {"exp": 10**30},
    ],
)
def test_what_is_signed_but_makes_no_sense_is_worth_nothing(site: Site, claims: dict[str, object]) -> None:
    given = {"deed": "entry_check"} | claims
    link = answer_path(given.pop("deed"), PERSON, **given)  # type: ignore[arg-type]
    assert site.app.test_client().get(link).status_code == 404


def test_a_link_is_worth_nothing_as_a_way_in_or_to_stop_mails(site: Site) -> None:
    token = answer_path("entry_check", PERSON).removeprefix("/answer/")
    client = site.app.test_client()
    assert client.get(f"/link/{token}").status_code == 410
    assert client.get(f"/unsubscribe/{token}").status_code == 404


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_holding_a_mail_opens_nothing_else(site: Site, deed: str) -> None:
    names = {name for kind in KINDS.values() for name in kind.deeds.get(deed, ())}
    visitor, link = site.visitor(), answer_path(deed, PERSON, about={name: new_id() for name in names})
    visitor.open(link)
    visitor.press(link)
    assert visitor.cookie("q_session") is None
    assert visitor.client.get("/account").location.startswith("/sign-in")
    assert visitor.client.get("/api/v1/me/roles").status_code == 401


def test_another_person_who_is_signed_in_neither_reads_nor_answers(site: Site) -> None:
    checked = site.community.database("directory")["checked"]
    visitor = site.signed_in("not-hers@example.org")
    visitor.open("/account")
    link = answer_path("entry_check", "person-of-nobody-else")
    assert visitor.client.get(link).status_code == 403
    assert visitor.press(link).status_code == 403
    assert checked.count_documents({"person_id": "person-of-nobody-else"}) == 0


def test_no_other_site_presses_the_button(site: Site) -> None:
    checked = site.community.database("directory")["checked"]
    link = answer_path("entry_check", "p-csrf")
    visitor = site.visitor()
    visitor.open(link)
    for form in ({}, {"csrf_token": "made up"}):
        answer = visitor.client.post(link, data=form, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 303
    assert checked.count_documents({"person_id": "p-csrf"}) == 0
    assert site.data["kept_forms"].count_documents({"page": {"$regex": "answer"}}) == 0


def test_a_link_is_in_no_referer_cache_log_or_row(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    link = answer_path("entry_check", "p-secret")
    token = link.removeprefix("/answer/")
    visitor = site.visitor()
    with caplog.at_level(logging.DEBUG):
        for answer in (visitor.client.get(link), visitor.client.post(link, headers=FROM_OUR_PAGE)):
            assert answer.status_code in (200, 303)
        visitor.open(link)
        visitor.send(link)
    assert visitor.answer.headers["Referrer-Policy"] == "no-referrer"
    assert visitor.answer.headers["Cache-Control"] == "private, no-store"
    assert token not in caplog.text
    kept = [row for name in site.data.list_collection_names() for row in site.data[name].find()]
    assert token not in str(kept)


def test_pressing_many_buttons_from_one_place_is_slowed_down(site: Site) -> None:
    visitor = site.visitor("192.0.2.77")
    visitor.open(answer_path("entry_check", PERSON))
    answers = [visitor.press("/answer/forged", command_id=new_id()).status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]
