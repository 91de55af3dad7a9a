"""Who is erased is told nothing more, and nobody is told of them any more."""

from typing import Any

from bus import erasure
from bus.testing import Community, envelope_of
from services.notifications import schemas
from services.notifications.actions import AT_ONCE
from tests.integration.notifications.facts import AMINA, ASSIGNED, BEN, SUBMITTED, ask_for_link, join, reach
from tests.integration.notifications.mail_server import MailServer
from tests.integration.notifications.test_sending import let_time_pass, states
from tests.integration.notifications.test_telling import notices


def erase(community: Community, person_id: str) -> None:
    """Let the directory say that a person is erased, and wait until they are here."""
    community.publish(schemas.PersonErased, {"person_id": person_id})
    erased = community.database("notifications")[erasure.ERASED]
    community.eventually(lambda: (erased.find_one({"_id": person_id}) or {}).get("erased_at"))


def empanel(community: Community, person_id: str) -> None:
    reach(community, person_id, f"{person_id}@example.org")
    community.publish(schemas.RoleGranted, {"person_id": person_id, "roles": [{"role": "assessor", "region": "wales"}]})
    community.settled()


def held(community: Community, collection: str) -> list[dict[str, Any]]:
    return list(community.database("notifications")[collection].find())


def test_mails_that_wait_are_not_sent(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org")
    empanel(running, BEN)
    mail_server.go()
    running.publish(schemas.ApplicationSubmitted, SUBMITTED)
    running.publish(schemas.AssignmentMade, ASSIGNED)
    ask_for_link(running, "amina@example.org")
    ask_for_link(running, "somebody@example.org")
    running.eventually(lambda: len(states(running)) == 4)
    erase(running, AMINA)
    mail_server.come()
    let_time_pass(running)
    running.eventually(lambda: sorted(states(running)) == ["sent", "skipped", "skipped", "skipped"], timeout_s=20)
    assert [mail["To"] for mail in mail_server.desk.mails] == ["somebody@example.org"]
    assert "Amina" not in str(held(running, "mails"))


def test_more_mails_than_one_transaction_takes_are_not_sent_either(running: Community, mail_server: MailServer) -> None:
    mail_server.go()
    reach(running, AMINA, "amina@example.org")
    running.settled()
    links = [
        envelope_of(
            schemas.LinkRequested,
            {"link_id": f"l{number}", "purpose": "sign_in", "address": "a@example.org", "person_id": AMINA}
            | {"expires_at": "2999-01-01T00:00:00.000Z"},
        )
        for number in range(AT_ONCE + 1)
    ]
    running.deliver(*links)
    running.eventually(lambda: len(states(running)) == len(links))
    erase(running, AMINA)
    assert set(states(running)) == {"skipped"}


def test_what_was_kept_of_a_person_is_gone_and_others_hear_of_them_no_more(running: Community) -> None:
    reach(running, AMINA, "amina@example.org")
    nominated = {"person_id": AMINA, "name": "Amina Yusuf", "nominating_organisation": "Riverside Hospital"}
    running.publish(schemas.PersonNominated, nominated)
    empanel(running, BEN)
    join(running, AMINA)
    running.publish(schemas.ApplicationSubmitted, SUBMITTED)
    running.publish(schemas.AssignmentMade, ASSIGNED)
    running.settled()
    asking = {"actor": running.person(AMINA)}
    running.call("notifications", "set_preference", {"kind": "welcome", "mail": False}, **asking)
    assert notices(running, BEN) == ["application_to_assess"]
    erase(running, AMINA)
    assert notices(running, AMINA) == notices(running, BEN) == []
    for collection in ("addresses", "roles", "nominations", "preferences"):
        assert AMINA not in [row["_id"] for row in held(running, collection)]
    assert [row["_id"] for row in held(running, "addresses")] == [BEN]


def test_what_arrives_late_brings_nothing_back(running: Community, mail_server: MailServer) -> None:
    erase(running, AMINA)
    reach(running, AMINA, "amina@example.org")
    empanel(running, AMINA)
    join(running, AMINA)
    running.publish(schemas.ApplicationSubmitted, SUBMITTED)
    running.settled()
    assert [held(running, name) for name in ("addresses", "roles", "notices", "mails")] == [[], [], [], []]


def test_a_parked_link_that_names_only_the_address_is_blanked(running: Community) -> None:
    reach(running, AMINA, "amina@example.org")
    running.publish(schemas.LinkRequested, {"link_id": "l1", "address": "Amina@example.org", "person_id": None})
    running.publish(schemas.LinkRequested, {"link_id": "l2", "address": "ben@example.org", "person_id": None})
    running.eventually(lambda: len(held(running, "bus_parked")) == 2)
    running.settled()
    erase(running, AMINA)
    bodies = sorted(bytes(row["body"]) for row in held(running, "bus_parked"))
    assert [b"mina@" in body for body in bodies] == [False, False]
    assert [b"ben@" in body for body in bodies] == [False, True]
