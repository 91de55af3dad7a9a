"""What other sites may do with our pages: send no form, frame none, learn no address, lead nobody away."""

from functools import wraps
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from bus.ids import new_id
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.visitor import FROM_OUR_PAGE, Visitor

CHANGES = ("POST", "PUT", "PATCH", "DELETE")
BY_ITS_TOKEN_ALONE = {"unsubscribe.unsubscribe"}
"""One-click unsubscription (RFC 8058): what is in the address is the permission, no cookie speaks for it."""
NAMES: dict[str, Any] = {"shown_to": "nobody", "audience": "members", "region": "wales"}


def recording(site: Site) -> Flask:
    """Return the application with views that only say that they ran; what comes before them is as ever."""
    app = site.make()
    for endpoint, view in list(app.view_functions.items()):

        @wraps(view)
        def ran(*_args: Any, **_kwargs: Any) -> str:
            return "it ran"

        app.view_functions[endpoint] = ran
    return app


def changing(app: Flask) -> list[tuple[Rule, str]]:
    found = [(rule, method) for rule in app.url_map.iter_rules() for method in CHANGES if method in rule.methods]
    return [(rule, method) for rule, method in found if rule.endpoint not in BY_ITS_TOKEN_ALONE]


def path_of(app: Flask, rule: Rule, method: str) -> str:
    chosen = {name: min(kind.items) for name, kind in rule._converters.items() if isinstance(kind, AnyConverter)}
    named = {name: chosen.get(name) or NAMES.get(name, "something") for name in rule.arguments}
    return str(app.url_map.bind("localhost").build(rule.endpoint, named, method=method))


def tokens_of_others(site: Site, mine: Visitor) -> dict[str, str]:
    """Return CSRF tokens that are not this visitor's: none, made up, another's, and their own of before."""
    other = site.signed_in("other@example.org")
    other.open("/account")
    before = site.visitor()
    before.open("/sign-in")
    return {
        "none": "",
        "made up": "IjEi.Z.Z",
        "another's": other.hidden()["csrf_token"],
        "a stranger's": before.hidden()["csrf_token"],
    }


def test_no_form_is_taken_with_another_token_than_the_page_s_own(site: Site) -> None:
    visitor = site.signed_in("csrf@example.org")
    visitor.open("/account")
    own, app = visitor.hidden()["csrf_token"], recording(site)
    client = app.test_client()
    for name in ("q_session", "q_page"):
        client.set_cookie(name, visitor.cookie(name) or "")
    pages = [(rule, method) for rule, method in changing(app) if not rule.rule.startswith("/api/")]
    assert len(pages) > 30
    for token in tokens_of_others(site, visitor).values():
        taken = {
            rule.rule
            for rule, method in pages
            if client.open(path_of(app, rule, method), method=method, data={"csrf_token": token}).text == "it ran"
        }
        assert taken == set()
    ran = [client.open(path_of(app, rule, method), method=method, data={"csrf_token": own}) for rule, method in pages]
    assert {answer.text for answer in ran} == {"it ran"}


def test_no_operation_is_carried_out_for_a_cookie_without_the_token_of_its_page(site: Site) -> None:
    visitor = site.signed_in("csrf-api@example.org")
    operations = [(rule, method) for rule, method in changing(site.app) if rule.rule.startswith("/api/")]
    assert len(operations) > 20
    for token in ("", "made up"):
        headers = {"X-CSRFToken": token, "Idempotency-Key": new_id()} | FROM_OUR_PAGE
        for rule, method in operations:
            path = path_of(site.app, rule, method)
            answer = visitor.client.open(path, method=method, json={}, headers=headers)
            assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf_failed"), path


@pytest.mark.parametrize(
    "path",
    ["/", "/sign-in", "/members", "/account", "/nowhere", "/broken", "/link/forged", "/panel", "/live", "/api/v1/me"],
)
def test_every_answer_keeps_out_frames_scripts_and_guesses_of_its_kind(site: Site, path: str) -> None:
    for visitor in (site.visitor(), site.signed_in("framed@example.org")):
        headers = visitor.client.get(path).headers
        policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["form-action"] == "'self'"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert "private" in headers["Cache-Control"] or "no-store" in headers["Cache-Control"]


@pytest.mark.parametrize("secure", [True, False])
def test_cookies_are_out_of_reach_of_scripts_and_other_sites(site: Site, secure: bool) -> None:
    app = site.make(url="https://q.example" if secure else "http://q.example")
    visitor = Visitor(app)
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="cookies@example.org")
    link = site.link("cookies@example.org")
    visitor.open(link)
    answers = [visitor.press(link), visitor.client.get("/sign-in")]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} >= {"q_session", "q_page"}
    for cookie in cookies:
        flags = {part.strip() for part in cookie.split(";")[1:]}
        assert flags >= {"HttpOnly", "SameSite=Lax", "Path=/"}
        assert ("Secure" in flags) == secure
        assert not any(flag.startswith("Domain") for flag in flags)


ELSEWHERE = (
    *("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)"),
    *("/\t/evil.example", "http:evil.example", "///evil.example", " //evil.example", "data:text/html,x"),
)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_door_leads_to_another_site(site: Site, elsewhere: str) -> None:
    signed_in = site.signed_in("led@example.org")
    for page in ("/sign-in", "/sign-in/password"):
        assert signed_in.client.get(page, query_string={"next": elsewhere}).location == "/"
    visitor = site.visitor()
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="led-away@example.org", next=elsewhere)
    link = site.link("led-away@example.org")
    visitor.open(link)
    assert visitor.press(link).location == "/"


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_made_up_host_is_in_no_answer_and_no_mail(site: Site, header: str) -> None:
    visitor, evil = site.visitor(), {header: "evil.example"}
    visitor.open("/sign-in")
    form = visitor.hidden() | {"address": "hosted@example.org", "next": "/apply"}
    answer = visitor.client.post("/sign-in", data=form, headers=FROM_OUR_PAGE | evil)
    assert "evil.example" not in answer.headers.get("Location", "")
    shown = [visitor.client.get(path, headers=evil) for path in ("/", "/sign-in", "/nowhere", "/api/v1/openapi.json")]
    assert not any("evil.example" in page.text for page in shown)
    assert "evil.example" not in str(site.events("link.requested"))
