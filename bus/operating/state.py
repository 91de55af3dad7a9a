"""How a service does, in one answer."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.doors import Request, operation
from bus.operating.part import Part


class State(Part):
    """Tells how this process does."""

    @operation(Request)
    def bus_state(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return what `/health/ready` says."""
        return self.host.health()
