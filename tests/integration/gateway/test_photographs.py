"""A photograph through the pages, without scripts: taken, hidden, removed, and shown to whoever may see it."""

from io import BytesIO
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from services.gateway import uploads
from services.gateway.pages.photograph_words import WORDS
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.test_profiles import member, person
from tests.integration.gateway.visitor import FROM_OUR_PAGE, Visitor
from tests.pictures import SECRET, bomb, encoded, picture, with_whereabouts

KIND_OF_SITE = Joining
PAGE = "/profile/photograph"


def press(visitor: Visitor, data: bytes, **fields: str) -> TestResponse:
    """Press the button of the form in view, with a file."""
    file = (BytesIO(data), "whatever.jpg")
    sent = {**visitor.hidden(), "photograph": file, "shown_to": "public", **fields}
    return visitor.client.post(PAGE, data=sent, headers=FROM_OUR_PAGE, content_type="multipart/form-data")


def give(visitor: Visitor, data: bytes, **fields: str) -> TestResponse:
    visitor.open(PAGE)
    return press(visitor, data, **fields)


def newcomer(site: Site) -> tuple[Visitor, str]:
    """Return a member, and who they are."""
    address = f"{uuid4()}@example.org"
    return member(site, address), person(site, address)


def shown(site: Site, member_id: str) -> str:
    """Return the version that the directory keeps."""
    row = site.community.database("directory")["photographs"].find_one({"_id": member_id}) or {}
    return str(row.get("version", ""))


def test_a_photograph_is_shown_on_the_entry_and_in_the_list(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    assert "Add a photograph, if you like" in visitor.open("/welcome")
    answer = give(visitor, with_whereabouts())
    assert answer.status_code == 303
    assert "Your photograph is saved." in visitor.open(PAGE)
    version = shown(site, member_id)
    path = f"/members/{member_id}/photograph/{version}"
    stranger = site.visitor()
    assert f'src="{path}" alt=""' in stranger.open(f"/members/{member_id}")
    assert f'src="{path}?size=small" alt="" width="48" height="48" loading="lazy"' in stranger.open("/members")
    large, small = (stranger.client.get(path + query) for query in ("", "?size=small"))
    assert (large.mimetype, small.mimetype, len(large.data) > len(small.data)) == ("image/jpeg", "image/jpeg", True)
    assert SECRET not in large.data + small.data
    assert large.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert large.headers["X-Content-Type-Options"] == "nosniff"
    assert large.headers["Content-Disposition"].startswith("inline")
    assert large.headers["Cache-Control"] == "private, max-age=300, must-revalidate"
    assert "Cookie" in large.headers["Vary"]


def test_a_browser_that_has_it_gets_it_no_second_time_unless_it_may_not_see_it_any_more(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    give(visitor, encoded())
    path = f"/members/{member_id}/photograph/{shown(site, member_id)}"
    client = site.visitor().client
    tag = {"If-None-Match": client.get(path).headers["ETag"]}
    assert client.get(path, headers=tag).status_code == 304
    assert client.get(path + "?size=small", headers=tag).status_code == 200
    give(visitor, b"", shown_to="members")
    assert client.get(path, headers=tag).status_code == 404
    assert visitor.client.get(path, headers=tag).status_code == 304


@pytest.mark.parametrize(("level", "members"), [("members", True), ("nobody", False)])
def test_who_may_not_see_it_sees_initials_and_is_told_nothing(site: Joining, level: str, members: bool) -> None:
    visitor, member_id = newcomer(site)
    give(visitor, encoded(), shown_to=level)
    path = f"/members/{member_id}/photograph/{shown(site, member_id)}"
    stranger, (other, _) = site.visitor(), newcomer(site)
    assert "/photograph/" not in stranger.open(f"/members/{member_id}")
    assert ("/photograph/" in other.open(f"/members/{member_id}")) is members
    assert (other.client.get(path).status_code == 200) is members
    nobodys = stranger.client.get(f"/members/{uuid4()}/photograph/{shown(site, member_id)}")
    hidden = stranger.client.get(path)
    assert (hidden.status_code, nobodys.status_code) == (404, 404)
    assert hidden.text == nobodys.text
    assert visitor.client.get(path).status_code == 200
    assert f'<option value="{level}" selected' in visitor.open(PAGE)


def test_who_has_none_is_shown_by_initials_that_nobody_reads_out(site: Joining) -> None:
    newcomer(site)
    assert '" aria-hidden="true">IM</span>' in site.visitor().open("/members")


def test_only_who_sees_it_may_be_changed_and_it_may_be_removed(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    assert "Remove the photograph" not in visitor.open(PAGE)
    give(visitor, encoded())
    version = shown(site, member_id)
    give(visitor, b"", shown_to="nobody")
    assert "It is saved who sees your photograph." in visitor.open(PAGE)
    assert shown(site, member_id) == version
    assert "Your photograph is removed." in visitor.send(f"{PAGE}/remove")
    assert shown(site, member_id) == ""


def test_pressing_twice_sets_it_once_and_another_file_after_going_back_is_another(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    visitor.open(PAGE)
    assert [press(visitor, encoded()).status_code for _ in range(2)] == [303, 303]
    first = shown(site, member_id)
    assert press(visitor, encoded(picture(300, 900))).status_code == 303
    assert shown(site, member_id) != first


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photograph_missing"),
        (b"<html>", "photograph_of_no_kind"),
        (bomb(), "photograph_too_many_pixels"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "photograph_heic"),
        (encoded()[:3000], "photograph_unreadable"),
    ],
)
def test_what_is_not_taken_is_said_at_the_field_and_the_rest_stays_chosen(
    site: Joining, data: bytes, code: str
) -> None:
    visitor, member_id = newcomer(site)
    answer = give(visitor, data, shown_to="members")
    assert answer.status_code == 422
    assert "<title>\n" in answer.text or "<title>Error: " in answer.text
    assert 'href="#photograph"' in answer.text
    assert 'aria-describedby="photograph-hint photograph-error"' in answer.text
    assert str(WORDS[code])[:40] in answer.text
    assert '<option value="members" selected' in answer.text
    assert shown(site, member_id) == ""


def test_a_file_that_is_too_large_is_refused_unread_on_a_page_of_ours(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    answer = give(visitor, b"\xff" * (uploads.LARGEST_FILE_BYTES + uploads.ENVELOPE_BYTES))
    assert (answer.status_code, "Choose a file of at most 8 MB." in answer.text) == (413, True)
    assert shown(site, member_id) == ""
    visitor.open("/profile")
    assert visitor.press("/profile", biography="x" * 300_000).status_code == 413


def test_a_file_of_some_megabytes_is_taken(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    assert give(visitor, encoded(comment=b"x" * 60_000) + b"\0" * 4_000_000).status_code == 303
    assert shown(site, member_id)


def test_who_presses_too_often_waits(site: Joining, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.gateway.limits.PHOTOGRAPHS", "2 per 15 minutes")
    visitor, _ = newcomer(site)
    visitor.open(PAGE)
    answers = [press(visitor, b"<svg/>") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert int(answers[-1].headers["Retry-After"]) > 60


def test_who_is_no_member_is_led_to_what_they_can_do_and_a_stranger_to_sign_in(site: Joining) -> None:
    visitor = site.signed_in(f"{uuid4()}@example.org")
    visitor.open(PAGE)
    assert visitor.path == "/join"
    stranger = site.visitor()
    stranger.open(PAGE)
    assert stranger.path == "/sign-in"
    assert press(stranger, encoded()).location.startswith("/sign-in")


def test_without_the_token_of_our_page_nothing_is_taken(site: Joining) -> None:
    visitor, member_id = newcomer(site)
    press(visitor, encoded(), csrf_token="forged")
    assert shown(site, member_id) == ""
