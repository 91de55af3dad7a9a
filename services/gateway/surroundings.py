"""What the application was made with: its settings and the started host (database, RPC client, signer)."""

from dataclasses import dataclass

from flask import current_app

from bus.host import Host
from services.gateway.settings import GatewaySettings


@dataclass(frozen=True)
class Surroundings:
    """Hold what `create_app` was given."""

    settings: GatewaySettings
    host: Host


def surroundings() -> Surroundings:
    """Return the surroundings of the application that handles this request."""
    found: Surroundings = current_app.extensions["q"]
    return found
