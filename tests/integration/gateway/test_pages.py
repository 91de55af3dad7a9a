"""What every page keeps to, what errors say, and the small pages of the gateway's own."""

import os
import re
from email.message import EmailMessage

import pytest
from structlog.testing import capture_logs

from services.gateway.live import streams
from services.gateway.pages.live import follow
from tests.integration.gateway.conftest import Site, unsubscribe_path
from tests.integration.gateway.neighbours import NoticeAdded
from tests.integration.gateway.visitor import Visitor

NUMBER = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})</strong>")
OPEN = (
    "/",
    "/sign-in",
    "/sign-in/password",
    "/privacy",
    "/cookies",
    "/accessibility",
    "/contact",
    "/developers",
)


@pytest.mark.parametrize("path", OPEN)
def test_a_page_brings_no_script_or_style_of_its_own_and_says_so(site: Site, path: str) -> None:
    visitor = site.visitor()
    page = visitor.open(path)
    assert visitor.answer.status_code == 200
    policy = visitor.answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert all(source.startswith("/static/") for source in re.findall(r'<script[^>]*src="([^"]+)"', page))
    assert visitor.answer.headers["X-Frame-Options"] == "DENY"


def test_pages_of_who_is_signed_in_are_kept_by_no_cache(site: Site) -> None:
    visitor = site.signed_in("private@example.org")
    visitor.open("/")
    assert visitor.answer.headers["Cache-Control"] == "private, no-store"


def test_assets_keep_for_ever_and_carry_no_foreign_address(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.open("/")
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = visitor.client.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        if path.endswith(".css"):
            assert "https://" not in answer.text
            assert all(
                visitor.client.get(icon).status_code == 200
                for icon in re.findall(r"url\((/assets/[^)]+)\)", answer.text)
            )


def test_cookies_are_secure_when_the_public_address_is(site: Site) -> None:
    client = site.make(url="https://commons.example").test_client()
    answer = client.get("/sign-in", base_url="https://commons.example")
    cookie = client.get_cookie("q_page", domain="commons.example")
    assert cookie
    assert cookie.secure
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_an_unknown_page_says_where_to_go(site: Site) -> None:
    visitor = site.visitor()
    assert "home page" in visitor.open("/nowhere")
    assert visitor.answer.status_code == 404


def test_a_wrong_method_is_told_which_are_allowed(site: Site) -> None:
    visitor = site.visitor()
    visitor.open("/sign-in")
    answer = visitor.press("/privacy")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "referrer",
    [
        "https://attacker.example//phish.example/login",
        "http://localhost//phish.example/login",
        "https://attacker.example/account",
    ],
)
def test_a_form_without_a_token_leads_to_no_other_site(site: Site, referrer: str) -> None:
    answer = site.visitor().client.post("/sign-out", headers={"Referer": referrer})
    assert answer.location == "/"


def test_a_fault_of_ours_gives_a_number_and_no_secret(site: Site) -> None:
    page = site.visitor().open("/broken")
    assert "a secret" not in page
    assert NUMBER.search(page)


def test_a_page_works_while_the_directory_is_away_and_registers_the_person_later(site: Site) -> None:
    site.community.hosts["directory"].drain()
    try:
        visitor = site.signed_in("patient@example.org")
        page = visitor.open("/")
        assert "not ready yet" in page
        with capture_logs() as logged:
            visitor.open("/account")
        assert visitor.answer.status_code == 503
        assert int(visitor.answer.headers["Retry-After"]) > 0
        assert visitor.answer.headers["X-Correlation-ID"] in visitor.page
        number = NUMBER.search(visitor.page)
        assert number
        [said] = [line for line in logged if line["event"] == "request.unanswered"]
        assert (said["incident"], said["error"]) == (number[1], "person_not_registered")
    finally:
        site.restart_directory()
    assert "not ready yet" not in visitor.open("/")
    visitor.open("/account")
    assert visitor.answer.status_code == 200


def test_who_was_erased_while_they_were_registered_is_registered_again(site: Site) -> None:
    address = "erased-meanwhile@example.org"
    visitor = site.signed_in(address)
    visitor.open("/account")
    nobody = {"$set": {"person_id": None}}
    account = site.data["accounts"].find_one_and_update({"address": address}, nobody)
    site.data["sessions"].update_many({"account_id": account["_id"]}, nobody)
    answered = {"answer.person_id": account["person_id"]}
    site.community.database("directory")["bus_commands"].update_many(answered, {"$unset": {"answer": ""}})
    visitor.open("/account")
    assert visitor.answer.status_code == 200


def test_opening_unsubscribe_changes_nothing_and_one_click_needs_no_sign_in(site: Site) -> None:
    stopped = site.community.database("notifications")["stopped"]
    visitor = site.visitor()
    from_a_mail = unsubscribe_path()
    assert "Welcome as a member" in visitor.open(from_a_mail)
    assert stopped.count_documents({}) == 0
    answer = visitor.client.post(from_a_mail, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert stopped.count_documents({}) == 1
    visitor.open("/unsubscribe/forged")
    assert visitor.answer.status_code == 404
    assert visitor.client.post("/unsubscribe/forged").status_code == 404


def test_only_the_newest_notices_are_marked_as_read_all_at_once(site: Site) -> None:
    visitor = site.signed_in("notified@example.org")
    page = visitor.open("/notices")
    assert "Mark all as read" in page
    assert 'href="/notices?after=a-later-page"' in page
    assert "Mark all as read" not in visitor.open("/notices?after=a-later-page")


def test_a_stream_says_how_many_notices_are_unread_and_again_when_one_is_added(site: Site) -> None:
    notices = site.community.database("notifications")["notices"]
    stream = follow(site.host, "reader", "unread")
    assert next(stream) == "data: <b></b>\n\n"
    notices.insert_one({"person_id": "reader"})
    data = {"notice_id": "n1", "person_id": "reader", "kind": "welcome"}
    site.community.publish(NoticeAdded, data)
    assert next(part for part in stream if part.startswith("data")).startswith("data: <b>1</b> ")
    stream.close()
    assert "reader" not in streams._open


def test_a_stream_is_only_for_who_is_signed_in(site: Site) -> None:
    assert site.visitor().client.get("/live").status_code == 403


def test_the_mailbox_shows_mails_in_a_frame_without_scripts(site: Site) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["To"], mail["From"] = "Hello", "ana@example.org", "hello@example.org"
    mail.set_content("Look at http://localhost/link/x")
    mail.add_alternative('<p><a href="http://localhost/link/x">Go</a></p>', subtype="html")
    (site.mailbox / "1.eml").write_bytes(bytes(mail))
    visitor = site.visitor()
    assert "Hello" in visitor.open("/mailbox")
    page = visitor.open("/mailbox/1")
    assert '<a href="http://localhost/link/x"' in page
    assert re.search(r"<iframe[^>]*sandbox=", page)
    answer = visitor.client.get("/mailbox/1/html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_pages_of_the_mailbox_lead_to_every_mail(site: Site) -> None:
    for number in range(401):
        path = site.mailbox / f"page-{number}.eml"
        path.write_text(f"Subject: Mail {number}\nTo: ana@example.org\n\nHello")
        os.utime(path, (number, number))
    visitor, seen, links = site.visitor(), [], []
    following: str | None = "/mailbox"
    while following:
        page = visitor.open(following)
        mails = re.findall(r'href="/mailbox/page-(\d+)"', page)
        assert len(mails) <= 200
        seen += map(int, mails)
        links.append(sorted(re.findall(r'rel="(next|prev)"', page)))
        following = next(iter(re.findall(r'href="([^"]+)" rel="next"', page)), None)
    assert seen == list(reversed(range(401)))
    assert links[0] == ["next"]
    assert links[-1] == ["prev"]
    assert ["next", "prev"] in links
    assert 'href="/mailbox/page-0"' in visitor.open(f"/mailbox?page={10**30}")
    assert visitor.open("/mailbox?page=-1") == visitor.open("/mailbox?page=x") == visitor.open("/mailbox")


def test_there_is_no_mailbox_but_on_the_local_runner(site: Site) -> None:
    for path in ("/mailbox", "/mailbox/1", "/mailbox/1/html"):
        assert Visitor(site.make(mailbox="")).client.get(path).status_code == 404


def test_health_says_live_and_ready(site: Site) -> None:
    client = site.visitor().client
    assert client.get("/health/live").status_code == 200
    assert client.get("/health/ready").status_code == 200
