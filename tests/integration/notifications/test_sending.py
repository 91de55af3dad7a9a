"""Mails are sent once, promptly, and in the end, whatever the mail server does meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

from bus.database import Database, Work
from bus.settings import BusSettings
from bus.testing import Community
from bus.times import utc_now
from services.notifications import actions, store
from services.notifications.model.mail import Address, Mail
from services.notifications.service import NotificationsService
from services.notifications.settings import NotificationsSettings
from tests.integration.notifications.facts import AMINA, ask_for_link, join, reach
from tests.integration.notifications.mail_server import MailServer


def states(community: Community) -> list[str]:
    return [mail["state"] for mail in community.database("notifications")["mails"].find()]


def mail_state(community: Community) -> dict[str, Any]:
    answer: dict[str, Any] = community.call("notifications", "get_mail_state", actor=community.service("ops"))
    return answer


def let_time_pass(community: Community) -> None:
    """Make every mail that waits for a time due now."""
    mails = community.database("notifications")["mails"]
    mails.update_many({"due_at": {"$exists": True}}, {"$set": {"due_at": utc_now()}})


def test_a_mail_leaves_within_half_a_second_of_its_fact(running: Community, mail_server: MailServer) -> None:
    waits = [_wait_for_mail(running, mail_server, f"{number}@example.org") for number in range(5)]
    assert min(waits) < 0.5  # the quickest: a busy test machine holds up some


def test_mail_waits_while_the_server_is_away_and_leaves_when_it_is_back(
    running: Community, mail_server: MailServer
) -> None:
    mail_server.go()
    for number in range(3):
        ask_for_link(running, f"{number}@example.org")
    running.eventually(lambda: states(running) == ["due"] * 3)
    mail_server.come()
    running.eventually(lambda: states(running) == ["sent"] * 3, timeout_s=20)
    assert sorted(mail["To"] for mail in mail_server.desk.mails) == [f"{number}@example.org" for number in range(3)]
    assert mail_state(running)["maybe_repeated"] == {"value": 0, "exact": True}


def test_a_mail_waits_for_an_address_shown_to_be_theirs(running: Community, mail_server: MailServer) -> None:
    join(running, AMINA)
    running.eventually(lambda: states(running) == ["waiting"])
    reach(running, AMINA, "amina@example.org", verified=False)
    running.settled()
    assert mail_server.desk.mails == []
    reach(running, AMINA, "amina@example.org", verified=True, sequence=2)
    running.eventually(lambda: mail_server.desk.subjects("amina@example.org") == ["Welcome to Q Commons"])


def test_a_mail_that_begins_to_wait_while_its_address_comes_is_due_at_once(
    community: Community, given: dict[str, Any]
) -> None:
    settings = community.settings(NotificationsService, **given)
    database = Database(settings.mongodb_uri, settings.namespace, NotificationsService, settings)
    database.open()
    now = utc_now()
    mail = Mail("a-mail", "welcome", AMINA, {}, [AMINA], created_at=now, due_at=now)
    database.transact(lambda work: store.add_mail(work, mail))
    database.transact(lambda work: store.keep_address(work, AMINA, Address("amina@example.org", verified=False)))

    def bring_the_address(work: Work) -> None:
        store.keep_address(work, AMINA, Address("amina@example.org", verified=True))
        store.wake_waiting_mails(work, AMINA)

    def take_it_meanwhile(work: Work) -> None:
        actions.take_mail(work)
        if coming.ident is None:  # It may run twice.
            coming.start()
        coming.join(0.5)

    coming = threading.Thread(target=database.transact, args=(bring_the_address,))
    database.transact(take_it_meanwhile)
    coming.join(10)
    found = database.ask(store.find_due_mail)
    database.close()
    assert found is not None


def test_a_deferred_mail_is_tried_again_with_the_same_message_id(running: Community, mail_server: MailServer) -> None:
    mail_server.desk.replies = ["451 Later"]
    ask_for_link(running, "new@example.org")
    mails = running.database("notifications")["mails"]
    running.eventually(lambda: mails.count_documents({"state": "due", "code": "451"}))
    let_time_pass(running)
    running.eventually(lambda: states(running) == ["sent"])
    assert mail_server.desk.mails[0]["Message-ID"] == f"<{mails.find_one()['_id']}@q.example>"
    assert mails.find_one()["maybe_repeated"] == 0


def test_a_mail_refused_for_good_fails_and_operators_see_why(running: Community, mail_server: MailServer) -> None:
    mail_server.desk.replies = ["550 No such mailbox"]
    ask_for_link(running, "nobody@example.org")
    running.eventually(lambda: states(running) == ["failed"])
    state = mail_state(running)
    assert state["states"]["failed"] == {"value": 1, "exact": True}
    assert [(mail["kind"], mail["code"]) for mail in state["failed"]] == [("sign_in", "550")]


def test_an_address_that_would_break_a_header_fails_alone(running: Community, mail_server: MailServer) -> None:
    ask_for_link(running, "eve@example.org\r\nBcc: all@example.org")
    ask_for_link(running, "new@example.org")
    running.eventually(lambda: sorted(states(running)) == ["failed", "sent"])
    assert [mail["To"] for mail in mail_server.desk.mails] == ["new@example.org"]


def test_a_link_that_expired_before_it_could_be_sent_is_not_sent(running: Community, mail_server: MailServer) -> None:
    ask_for_link(running, "late@example.org", expires_in_s=-1)
    running.eventually(lambda: states(running) == ["expired"])
    assert mail_server.desk.mails == []


def test_two_replicas_never_send_the_same_mail(
    running: Community, mail_server: MailServer, given: dict[str, Any]
) -> None:
    running.start(NotificationsService, **given)
    for number in range(30):
        ask_for_link(running, f"{number}@example.org")
    running.eventually(lambda: states(running) == ["sent"] * 30, timeout_s=30)
    assert len({mail["Message-ID"] for mail in mail_server.desk.mails}) == len(mail_server.desk.mails) == 30


def test_a_kill_between_the_servers_acceptance_and_our_record_repeats_the_mail_and_counts_it(
    community: Community, mail_server: MailServer, given: dict[str, Any]
) -> None:
    community.declare(NotificationsService)
    sender = _sender_of_its_own(community, given)
    taken = threading.Event()

    def stop_it_where_it_stands() -> None:
        """Freeze the sender before the server's answer leaves: it can never note that the mail was taken."""
        os.kill(sender.pid, signal.SIGSTOP)
        taken.set()

    mail_server.desk.on_taken = stop_it_where_it_stands
    try:
        ask_for_link(community, "new@example.org")
        assert taken.wait(60)
    finally:
        os.kill(sender.pid, signal.SIGKILL)
        sender.wait(10)
    assert states(community) == ["sending"]

    mail_server.desk.on_taken = lambda: None
    community.start(NotificationsService, **given)
    let_time_pass(community)
    community.eventually(lambda: states(community) == ["sent"])
    assert len({mail["Message-ID"] for mail in mail_server.desk.to("new@example.org")}) == 1
    assert len(mail_server.desk.mails) == 2
    assert mail_state(community)["maybe_repeated"] == {"value": 1, "exact": True}


def test_a_mail_in_hand_is_left_alone_until_the_lease_runs_out(running: Community, mail_server: MailServer) -> None:
    mails = running.database("notifications")["mails"]
    join(running, AMINA)
    running.eventually(lambda: states(running) == ["waiting"])
    leased = {"state": "sending", "due_at": utc_now() + timedelta(minutes=1)}
    mails.update_one({}, {"$set": leased, "$inc": {"version": 1}})
    reach(running, AMINA, "amina@example.org")
    running.settled()
    assert mail_server.desk.mails == []
    let_time_pass(running)
    running.eventually(lambda: states(running) == ["sent"])


def _sender_of_its_own(community: Community, given: dict[str, Any]) -> subprocess.Popen[bytes]:
    """Start notifications as a process, as production does."""
    settings = community.settings(NotificationsService, **given)
    command = [sys.executable, "-m", "bus.nameko", "services.notifications.service:NotificationsService"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    return subprocess.Popen(command, env=environment | _environment(settings))


def _environment(settings: BusSettings) -> dict[str, str]:
    """Write settings down as the environment variables they come from."""
    fields = NotificationsSettings.__dataclass_fields__
    return {field.metadata["name"]: str(getattr(settings, name)) for name, field in fields.items()}


def _wait_for_mail(community: Community, mail_server: MailServer, address: str) -> float:
    asked_at = time.monotonic()
    ask_for_link(community, address)
    community.eventually(lambda: mail_server.desk.to(address))
    return time.monotonic() - asked_at
