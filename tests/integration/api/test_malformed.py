"""Whatever is sent, the answer is a problem that says what to mend; nothing malformed is our accident."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bus.ids import new_id
from tests.integration.api.site import Caller, Site

JSON = {"Content-Type": "application/json"}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)
NAMES = [
    "name",
    "region",
    "topics",
    "visibility",
    "scores",
    "reasons",
    "until",
    "kind",
    "mail",
    "token",
    "outcome",
]
BODIES = st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), VALUES, max_size=5)


@pytest.fixture(scope="module")
def newcomer(site: Site) -> Caller:
    return site.newcomer()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"name": ' + b"1" * 5_000 + b"}", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b'{"surprise": 1}', 422),
        (b'{"name": 1}', 422),
        (b'{"name": "\\ud800"}', 422),
        (b'{"name": "a\\u0000b"}', 422),
        (b'{"topics": "patient-safety"}', 422),
        (b'{"region": "atlantis"}', 422),
        (b'{"region": {"$gt": ""}}', 422),
        (json.dumps({"name": "x" * 121}).encode(), 422),
        (json.dumps({"biography": "x" * 300_000}).encode(), 413),
    ],
)
def test_a_body_that_is_not_as_described_is_refused(newcomer: Caller, body: bytes, status: int) -> None:
    answer = newcomer.send("POST", "/applications", data=body, headers=_headers())
    assert answer.status_code == status


def test_each_field_that_is_wrong_is_pointed_at(newcomer: Caller) -> None:
    answer = newcomer.post("/applications", {"name": "x" * 121, "topics": ["patient-safety", "No Slug"], "a/b": 1})
    assert [error["pointer"] for error in answer.json["errors"]] == ["/name", "/topics/1", "/a~1b"]
    assert [error["code"] for error in answer.json["errors"]][::2] == ["too_long", "unknown"]


def test_a_body_that_is_not_called_json_is_refused(newcomer: Caller) -> None:
    answer = newcomer.send("POST", "/applications", data="name=x", headers=_headers() | {"Content-Type": "text/plain"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": "many"},
        {"after": "forged"},
        {"region": "x" * 61},
        {"surprise": 1},
    ],
)
def test_a_query_that_is_not_as_described_is_refused(site: Site, query: dict[str, Any]) -> None:
    answer = site.stranger.get("/members", **query)
    assert answer.status_code == 422


@pytest.mark.parametrize("until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2015-06-01", 1])
def test_a_moment_that_is_none_is_refused(newcomer: Caller, until: object) -> None:
    assert newcomer.post("/me/notices/read", {"until": until}).status_code == 422


def test_a_path_that_leads_nowhere_is_a_problem_document_that_names_the_description(site: Site) -> None:
    answer = site.app.test_client().get("/api/v1/nowhere")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.headers["Link"] == '</api/v1/openapi.json>; rel="service-desc"'
    assert "/api/v1/openapi.json" in answer.json["detail"]


def test_a_method_that_a_path_does_not_know_is_told_those_it_knows(site: Site) -> None:
    answer = site.app.test_client().delete("/api/v1/me/profile")
    assert (answer.status_code, answer.mimetype) == (405, "application/problem+json")
    assert {"GET", "PATCH"} <= set(answer.headers["Allow"].split(", "))


def test_what_is_not_there_is_not_found(site: Site, newcomer: Caller) -> None:
    assert site.stranger.get(f"/members/{new_id()}").status_code == 404
    assert newcomer.get("/me/profile").json["code"] == "not_a_member"
    assert site.stranger.get("/members/" + "x" * 500).status_code in (404, 422)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODIES)
def test_no_body_whatever_is_an_accident(site: Site, newcomer: Caller, body: dict[str, Any]) -> None:
    for path, method, operation in site.description.operations().values():
        if "requestBody" in operation:
            concrete = path.removeprefix("/api/v1").replace("{application_id}", new_id()).replace("{kind}", "welcome")
            headers = _headers() | {"If-Match": '"1"'}
            answer = newcomer.send(method.upper(), concrete, data=json.dumps(body), headers=headers)
            assert answer.status_code < 500


def _headers() -> dict[str, str]:
    return JSON | {"Idempotency-Key": new_id()}
