"""The doors that people come in through: calls as services make them, pages and API as browsers and programs do.

Everybody here is impatient and stubborn: what is not answered is asked again, under the same command id, at the
other gateway, until it is. So every command ends acknowledged, refused, or the trial has found a fault.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Any, TypeVar

import requests

from bus.actor import Signer
from bus.errors import Problem
from bus.ids import new_id
from bus.rpc import RpcClient

T = TypeVar("T")
PATIENCE_S = 120.0
TIMEOUT_S = 8.0
PAUSES_S = (0.2, 0.5, 1.0)
PASSES = ("unavailable", "internal")
"""Kinds of problems after which asking again is safe and sensible; so is a conflict that only says `busy`."""
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
Answer = dict[str, Any]


class Unanswered(Exception):
    """A command that was refused, or not answered for two minutes; the text says which and how."""


class NotYet(Exception):
    """Nothing was said that counts: ask again."""


def stubbornly(ask: Callable[[], T], what: str, over: threading.Event) -> T:
    """Ask until there is an answer; raises Unanswered when patience ends or everything is over."""
    deadline = time.monotonic() + PATIENCE_S
    pauses = iter(PAUSES_S)
    while True:
        try:
            return ask()
        except NotYet as reason:
            if over.wait(next(pauses, PAUSES_S[-1])) or time.monotonic() > deadline:
                raise Unanswered(f"{what}: {reason}") from reason


@dataclass(frozen=True)
class Calls:
    """Calls over the bus, signed as the gateway signs for people and as the operator signs."""

    client: RpcClient
    gateway: Signer
    operator: Signer
    over: threading.Event

    def as_person(self, person_id: str, method: str, **request: Any) -> Answer:
        """Ask the directory for a person; the answer is that of the first time, however often it is asked."""
        return self._ask(method, request, lambda: self.gateway.sign_person(person_id))

    def as_gateway(self, method: str, **request: Any) -> Answer:
        """Ask the directory for the gateway itself."""
        return self._ask(method, request, self.gateway.sign_service)

    def as_operator(self, method: str, **request: Any) -> Answer:
        """Ask the directory for the operator."""
        return self._ask(method, request, self.operator.sign_service)

    def _ask(self, method: str, request: Answer, actor: Callable[[], str]) -> Answer:
        command_id = new_id()
        return stubbornly(lambda: self._once(method, request, actor(), command_id), f"directory.{method}", self.over)

    def _once(self, method: str, request: Answer, actor: str, command_id: str) -> Answer:
        try:
            answer: Answer = self.client.call(
                "directory", method, request, actor=actor, command_id=command_id, timeout_s=TIMEOUT_S
            )
        except Problem as problem:
            if problem.kind in PASSES or problem.code == "busy":
                raise NotYet(f"{problem.kind} {problem.code}") from problem
            raise Unanswered(f"directory.{method}: {problem.kind} {problem.code} {problem.data}") from problem
        return answer


class Browser:
    """One person's browser, and later their program: whichever gateway answers is good."""

    def __init__(self, gateways: tuple[str, ...], place: str, over: threading.Event) -> None:
        self._gateways, self._over = cycle(gateways), over
        self._gateway = next(self._gateways)
        self._cookies = requests.Session()
        self._cookies.headers["X-Forwarded-For"] = place

    def open(self, path: str) -> str:
        """Return a page; raises Unanswered when it leads elsewhere."""
        answer = self._send("GET", path)
        if answer.is_redirect:
            raise Unanswered(f"GET {path}: leads to {answer.headers['Location']}")
        return answer.text

    def post(self, path: str, of: str, **fields: str) -> str:
        """Fill in and send the form for `path` on the page `of`; return the page that answers."""
        form = _form(self.open(of), path)
        return self._send("POST", path, data=form | fields).text

    def carry_token(self, token: str) -> None:
        """Let a program act with this token from now on."""
        self._cookies.cookies.clear()
        self._cookies.headers["Authorization"] = f"Bearer {token}"

    def ask(self, path: str) -> Answer:
        """Ask the API."""
        return dict(self._send("GET", f"/api/v1{path}").json())

    def tell(self, method: str, path: str, body: Mapping[str, Any], seen: int | None = None) -> Answer:
        """Change something through the API, as of the version that was seen."""
        headers = {"Idempotency-Key": new_id()} | ({"If-Match": f'"{seen}"'} if seen is not None else {})
        return dict(self._send(method, f"/api/v1{path}", json=dict(body), headers=headers).json())

    def _send(self, method: str, path: str, **how: Any) -> requests.Response:
        return stubbornly(lambda: self._once(method, path, how), f"{method} {path}", self._over)

    def _once(self, method: str, path: str, how: Mapping[str, Any]) -> requests.Response:
        try:
            answer = self._cookies.request(
                method, self._gateway + path, timeout=TIMEOUT_S + 2, allow_redirects=False, **how
            )
        except requests.RequestException as error:
            self._gateway = next(self._gateways)
            raise NotYet(type(error).__name__) from error
        if answer.status_code >= 500:
            self._gateway = next(self._gateways)
            raise NotYet(f"{answer.status_code}")
        if answer.status_code >= 400:
            raise Unanswered(f"{method} {path}: {answer.status_code} {answer.text[-300:]}")
        return answer


def _form(page: str, path: str) -> dict[str, str]:
    """Return the hidden fields of the form that is sent to `path`."""
    found = re.search(rf'<form method="post" action="{re.escape(path)}".*?</form>', page, re.DOTALL)
    return dict(HIDDEN.findall(found[0])) if found else {}
