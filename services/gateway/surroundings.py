"""What the application was made with: its settings and the started host (database, RPC client, signer).

And what a request brings with it: a deadline for the database, and one correlation id for all that it causes.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g

from bus.cause import NOBODY, Caused
from bus.database import Read, Work
from bus.errors import Duplicate
from bus.host import Host
from services.gateway.accounts import store
from services.gateway.settings import GatewaySettings
from services.gateway.silences import Silences

T = TypeVar("T")

DATABASE_TIMEOUT_S = 4.0


@dataclass(frozen=True)
class Surroundings:
    """Hold what `create_app` was given, and what is remembered while it runs.

    `roles` is what each person might do when the directory last said so, for showing while it does not.
    """

    settings: GatewaySettings
    host: Host
    silences: Silences = field(default_factory=Silences)
    roles: dict[str, dict[str, Any]] = field(default_factory=dict)


def install(app: Flask, settings: GatewaySettings) -> None:
    """Let no request wait longer for the gateway's own database, which may be away."""

    @app.before_request
    def begin() -> None:
        wait_anew()

    @app.after_request
    def name_the_request(response: Response) -> Response:
        if "caused" in g:
            response.headers["X-Correlation-ID"] = caused().correlation_id
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        g.pop("deadline", ExitStack()).close()


def wait_anew() -> None:
    """Give the gateway's own database its whole time, also after others have taken theirs."""
    g.pop("deadline", ExitStack()).close()
    g.deadline = ExitStack()
    g.deadline.enter_context(store.within(DATABASE_TIMEOUT_S))


def surroundings() -> Surroundings:
    """Return the surroundings of the application that handles this request."""
    found: Surroundings = current_app.extensions["q"]
    return found


def read() -> Read:
    """Return a read of the gateway's own database; its `now` is the request's present."""
    return surroundings().host.database.read()


def caused() -> Caused:
    """Return why this request's calls and changes are made: they share one correlation id."""
    if "caused" not in g:
        g.caused = NOBODY.rooted()
    found: Caused = g.caused
    return found


def transact(change: Callable[[Work], T]) -> T:
    """Change the gateway's own database in one transaction; its events are published at once.

    Of two that begin the same thing at once, the second runs again and finds what the first began.
    """
    database = surroundings().host.database
    try:
        return database.transact(change, caused())
    except Duplicate:
        return database.transact(change, caused())
