"""Passwords: hashed with argon2id, and no faster to refuse for an address that nobody has."""

from services.gateway.accounts import passwords


def test_a_password_fits_its_own_hash_only() -> None:
    hashed = passwords.hash_password("three unusual words")
    assert hashed.startswith("$argon2id$")
    assert passwords.is_right(hashed, "three unusual words")
    assert not passwords.is_right(hashed, "three usual words")


def test_nobodys_password_is_never_right() -> None:
    assert not passwords.is_right(None, "the password of nobody")


def test_a_password_is_hashed_even_when_the_address_is_unknown(monkeypatch) -> None:
    hashed_for = []
    monkeypatch.setattr(passwords, "_verify", lambda hashed, password: bool(hashed_for.append(hashed)))
    passwords.is_right(None, "a guess")
    assert hashed_for == [passwords._NOBODYS]
