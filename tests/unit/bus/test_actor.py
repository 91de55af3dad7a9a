from datetime import datetime, timedelta

import jwt
import pytest

from bus.actor import ANONYMOUS, Actor, Signer, Verifier
from bus.errors import Refused
from bus.testing import Keys
from bus.times import utc_now


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def test_the_gateway_speaks_for_a_person(keys: Keys) -> None:
    token = Signer("gateway", keys.private["gateway"]).sign_person("p-1")
    assert Verifier(keys.public).verify(token) == Actor("person", "p-1")


def test_a_service_speaks_for_itself(keys: Keys) -> None:
    token = Signer("ops", keys.private["ops"]).sign_service()
    assert Verifier(keys.public).verify(token).is_service("ops")


def test_no_token_is_nobody(keys: Keys) -> None:
    assert Verifier(keys.public).verify(None) == ANONYMOUS


def test_no_other_service_speaks_for_a_person(keys: Keys) -> None:
    token = Signer("directory", keys.private["directory"]).sign_person("p-1")
    with pytest.raises(Refused, match="actor_not_trusted"):
        Verifier(keys.public).verify(token)


def test_no_service_speaks_for_another(keys: Keys) -> None:
    forged = {"iss": "directory", "sub": "service:ops", "aud": "q-commons", "iat": 0, "exp": 9_999_999_999}
    token = jwt.encode(forged, keys.private["directory"], algorithm="EdDSA")
    with pytest.raises(Refused, match="actor_not_trusted"):
        Verifier(keys.public).verify(token)


def test_a_key_that_is_not_the_issuer_s_is_refused(keys: Keys) -> None:
    token = Signer("gateway", keys.private["directory"]).sign_person("p-1")
    with pytest.raises(Refused, match="actor_not_trusted"):
        Verifier(keys.public).verify(token)


def test_an_unsigned_token_is_refused(keys: Keys) -> None:
    claims = {"iss": "gateway", "sub": "person:p", "aud": "q-commons", "iat": 0, "exp": 9_999_999_999}
    with pytest.raises(Refused, match="actor_not_trusted"):
        Verifier(keys.public).verify(jwt.encode(claims, "", algorithm="none"))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é"])
def test_nonsense_is_nobody_or_refused(keys: Keys, token: str) -> None:
    if token:
        with pytest.raises(Refused):
            Verifier(keys.public).verify(token)
    else:
        assert Verifier(keys.public).verify(token) == ANONYMOUS


def test_a_token_expires_also_when_it_was_verified_before(keys: Keys) -> None:
    watch = Watch()
    token = Signer("gateway", keys.private["gateway"], watch).sign_person("p-1", ttl_s=60)
    verifier = Verifier(keys.public, watch)
    assert verifier.verify(token).id == "p-1"
    watch.later(61)
    with pytest.raises(Refused, match="actor_expired"):
        verifier.verify(token)


def test_the_memory_of_verified_tokens_is_bounded(keys: Keys) -> None:
    signer, verifier = Signer("gateway", keys.private["gateway"]), Verifier(keys.public, remembered=5)
    for number in range(20):
        verifier.verify(signer.sign_person(f"p-{number}"))
    assert len(verifier._known) == 5
