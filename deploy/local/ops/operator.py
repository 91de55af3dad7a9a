"""Asks services in the name of `ops`, with its own key, and asks again while they are away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from bus.actor import Signer
from bus.errors import Problem, Unavailable
from bus.ids import new_id
from bus.link import Link
from bus.rpc import RpcClient
from deploy.local import keys
from deploy.local.site import Site

PATIENCE_S = 60.0
PAUSE_S = 0.5


class Operator:
    """Asks one call at a time or many at once; a command that is asked again has the same command id."""

    def __init__(self, client: RpcClient, signer: Signer) -> None:
        self._client, self._signer = client, signer

    def ask(self, service: str, method: str, request: Mapping[str, Any], command_id: str = "") -> Any:
        """Return the answer; raises the service's Problem, or Unavailable when it stays away."""
        command_id = command_id or new_id()
        return patiently(
            lambda: self._client.call(
                service, method, request, actor=self._signer.sign_service(), command_id=command_id, timeout_s=10
            )
        )


def patiently(ask: Callable[[], Any], passing: Callable[[Problem], bool] | None = None) -> Any:
    """Ask again, for a minute at most, while the problem is one that passes: a service that is away, if not said otherwise."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except Problem as problem:
            passes = passing(problem) if passing else isinstance(problem, Unavailable)
            if not passes or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_S)


@contextmanager
def operator(amqp_uri: str, signing_key: str) -> Iterator[Operator]:
    """Connect an operator to the services behind a broker."""
    link = Link(amqp_uri, "ops")
    client = RpcClient(link)
    link.start()
    try:
        yield Operator(client, Signer("ops", signing_key))
    finally:
        link.stop()


def operator_of(site: Site) -> AbstractContextManager[Operator]:
    """Connect an operator to the site that runs here."""
    return operator(site.amqp_uri, keys.signing_key(site.home, "ops").read_text())
