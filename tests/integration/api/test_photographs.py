"""Photographs as programs set, read and remove them."""

from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from services.gateway import uploads
from services.gateway.api import PREFIX
from services.gateway.api.resources import me
from services.gateway.limits import limits
from tests.integration.api.site import Site
from tests.pictures import SECRET, bomb, encoded, with_whereabouts


def send(site: Site, person_id: str, method: str, path: str, **how: Any) -> TestResponse:
    """Ask as a person, where the body or the answer is a picture."""
    how["headers"] = {"Authorization": f"Bearer {site.token_of(person_id)}"} | how.get("headers", {})
    return site.app.test_client(use_cookies=False).open(PREFIX + path, method=method, **how)


def put(site: Site, person_id: str, data: bytes, kind: str = "image/jpeg") -> TestResponse:
    return send(site, person_id, "PUT", "/me/photograph", data=data, content_type=kind)


def test_a_program_sets_a_photograph_and_others_read_it(site: Site) -> None:
    member_id = site.member()
    answer = put(site, member_id, with_whereabouts())
    assert (answer.status_code, answer.json["member_id"]) == (200, member_id)
    assert site.stranger.get(f"/members/{member_id}").json["photograph"] == answer.json["photograph"]
    public = site.app.test_client().get(f"{PREFIX}/members/{member_id}/photograph")
    assert (public.status_code, public.mimetype, SECRET in public.data) == (200, "image/jpeg", False)
    assert {"Authorization", "Cookie"} <= set(public.headers["Vary"].split(", "))
    known = {"If-None-Match": public.headers["ETag"]}
    assert site.app.test_client().get(f"{PREFIX}/members/{member_id}/photograph", headers=known).status_code == 304
    member = site.caller(member_id)
    version = member.get("/me/profile").json["version"]
    member.patch("/me/profile", {"shown_to": {"photograph": "nobody"}}, seen=version)
    hidden = site.stranger.get(f"/members/{member_id}/photograph")
    assert (hidden.status_code, hidden.json["code"]) == (404, "no_photograph")
    assert site.stranger.get(f"/members/{uuid4()}/photograph").json == hidden.json
    assert send(site, member_id, "GET", f"/members/{member_id}/photograph").status_code == 200


def test_a_program_removes_it(site: Site) -> None:
    member_id = site.member()
    put(site, member_id, encoded(kind="WEBP"), "image/webp")
    for _ in range(2):
        removed = site.caller(member_id).send("DELETE", "/me/photograph")
        assert (removed.status_code, removed.json["photograph"]) == (200, "")
    assert site.stranger.get(f"/members/{member_id}/photograph").status_code == 404


@pytest.mark.parametrize(
    ("data", "kind", "status", "code"),
    [
        (b"", "image/jpeg", 422, "photograph_of_no_kind"),
        (b"<svg/>", "image/svg+xml", 415, "unsupported_media_type"),
        (b"<svg/>", "image/jpeg", 422, "photograph_of_no_kind"),
        (b"{}", "application/json", 415, "unsupported_media_type"),
        (bomb(), "image/png", 422, "photograph_too_many_pixels"),
        (b"\xff" * (uploads.LARGEST_FILE_BYTES + uploads.ENVELOPE_BYTES + 1), "image/jpeg", 413, None),
    ],
    ids=["nothing", "svg", "svg in disguise", "json", "bomb", "large"],
)
def test_what_is_not_taken_is_said_in_a_code(site: Site, data: bytes, kind: str, status: int, code: str | None) -> None:
    answer = put(site, site.member(), data, kind)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["code"] == (code or "request_entity_too_large")


def test_only_members_have_one_and_nobody_sets_another_persons(site: Site) -> None:
    assert put(site, site.person(), encoded()).status_code == 404
    answer = site.app.test_client().put(f"{PREFIX}/me/photograph", data=encoded(), content_type="image/jpeg")
    assert answer.status_code == 401


def test_nothing_is_read_for_who_is_no_member(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(data: bytes) -> dict[str, str]:
        raise AssertionError(f"{len(data)} bytes were read")

    monkeypatch.setattr(me, "take", never)
    answer = put(site, site.person(), encoded())
    assert (answer.status_code, answer.json["code"]) == (404, "not_a_member")


def test_who_sends_many_is_told_when_to_come_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.limits.PHOTOGRAPHS", "2 per 15 minutes")
    limits.reset()
    member_id = site.member()
    answers = [put(site, member_id, b"<svg/>") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 60
    assert put(site, site.member(), b"<svg/>").status_code == 422
