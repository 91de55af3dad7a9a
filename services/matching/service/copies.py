"""The doors by which copies of what the directory owns are kept."""

from __future__ import annotations

from bus.database import Work
from bus.doors import projection
from bus.events import Received
from services.matching import actions, schemas


class Copying:
    """Keep what the directory owns and matching needs."""

    @projection(schemas.MemberUpdated, schemas.MemberJoined, schemas.MemberLeft, queue="matching.members.v1")
    def keep_member(self, work: Work, event: Received) -> None:
        """Keep a member, or forget one who left."""
        if event.type == schemas.MemberLeft.type:
            actions.forget_member(work, event)
        else:
            actions.keep_member(work, event)

    @projection(schemas.RoleGranted, schemas.RoleRevoked, queue="matching.roles.v1")
    def keep_roles(self, work: Work, event: Received) -> None:
        """Keep a person's roles."""
        actions.keep_roles(work, event)

    @projection(schemas.BlocksChanged, queue="matching.blocks.v1")
    def keep_blocks(self, work: Work, event: Received) -> None:
        """Keep whom a member blocks."""
        actions.keep_blocks(work, event)
