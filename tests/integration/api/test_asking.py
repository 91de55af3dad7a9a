"""Who asks: the owner of a token, who is signed in by cookie and proves it by a CSRF token, or a stranger."""

import flask
import pytest
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf

from bus.ids import new_token
from bus.testing import eventually
from services.gateway.accounts import store
from services.gateway.accounts.model import THIS_VISIT, begin_session
from tests.integration.api.site import PROFILE, Site


def test_a_stranger_is_told_how_to_say_who_they_are(site: Site) -> None:
    answer = site.stranger.get("/me/profile")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json["code"] == "unauthorized"


@pytest.mark.parametrize("said", ["Bearer no-such-token", "Bearer", "Basic YTpi", "", "Bearer \u00e9"])
def test_a_token_that_nobody_owns_is_refused_even_where_strangers_may_ask(site: Site, said: str) -> None:
    answer = site.stranger.send("GET", "/members", headers={"Authorization": said})
    assert answer.status_code == 401
    assert "error=invalid_token" in answer.headers["WWW-Authenticate"]


def test_a_token_speaks_for_its_owner(site: Site) -> None:
    member_id = site.member()
    assert site.caller(member_id).get("/me/profile").json["member_id"] == member_id


def test_what_a_person_is_told_is_kept_by_no_cache(site: Site) -> None:
    answer = site.newcomer().get("/me/roles")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Cookie"} <= set(answer.vary)


def test_who_is_signed_in_by_cookie_may_read(site: Site) -> None:
    member_id = site.member()
    answer = _browser(site, member_id).get("/api/v1/me/profile")
    assert answer.json["member_id"] == member_id


def test_a_cookie_alone_changes_nothing(site: Site) -> None:
    browser = _browser(site, site.member())
    answer = browser.patch("/api/v1/me/profile", json={"role": "Forged"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json["code"]) == (403, "csrf_failed")
    assert browser.get("/api/v1/me/profile").json["role"] == PROFILE["role"]


def test_a_cookie_with_the_csrf_token_of_its_page_changes(site: Site) -> None:
    browser = _browser(site, site.member())
    headers = {"If-Match": '"1"', "X-CSRFToken": _csrf_token(site, browser)}
    assert browser.patch("/api/v1/me/profile", json={"role": "Matron"}, headers=headers).json["role"] == "Matron"


def test_a_cookie_is_not_looked_at_beside_a_token(site: Site) -> None:
    browser, member_id = _browser(site, site.member()), site.member()
    headers = {"Authorization": f"Bearer {site.token_of(member_id)}", "If-Match": '"1"'}
    answer = browser.patch("/api/v1/me/profile", json={"role": "Matron"}, headers=headers)
    assert answer.json["member_id"] == member_id


def test_who_may_not_is_refused(site: Site) -> None:
    newcomer = site.newcomer()
    assert newcomer.get("/applications").status_code == 403
    grant = {"person_id": site.person(), "role": "staff"}
    assert newcomer.post("/roles", grant).status_code == 403


def test_too_many_requests_are_told_when_to_come_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.config, "API_LIMIT", "1 per hour")
    answers = [site.stranger.get("/reference") for _ in range(2)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_while_the_directory_is_away_the_api_says_so_and_when_to_come_back(site: Site) -> None:
    caller = site.newcomer()
    with site.without_directory():
        answer = caller.get("/me/roles")
    assert (answer.status_code, answer.json["code"]) == (503, "no_answer")
    assert answer.json["incident"]
    assert int(answer.headers["Retry-After"]) > 0


def _browser(site: Site, person_id: str) -> FlaskClient:
    """Sign somebody in whose account the gateway opens when it hears of them."""
    database, token, now = site.gateway.database, new_token(), site.community.clock()
    account = eventually(lambda: store.account_by_person(database.read(), person_id))
    assert account is not None
    session = begin_session(token, account, "link", THIS_VISIT, "a test", now, account.address)
    database.transact(lambda work: store.save_session(work, session))
    browser = site.app.test_client()
    browser.set_cookie("q_session", token)
    return browser


def _csrf_token(site: Site, browser: FlaskClient) -> str:
    with browser.session_transaction() as session, site.app.test_request_context():
        token = generate_csrf()
        session["csrf_token"] = flask.session["csrf_token"]
    return token
