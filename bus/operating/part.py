"""What the doors of operators start from: the host that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bus.host import Host


class Part:
    """Doors of one subject on one host."""

    def __init__(self, host: Host) -> None:
        self.host = host
