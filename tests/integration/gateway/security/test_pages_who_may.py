"""Every page that names something, and every button on it, is tried by every kind of person (clauses 12, 19, 20)."""

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from services.gateway.limits import limits
from tests.integration.gateway.security.cast import Cast, Defended
from tests.integration.gateway.security.who_may import EVERYBODY, OPEN_PAGES, TABLE, Row
from tests.integration.gateway.visitor import FROM_OUR_PAGE, Visitor

KIND_OF_SITE = Defended
SECRETS = ("Ngozi Unseen", "A secret ", "Mair Unseen")


@pytest.fixture(scope="module")
def cast(site: Defended) -> Cast:
    limits.reset()
    limits.enabled = False
    yield Cast(site)
    limits.enabled = True


def pages(app: Flask) -> list[Rule]:
    """Return the rules of all pages; files, the API and what only tests add are left out."""
    aside = ("/api/", "/static/", "/assets/", "/<any('favicon", "/notes", "/broken")
    return [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith(aside)]


def path_of(app: Flask, endpoint: str, method: str, case: dict[str, str]) -> str:
    (rule,) = [each for each in pages(app) if each.endpoint == endpoint and method in each.methods]
    adapter = app.url_map.bind("localhost")
    return adapter.build(endpoint, {name: case[name] for name in rule.arguments}, method=method)


def tried(visitor: Visitor, path: str, row: Row) -> TestResponse:
    return visitor.client.open(path, method=row.method, data=row.fields or None, headers=FROM_OUR_PAGE)


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code in (401, 403, 404) or answer.headers.get("Location", "").startswith("/sign-in")


def test_every_page_that_names_something_is_in_the_table(site: Defended) -> None:
    named = {
        (rule.endpoint, method)
        for rule in pages(site.app)
        if rule.arguments
        for method in rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }
    assert named == {(row.endpoint, row.method) for row in TABLE}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: "-".join((row.method, row.endpoint, *row.fields)[:3]))
def test_only_who_may_is_not_refused(cast: Cast, row: Row) -> None:
    case = cast.case()
    path = path_of(cast.app, row.endpoint, row.method, case | row.names)
    in_order = [*sorted(EVERYBODY - row.may), *sorted(row.may)]
    answers = {kind: tried(cast.visitors[kind], path, row) for kind in in_order}
    assert {kind for kind, answer in answers.items() if not is_refused(answer)} == row.may
    assert all(answer.status_code < 500 for answer in answers.values())
    refused = "".join(answers[kind].text for kind in EVERYBODY - row.may)
    assert not any(secret in refused for secret in SECRETS)


def test_every_other_page_leads_who_is_not_signed_in_to_the_sign_in(site: Defended) -> None:
    visitor = site.visitor()
    asked = {rule.rule for rule in pages(site.app) if not rule.arguments and "GET" in rule.methods}
    shown = {path for path in asked if not is_refused(visitor.client.get(path))}
    assert shown == OPEN_PAGES


def test_every_button_without_a_name_asks_who_is_not_signed_in_to_sign_in(cast: Cast) -> None:
    visitor = Visitor(cast.app)
    asked = {rule.rule for rule in pages(cast.app) if not rule.arguments and "POST" in rule.methods}
    taken = {path for path in asked if not is_refused(visitor.client.post(path))}
    assert taken == {"/sign-in", "/sign-in/password", "/sign-out", "/join/interest"}
