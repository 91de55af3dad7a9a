"""How a mail goes from due to its end."""

from datetime import timedelta

import pytest

from services.notifications.model.mail import LEASE, Address, Mail, State
from tests.unit.notifications.letters import NOW, mail


def test_a_link_goes_to_the_address_that_asked_for_it() -> None:
    assert mail("sign_in", address="new@example.org").reach(None) == "new@example.org"


@pytest.mark.parametrize(("verified", "reached"), [(True, "amina@example.org"), (False, None)])
def test_other_mail_goes_only_to_an_address_shown_to_be_theirs(verified: bool, reached: str | None) -> None:
    assert mail("welcome").reach(Address("amina@example.org", verified)) == reached


def test_a_mail_taken_is_left_alone_until_its_lease_runs_out() -> None:
    taken = mail("welcome")
    taken.take(NOW)
    assert (taken.state, taken.due_at, taken.maybe_repeated) == (State.SENDING, NOW + LEASE, 0)


def test_a_mail_taken_from_a_sender_that_died_counts_as_maybe_repeated() -> None:
    taken = mail("welcome")
    taken.take(NOW)
    taken.take(NOW + LEASE)
    assert (taken.attempts, taken.maybe_repeated) == (2, 1)


def test_a_deferred_mail_is_tried_later_and_later_but_never_rarer_than_half_hourly() -> None:
    deferred = mail("welcome")
    waits = [_put_off(deferred) for _ in range(12)]
    assert waits[:3] == [10, 20, 40]
    assert waits[-1] == 1800
    assert deferred.state is State.DUE


def test_a_deferred_mail_is_not_given_up_within_five_days() -> None:
    assert not mail("welcome").lapsed(NOW + timedelta(days=5, seconds=-1))
    assert mail("welcome").lapsed(NOW + timedelta(days=5))


def test_a_link_lapses_when_it_expires() -> None:
    assert not mail("sign_in").lapsed(NOW + timedelta(minutes=29))
    assert mail("sign_in").lapsed(NOW + timedelta(minutes=30))


@pytest.mark.parametrize("end", [Mail.sent, Mail.skip, Mail.expire])
def test_a_mail_that_is_done_holds_nothing_personal(end: object) -> None:
    done = mail("application_received", address="amina@example.org")
    end(done, NOW)  # type: ignore[operator]
    assert (done.data, done.address, done.due_at, done.done_at) == ({}, None, None, NOW)


def test_a_refused_mail_keeps_the_code_of_the_server() -> None:
    refused = mail("welcome")
    refused.fail(NOW, "550")
    assert (refused.state, refused.code, refused.due_at) == (State.FAILED, "550", None)


def _put_off(deferred: Mail) -> float:
    deferred.take(NOW)
    deferred.put_off(NOW, "450")
    assert deferred.due_at is not None
    return (deferred.due_at - NOW).total_seconds()
