"""The real gateway as a process, and programs that ask it over connections that stay open."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from threading import local
from typing import Any

from benchmarks._house import House
from bus.database import Database, Work
from bus.ids import new_id, new_token
from bus.testing import eventually
from bus.times import utc_now
from services.gateway.accounts import store
from services.gateway.accounts.model import Token, digest
from services.gateway.api import PREFIX
from services.gateway.service import GatewayService
from tests.integration.bus.processes import environment, free_port, process

LONGEST_S, MOST_TRIES = 30, 20
KEYS = {"Q_COOKIE_KEY": "cookie-key-of-a-benchmark", "Q_LINK_KEY": "link-key-of-a-benchmark"}
Answer = dict[str, Any]


class Gateway:
    """Asks the gateway over connections that stay open, one a thread; repeats what a part is too busy for."""

    def __init__(self, port: int) -> None:
        self._port, self._mine = port, local()
        self.repeats = 0

    def get(self, path: str) -> str:
        """Return a page; raises AssertionError when it is not answered with 200."""
        return self._send("GET", path, {}, None)

    def ask(self, path: str, token: str) -> Answer:
        """Return what the API answers to the owner of a token."""
        return dict(json.loads(self._send("GET", PREFIX + path, _as(token), None)))

    def tell(self, path: str, token: str, body: Answer | None = None, version: int | None = None) -> Answer:
        """Give a command to the API, once; `version` is that which was seen. Return its answer."""
        headers = _as(token) | {"Content-Type": "application/json", "Idempotency-Key": new_id()}
        headers |= {} if version is None else {"If-Match": f'"{version}"'}
        return dict(json.loads(self._send("POST", PREFIX + path, headers, json.dumps(body or {}))))

    def answers(self) -> bool:
        try:
            return bool(self.get("/members"))
        except (OSError, HTTPException, AssertionError):
            self._mine.connection.close()
            return False

    def _send(self, method: str, path: str, headers: dict[str, str], body: str | None) -> str:
        for _ in range(MOST_TRIES):
            status, text = self._try(method, path, headers, body)
            if status != HTTPStatus.SERVICE_UNAVAILABLE:
                break
            self.repeats += 1
        assert status in (HTTPStatus.OK, HTTPStatus.CREATED), f"{status} for {method} {path}: {text[:300]}"
        return text

    def _try(self, method: str, path: str, headers: dict[str, str], body: str | None) -> tuple[int, str]:
        if not hasattr(self._mine, "connection"):
            self._mine.connection = HTTPConnection("127.0.0.1", self._port, timeout=LONGEST_S)
        self._mine.connection.request(method, path, body, headers)
        answer = self._mine.connection.getresponse()
        return answer.status, answer.read().decode()


def _as(token: str) -> Answer:
    """Return the headers of the owner of a token, at a place of their own: what one place may ask is limited."""
    place = ".".join(str(byte) for byte in token.encode()[:3])
    return {"Authorization": f"Bearer {token}", "X-Forwarded-For": f"10.{place}"}


@contextmanager
def gateway(here: House) -> Iterator[Gateway]:
    """Run the gateway until the block ends."""
    port = free_port()
    environ = environment(here.community, GatewayService.name) | KEYS | {"Q_PORT": str(port), "Q_LOG_LEVEL": "error"}
    environ |= {"Q_PROXIES": "1"}
    with process(["-m", "services.gateway"], environ):
        asked = Gateway(port)
        eventually(asked.answers, LONGEST_S)
        yield asked


def tokens(here: House, person_ids: Sequence[str]) -> list[str]:
    """Give each of these people an API token, as their account page does; return the tokens."""
    kept = here.community.settings(GatewayService, cookie_key=KEYS["Q_COOKIE_KEY"], link_key=KEYS["Q_LINK_KEY"])
    database = Database(kept.mongodb_uri, kept.namespace, GatewayService, kept)
    secrets = [new_token() for _ in person_ids]
    made = [
        Token(new_id(), new_id(), person_id, "a benchmark", digest(secret), utc_now())
        for person_id, secret in zip(person_ids, secrets, strict=True)
    ]

    def keep(work: Work) -> None:
        for token in made:
            store.save_token(work, token)

    database.open()
    try:
        database.transact(keep, budget_s=60)
    finally:
        database.close()
    return secrets
