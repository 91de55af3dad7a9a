"""What the application was made with: its settings and the started host (database, RPC client, signer)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import current_app

from bus.database import Read, Work
from bus.host import Host
from services.gateway.settings import GatewaySettings

T = TypeVar("T")


@dataclass(frozen=True)
class Surroundings:
    """Hold what `create_app` was given."""

    settings: GatewaySettings
    host: Host


def surroundings() -> Surroundings:
    """Return the surroundings of the application that handles this request."""
    found: Surroundings = current_app.extensions["q"]
    return found


def read() -> Read:
    """Return a read of the gateway's own database; its `now` is the request's present."""
    return surroundings().host.database.read()


def transact(change: Callable[[Work], T]) -> T:
    """Change the gateway's own database in one transaction; its events are published at once."""
    return surroundings().host.transact(change)
