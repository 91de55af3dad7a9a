"""Who is asking: a short-lived token, signed with Ed25519 (RFC 8037), verified by whoever acts.

Only the gateway may speak for a person; any other issuer speaks for itself. Roles are not in it: a service takes
them from its own copy, so that a revoked role is gone at once.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import jwt
from jwt.types import Options

from bus.errors import Refused
from bus.times import Clock, utc_now

SPEAKS_FOR_PEOPLE = "gateway"
_AUDIENCE = "q-commons"
_ALGORITHM = "EdDSA"
_OPTIONS: Options = {"require": ["exp", "iat", "sub", "iss"], "verify_exp": False, "verify_iat": False}
"""Expiry is checked here, by the clock that was passed in."""


@dataclass(frozen=True)
class Actor:
    """Whoever a call is made for. `kind`: person, service or anonymous; `id`: person_id, service's name, or empty."""

    kind: str = "anonymous"
    id: str = ""

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def is_service(self, *names: str) -> bool:
        return self.kind == "service" and self.id in names


ANONYMOUS = Actor()


class Signer:
    """Signs actors with the key of one issuer (PEM, PKCS 8)."""

    def __init__(self, issuer: str, private_key: str, clock: Clock = utc_now) -> None:
        self._issuer, self._key, self._clock = issuer, private_key, clock

    def sign_person(self, person_id: str, ttl_s: int = 300) -> str:
        return self._sign(f"person:{person_id}", ttl_s)

    def sign_service(self, ttl_s: int = 300) -> str:
        return self._sign(f"service:{self._issuer}", ttl_s)

    def _sign(self, subject: str, ttl_s: int) -> str:
        now = int(self._clock().timestamp())
        claims = {"iss": self._issuer, "sub": subject, "aud": _AUDIENCE, "iat": now, "exp": now + ttl_s}
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)


class Verifier:
    """Turns a token into the Actor that it names; raises Refused with a code that says why not.

    A verified token is remembered until it expires, since checking a signature costs more than a small query.
    """

    def __init__(self, public_keys: str, clock: Clock = utc_now, remembered: int = 2048) -> None:
        self._keys: dict[str, str] = json.loads(public_keys)
        self._clock, self._size = clock, remembered
        self._known: OrderedDict[str, tuple[float, Actor]] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, token: str | None) -> Actor:
        if not token:
            return ANONYMOUS
        with self._lock:
            known = self._known.get(token)
        if known and known[0] > self._clock().timestamp():
            return known[1]
        claims = self._claims(token)
        actor = _actor(claims)
        with self._lock:
            self._known[token] = (float(claims["exp"]), actor)
            while len(self._known) > self._size:
                self._known.popitem(last=False)
        return actor

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            issuer = jwt.decode(token, options={"verify_signature": False}).get("iss", "")
            claims = jwt.decode(
                token, self._keys[issuer], algorithms=[_ALGORITHM], audience=_AUDIENCE, options=_OPTIONS
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise Refused("actor_not_trusted") from error
        if claims["exp"] <= self._clock().timestamp():
            raise Refused("actor_expired")
        return dict(claims)


def _actor(claims: dict[str, Any]) -> Actor:
    kind, _, identifier = str(claims["sub"]).partition(":")
    allowed = claims["iss"] == (SPEAKS_FOR_PEOPLE if kind == "person" else identifier)
    if kind not in ("person", "service") or not identifier or not allowed:
        raise Refused("actor_not_trusted")
    return Actor(kind, identifier)
