"""What a person reads, and what a mail server is told."""

import re
from dataclasses import replace
from email.errors import MessageError
from email.message import EmailMessage

import pytest
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer

from services.notifications.actions import Letter
from services.notifications.mailing import message
from services.notifications.model.kinds import KINDS
from services.notifications.model.mail import named_in
from tests.unit.notifications.letters import APPLICATION, NOW, SETTINGS, letter


def write(of: Letter) -> EmailMessage:
    return message.write(of, SETTINGS, NOW)


def part(of: Letter, form: str) -> str:
    found = write(of).get_body((form,))
    assert found is not None
    return str(found.get_content())


def plain(of: Letter) -> str:
    return part(of, "plain")


def html(of: Letter) -> str:
    return part(of, "html")


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_shows_its_scaffolding(kind: str) -> None:
    for text in (plain(letter(kind)), html(letter(kind))):
        assert not re.search(r"\{\{|\}\}|\{%|%\(|\bNone\b|Undefined", text)


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_text_reads_without_markup(kind: str) -> None:
    text = plain(letter(kind)).replace(APPLICATION["understanding"], "What we measured.")
    assert not re.search(r"<[a-z/]|&[a-z]+;|\n\n\n|[ \t]\n", text)
    assert text.startswith(("Hello,\n\n", "Dear Amina Yusuf,\n\n"))


@pytest.mark.parametrize("kind", KINDS)
def test_both_forms_lead_to_the_same_places(kind: str) -> None:
    one = letter(kind)
    places = [set(re.findall(r'https://q\.example[^\s"<]*', form(one))) for form in (plain, html)]
    assert _without_time(places[0]) == _without_time(places[1])


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_says_why_it_came_and_in_which_language(kind: str) -> None:
    assert "You get this mail because" in plain(letter(kind))
    assert '<html lang="en">' in html(letter(kind))
    assert write(letter(kind))["Content-Language"] == "en"


@pytest.mark.parametrize("kind", KINDS)
def test_styles_stand_in_the_elements_and_nothing_is_loaded(kind: str) -> None:
    text = html(letter(kind))
    assert re.search(r'<h1 style="[^"]*font-size', text)
    assert not re.search(r"<img|<link|<script|src=|url\(", text)


def test_the_copy_of_an_application_holds_all_that_was_sent_in() -> None:
    text = plain(letter("application_received"))
    for words in ("Ward sister", "Severn Vale Trust", "West of England", "Frontline staff", "20 December 2026"):
        assert words in text
    for field in ("commitment", "experience", "understanding"):
        assert f"> {APPLICATION[field]}" in text


def test_an_application_without_organisation_and_biography_is_copied_without_gaps() -> None:
    text = plain(letter("application_received", data=APPLICATION | {"organisation": "", "biography": ""}))
    assert "Role: Ward sister\nRegion: West of England\n" in text
    assert "ABOUT YOU" not in text


def test_what_people_write_cannot_become_markup() -> None:
    assert "We &lt;b&gt;measured&lt;/b&gt; &amp; learned." in html(letter("application_received"))


def test_a_decision_brings_the_words_of_the_panel() -> None:
    assert "> Say more of what others did." in plain(letter("application_decided"))


def test_a_not_yet_says_whom_to_ask_and_from_when_to_apply_again() -> None:
    text = plain(letter("application_decided"))
    assert "Cai Morgan, 01632 960 001" in text
    assert "You can apply again from 22 February 2027" in text


def test_a_correction_says_sorry_and_welcomes() -> None:
    data = APPLICATION | {"outcome": "accepted", "feedback": "", "contact": "", "again_on": None, "corrected": True}
    text = plain(letter("application_decided", data=data))
    assert "We are sorry for the mistake" in text
    assert "apply again" not in text


def test_a_question_is_in_the_mail_with_the_day_until_which_it_is_open() -> None:
    text = plain(letter("application_question"))
    assert "> What came of it?" in text
    assert "until 6 December 2026" in text


def test_an_acceptance_without_feedback_has_no_empty_quotation() -> None:
    accepted = letter("application_decided", data=APPLICATION | {"outcome": "accepted", "feedback": ""})
    assert "You are a member of Q Commons." in plain(accepted)
    assert "WHAT THE PANEL WROTE" not in plain(accepted)


def test_an_invitation_says_who_put_the_name_forward() -> None:
    nomination = {"name": "Amina Yusuf", "nominating_organisation": "Harbour Trust"}
    text = plain(letter("invitation", nomination=nomination))
    assert text.startswith("Dear Amina Yusuf,\n\nHarbour Trust has put your name forward")


def test_a_one_time_link_is_signed_for_the_gateway() -> None:
    token = re.findall(r"https://q\.example/link/(\S+)", plain(letter("sign_in")))[0]
    claims = URLSafeTimedSerializer("a key", salt="link").loads(token)
    assert claims == {"link_id": "link-1", "purpose": "sign_in", "exp": int(NOW.timestamp()) + 1800}


def test_a_time_of_day_is_told_as_in_london() -> None:
    summer = NOW.replace(month=7)
    changed = letter("sign_in")
    link = type(changed.mail.link)("link-1", "sign_in", summer)  # type: ignore[misc]
    assert "3:02pm on 22 July 2026" in plain(letter("sign_in", link=link))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind].locked])
def test_a_locked_kind_offers_no_way_to_stop_it(kind: str) -> None:
    assert write(letter(kind))["List-Unsubscribe"] is None
    assert "/unsubscribe/" not in plain(letter(kind))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not KINDS[kind].locked])
def test_any_other_kind_is_stopped_with_one_click(kind: str) -> None:
    written = write(letter(kind))
    url = written["List-Unsubscribe"].strip("<>")
    claims = URLSafeSerializer("a key", salt="unsubscribe").loads(url.rpartition("/")[2])
    assert claims == {"person_id": "amina", "kind": kind}
    assert written["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in plain(letter(kind))
    assert f"List-Unsubscribe: <{url}>\r\n".encode() in bytes(written)


def test_a_repeat_has_the_same_message_id() -> None:
    assert write(letter("welcome"))["Message-ID"] == write(letter("welcome"))["Message-ID"]
    assert write(letter("welcome"))["Message-ID"] == "<0193-mail@q.example>"


def test_the_headers_say_that_a_machine_wrote_it() -> None:
    written = write(letter("welcome"))
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["From"] == "Q Commons <hello@q.example>"
    assert written["Date"].datetime == NOW


@pytest.mark.parametrize("address", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "", "a"])
def test_an_address_cannot_add_a_header_or_a_recipient(address: str) -> None:
    with pytest.raises((ValueError, MessageError, LookupError)):
        bytes(write(letter("welcome", to=address)))


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nSubject: Gift"])
def test_a_name_cannot_add_a_header(name: str) -> None:
    written = bytes(write(letter("application_received", data=APPLICATION | {"name": name})))
    headers = written.split(b"\r\n\r\n")[0]
    assert b"Bcc" not in headers
    assert headers.count(b"Subject:") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_holds_nothing_personal(kind: str) -> None:
    assert "Amina" not in write(letter(kind))["Subject"]


def _without_time(urls: set[str]) -> set[str]:
    """Cut the time stamp and signature of signed links: each signing differs."""
    return {re.sub(r"(/eyJ[^.]+)\..*", r"\1", url) for url in urls}


def test_what_staff_renamed_is_called_by_its_name_of_today() -> None:
    one = letter("application_received")
    named = {"regions west-of-england": "Severn and Avon", "topics cancer": "Oncology"}
    written = plain(replace(one, names=named))
    assert ("Severn and Avon" in written, "West of England" in written) == (True, False)
    assert "Access and waiting, Oncology" in written


def test_a_mail_tells_by_name_whatever_can_be_renamed() -> None:
    assert named_in(letter("application_moved").mail.data) == {
        "regions west-of-england",
        "regions wales",
        "backgrounds frontline-staff",
        "topics access-and-waiting",
        "topics cancer",
    }
    assert named_in({}) == set()
