"""Members hear who would like to know them, and whom they know now."""

from typing import Any

from bus.testing import Community
from services.notifications import schemas
from tests.integration.notifications.facts import AMINA, BEN, CARYS, reach
from tests.integration.notifications.mail_server import MailServer

REQUESTED = {
    "connection_id": "connection-1",
    "person_id": AMINA,
    "asker_person_id": BEN,
    "name": "Amina Yusuf",
    "asker_name": "Ben Ashdown",
    "message": "We both count falls.",
}
MADE: dict[str, Any] = {
    "connection_id": "connection-1",
    "person_id": BEN,
    "other_person_id": AMINA,
    "introducer_person_id": None,
    "name": "Ben Ashdown",
    "other_name": "Amina Yusuf",
}
INTRODUCED = MADE | {
    "introduction_id": "introduction-1",
    "introducer_person_id": CARYS,
    "introducer_name": "Carys Pugh",
    "words": "You both count falls.",
}


def notices(community: Community, person_id: str) -> list[dict[str, Any]]:
    page = community.call("notifications", "list_notices", actor=community.person(person_id))
    return [notice["data"] | {"kind": notice["kind"]} for notice in page["items"]]


def body(mail_server: MailServer, person_id: str) -> str:
    mail = mail_server.desk.to(f"{person_id}@example.org")[-1]
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]


def reach_all(community: Community) -> None:
    for person_id in (AMINA, BEN, CARYS):
        reach(community, person_id, f"{person_id}@example.org")


def test_who_is_asked_reads_who_asks_and_in_which_words(running: Community, mail_server: MailServer) -> None:
    reach_all(running)
    running.publish(schemas.ConnectionRequested, REQUESTED)
    running.eventually(lambda: mail_server.desk.to(f"{AMINA}@example.org"))
    text = body(mail_server, AMINA)
    assert "Ben Ashdown would like to connect with you" in text
    assert "> We both count falls." in text
    assert f"{BEN}@example.org" not in text
    assert notices(running, AMINA) == [
        {
            "kind": "connection_requested",
            "connection_id": "connection-1",
            "asker_person_id": BEN,
            "asker_name": "Ben Ashdown",
        }
    ]
    assert notices(running, BEN) == []


def test_both_have_a_notice_and_who_waited_a_mail(running: Community, mail_server: MailServer) -> None:
    reach_all(running)
    running.publish(schemas.ConnectionMade, MADE)
    running.eventually(lambda: mail_server.desk.to(f"{BEN}@example.org"))
    running.settled()
    assert "Amina Yusuf has said yes" in body(mail_server, BEN)
    assert [each["other_person_id"] for each in notices(running, BEN) + notices(running, AMINA)] == [AMINA, BEN]
    assert mail_server.desk.to(f"{AMINA}@example.org") == []


def test_both_are_asked_whom_a_third_introduces(running: Community, mail_server: MailServer) -> None:
    reach_all(running)
    running.publish(schemas.ConnectionIntroduced, INTRODUCED)
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    assert "you and Amina Yusuf to know each other" in body(mail_server, BEN)
    assert "you and Ben Ashdown to know each other" in body(mail_server, AMINA)
    assert notices(running, CARYS) == []


def test_what_is_said_of_somebody_goes_with_them(running: Community) -> None:
    running.publish(schemas.ConnectionIntroduced, INTRODUCED)
    running.eventually(lambda: notices(running, AMINA) and notices(running, BEN))
    running.publish(schemas.PersonErased, {"person_id": CARYS})
    running.eventually(lambda: notices(running, AMINA) == [] == notices(running, BEN))
