"""What each kind of notification does."""

from datetime import timedelta

from services.notifications.mailing.words import HERE
from services.notifications.model.kind import NEWS, is_new
from services.notifications.model.kinds import KINDS
from services.notifications.schemas import LINK_PURPOSES
from tests.unit.notifications.letters import NOW


def test_every_kind_has_a_template_and_every_template_a_kind() -> None:
    assert {path.stem for path in (HERE / "templates" / "mails").iterdir()} == set(KINDS)


def test_only_links_security_and_what_an_application_waits_for_cannot_be_switched_off() -> None:
    locked = {name for name, kind in KINDS.items() if kind.locked}
    waited_for = {"application_decided", "application_question", "application_expiring"}
    assert locked == {*LINK_PURPOSES, "address_added", "address_removed", *waited_for}


def test_links_and_changes_of_addresses_are_mailed_and_never_noticed() -> None:
    mailed_alone = {name for name, kind in KINDS.items() if kind.notice is None}
    assert mailed_alone == {*LINK_PURPOSES, "address_added", "address_removed"}


def test_a_mail_comes_two_weeks_late_at_most() -> None:
    assert is_new(NOW - NEWS, NOW)
    assert not is_new(NOW - NEWS - timedelta(milliseconds=1), NOW)


def test_a_welcome_is_mailed_for_seven_days() -> None:
    welcome = KINDS["welcome"]
    assert welcome.mailed({"joined_at": "2026-11-15T14:02:00.000Z"}, NOW)
    assert not welcome.mailed({"joined_at": "2026-11-15T14:01:59.999Z"}, NOW)
