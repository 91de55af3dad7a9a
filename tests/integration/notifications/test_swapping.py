"""Who is told of a match, of a reply, and of the address of whom they agreed with."""

from typing import Any

import pytest

from bus.testing import Community
from services.notifications import schemas
from tests.contracts.house import sample
from tests.integration.notifications.facts import AMINA, BEN, reach
from tests.integration.notifications.mail_server import MailServer
from tests.integration.notifications.test_telling import notices

ADDRESSES = {AMINA: "amina@example.org", BEN: "ben@example.org"}
AGREED = {"side": "wanted", "title": "Falls", "person_id": AMINA, "other_person_id": BEN}
NAMED = {"name": "Amina Yusuf", "other_name": "Ben Ashdown"}


def tell(community: Community, event: type[Any], **given: Any) -> None:
    community.publish(event, sample(event(), **given))


def mailed(mail_server: MailServer, person_id: str) -> str:
    (mail,) = mail_server.desk.to(ADDRESSES[person_id])
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def test_both_who_agreed_get_the_address_of_the_other(running: Community, mail_server: MailServer) -> None:
    for person_id, address in ADDRESSES.items():
        reach(running, person_id, address)
    running.settled()
    tell(running, schemas.ReplyAccepted, **AGREED, **NAMED)
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    assert "Ben Ashdown" in mailed(mail_server, AMINA)
    assert "Their address: ben@example.org" in mailed(mail_server, AMINA)
    assert "Their address: amina@example.org" in mailed(mail_server, BEN)
    assert notices(running, AMINA) == ["swap_agreed"] == notices(running, BEN)
    kept = running.database("notifications")["mails"].find_one({"person_id": AMINA})
    assert "ben@example.org" not in str(kept)


def test_an_address_that_is_not_proven_is_told_to_nobody(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, ADDRESSES[AMINA])
    reach(running, BEN, ADDRESSES[BEN], verified=False)
    running.settled()
    tell(running, schemas.ReplyAccepted, **AGREED, **NAMED)
    running.eventually(lambda: mail_server.desk.to(ADDRESSES[AMINA]))
    assert "ben@example.org" not in mailed(mail_server, AMINA)


@pytest.mark.parametrize(("blocking", "blocked"), [(AMINA, BEN), (BEN, AMINA)])
def test_a_block_keeps_the_address_out_of_what_is_not_sent_yet(
    running: Community, mail_server: MailServer, blocking: str, blocked: str
) -> None:
    running.publish(schemas.BlocksChanged, {"person_id": blocking, "blocked_ids": [blocked]})
    for person_id, address in ADDRESSES.items():
        reach(running, person_id, address)
    running.settled()
    tell(running, schemas.ReplyAccepted, **AGREED, **NAMED)
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    assert "ben@example.org" not in mailed(mail_server, AMINA)
    assert "amina@example.org" not in mailed(mail_server, BEN)


def test_both_are_told_of_a_match_and_why(running: Community, mail_server: MailServer) -> None:
    for person_id, address in ADDRESSES.items():
        reach(running, person_id, address)
    running.settled()
    reasons = [{"code": "topic", "value": "patient-safety"}, {"code": "word", "value": "fall"}]
    persons = {"want_person_id": AMINA, "want_title": "Falls", "offer_person_id": BEN, "offer_title": "Charts"}
    persons |= {"want_side": "want", "want_is_told": True}
    tell(running, schemas.AdMatched, **persons, reasons=reasons)
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    assert all(words in mailed(mail_server, AMINA) for words in ("You asked: Falls", "They offer: Charts"))
    assert all(words in mailed(mail_server, BEN) for words in ("You offer: Charts", "They ask: Falls"))
    assert "Shared topics: Patient safety" in mailed(mail_server, BEN)


def test_of_a_wanted_ad_from_outside_only_who_offers_is_told(running: Community, mail_server: MailServer) -> None:
    for person_id, address in ADDRESSES.items():
        reach(running, person_id, address)
    running.settled()
    persons = {"want_person_id": AMINA, "want_title": "Falls", "offer_person_id": BEN, "offer_title": "Charts"}
    asked = {"want_id": "ad-1", "want_side": "wanted", "want_is_told": False}
    tell(running, schemas.AdMatched, **persons, **asked, reasons=[{"code": "word", "value": "fall"}])
    running.eventually(lambda: mail_server.desk.mails)
    running.settled()
    assert "Somebody asks in the wanted ads" in mailed(mail_server, BEN)
    assert "/wanted/ad-1" in mailed(mail_server, BEN)
    assert "They get this mail too" not in mailed(mail_server, BEN)
    assert (notices(running, AMINA), notices(running, BEN)) == ([], ["swap_match"])
