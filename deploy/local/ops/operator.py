"""Asks services in the name of `ops`, with its own key, and asks again while they are away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

from bus.actor import Signer
from bus.errors import Problem, Unavailable
from bus.ids import new_id
from bus.link import Link
from bus.rpc import Pending, RpcClient
from deploy.local import keys
from deploy.local.site import Site
from deploy.local.terminal import Failure

PATIENCE_S = 60.0
ASK_AGAIN_FOR_S = 20.0
"""For how long a service that is away is asked again for one who waits at a terminal."""
PAUSE_S = 0.5
TIMEOUT_S = 10.0
EACH_TIMEOUT_S = 5.0


class Silent(Failure):
    """A service does not answer, or cannot without what it needs: it is not known whether it did what was asked."""

    def __init__(self, service: str, code: str) -> None:
        super().__init__(
            f"{service} does not answer ({code.replace('_', ' ')}): './q status' shows how it does. Whether it has "
            "done what you asked is not known. Ask again when it is back: nothing is done twice."
        )


class Operator:
    """Asks one call at a time or many at once; a command that is asked again has the same command id."""

    def __init__(self, client: RpcClient, signer: Signer, patience_s: float = ASK_AGAIN_FOR_S) -> None:
        self._client, self._signer, self._patience_s = client, signer, patience_s

    def ask(self, service: str, method: str, request: Mapping[str, Any], command_id: str = "") -> Any:
        """Return the answer; raises the service's Problem, or Failure with its name when it stays away."""
        command_id = command_id or new_id()
        try:
            return patiently(lambda: self._ask_once(service, method, request, command_id), self._patience_s)
        except Unavailable as problem:
            raise Silent(service, problem.code) from problem

    def ask_each(
        self, services: Iterable[str], method: str, request: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """Ask services at once, and only once; return their answers by name, and which did not answer in time.

        Raises the Problem of a service that refuses.
        """
        pending = {service: self._start(service, method, request) for service in services}
        answers: dict[str, Any] = {}
        for service, asked in pending.items():
            with suppress(Unavailable):
                answers[service] = asked.result()
        return answers, [service for service in pending if service not in answers]

    def _start(self, service: str, method: str, request: Mapping[str, Any]) -> Pending:
        return self._client.start(service, method, request, actor=self._signer.sign_service(), timeout_s=EACH_TIMEOUT_S)

    def _ask_once(self, service: str, method: str, request: Mapping[str, Any], command_id: str) -> Any:
        actor = self._signer.sign_service()
        return self._client.call(service, method, request, actor=actor, command_id=command_id, timeout_s=TIMEOUT_S)


def is_away(problem: Problem) -> bool:
    """Tell whether it passes when the service comes back."""
    return isinstance(problem, Unavailable)


def patiently(
    ask: Callable[[], Any], patience_s: float = PATIENCE_S, passes: Callable[[Problem], bool] = is_away
) -> Any:
    """Ask again, for so many seconds at most, while the problem is one that passes."""
    deadline = time.monotonic() + patience_s
    while True:
        try:
            return ask()
        except Problem as problem:
            if not passes(problem) or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_S)


@contextmanager
def operator(amqp_uri: str, signing_key: str, patience_s: float = ASK_AGAIN_FOR_S) -> Iterator[Operator]:
    """Connect an operator to the services behind a broker."""
    link = Link(amqp_uri, "ops")
    client = RpcClient(link)
    link.start()
    try:
        yield Operator(client, Signer("ops", signing_key), patience_s)
    finally:
        link.stop()


def operator_of(site: Site) -> AbstractContextManager[Operator]:
    """Connect an operator to the site that runs here."""
    return operator(site.amqp_uri, keys.signing_key(site.home, "ops").read_text())
