"""The rules of accounts: when a link is spent, a session over, a password too weak."""

from datetime import UTC, datetime, timedelta

import pytest

from services.gateway.accounts import model
from services.gateway.accounts.errors import LinkSpent, WeakPassword
from services.gateway.accounts.model import Account, Link, Session

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def a_link() -> Link:
    return Link("id", "sign_in", "ana@example.org", "/", NOW, NOW + model.SIGN_IN_LINK_FOR)


def a_session(lifetime: model.Lifetime, began_by: str = "link") -> Session:
    account = Account("account", "ana@example.org", "person")
    return model.begin_session("token", account, began_by, lifetime, "a browser", NOW, account.address)


def test_a_link_works_once() -> None:
    link = a_link()
    link.burn("first press", NOW)
    with pytest.raises(LinkSpent):
        link.burn("second press", NOW)


def test_a_repeated_press_is_the_same_press_for_a_minute() -> None:
    link = a_link()
    link.burn("press", NOW)
    link.burn("press", NOW + timedelta(seconds=1))
    with pytest.raises(LinkSpent):
        link.burn("press", NOW + 2 * MINUTE)


def test_a_link_is_spent_when_its_time_is_over() -> None:
    a_link().burn("press", NOW + timedelta(minutes=29))
    with pytest.raises(LinkSpent):
        a_link().burn("press", NOW + timedelta(minutes=30))


def test_a_session_ends_by_silence_and_by_age() -> None:
    session = a_session(model.THIS_VISIT)
    assert not session.is_over(NOW + timedelta(minutes=119))
    assert session.is_over(NOW + timedelta(hours=2))
    session.seen_at = NOW + timedelta(hours=11, minutes=59)
    assert not session.is_over(NOW + timedelta(hours=11, minutes=59))
    assert session.is_over(NOW + timedelta(hours=12))


def test_a_kept_session_lasts_thirty_days() -> None:
    session = a_session(model.KEPT)
    assert not session.is_over(NOW + timedelta(days=29, hours=23))
    assert session.is_over(NOW + timedelta(days=30))


def test_use_is_noted_now_and_then_only() -> None:
    session = a_session(model.THIS_VISIT)
    assert not session.needs_a_sign_of_life(NOW + MINUTE)
    assert session.needs_a_sign_of_life(NOW + 7 * MINUTE)


def test_only_a_fresh_sign_in_by_link_replaces_a_forgotten_password() -> None:
    assert a_session(model.THIS_VISIT).proved_the_address_lately(NOW + 29 * MINUTE)
    assert not a_session(model.THIS_VISIT).proved_the_address_lately(NOW + 30 * MINUTE)
    assert not a_session(model.THIS_VISIT, "password").proved_the_address_lately(NOW)


@pytest.mark.parametrize(
    "address", ["ana@example.org", "a.b+c@sub.example.co.uk", "o'neil@example.org", "ana@bücher.example"]
)
def test_usual_addresses_are_addresses(address: str) -> None:
    assert model.is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        *("", "ana", "ana@", "@example.org", "ana@localhost", "a b@example.org", "a@b@example.org"),
        *(
            "amélie@example.org",
            "ana@example.org\nBcc: b@example.org",
            "ana\x00@example.org",
            "ana@exam\x7fple.org",
            "Ana <ana@example.org>",
            "a" * 250 + "@example.org",
        ),
    ],
)
def test_other_texts_are_not(address: str) -> None:
    assert not model.is_address(address)


@pytest.mark.parametrize("password", ["three unusual words", "correct horse", "päßwörter-sind"])
def test_long_passwords_of_any_characters_are_welcome(password: str) -> None:
    model.check_password(password, "ana@example.org")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "x" * 201, "annabella.smith1"])
def test_short_or_easily_guessed_passwords_are_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        model.check_password(password, "annabella.smith@example.org")


def test_an_address_is_proven_once_and_belongs_to_one_person() -> None:
    account = Account("account", "ana@example.org")
    assert account.prove_address(NOW)
    assert not account.prove_address(NOW + MINUTE)
    assert account.verified_at == NOW
    assert account.belong_to("person")
    assert not account.belong_to("person")
