"""Who may do what in matching. Roles come from its own copies, the actor from a signed token."""

from __future__ import annotations

from collections.abc import Collection

from bus.actor import Actor
from services.matching.errors import NotAllowed
from services.matching.model.ad import Ad
from services.matching.model.reply import Reply

STAFF = "staff"


def require(allowed: bool) -> None:
    """Raise `NotAllowed` unless allowed."""
    if not allowed:
        raise NotAllowed()


def is_staff(actor: Actor, roles: Collection[str]) -> bool:
    """Tell whether somebody is of the staff, who see how matching goes everywhere."""
    return actor.is_person and STAFF in roles


def may_run_rounds(actor: Actor, roles: Collection[str]) -> bool:
    """Operators and staff open rounds of coffee, close them and see how they went (clause 44)."""
    return actor.is_service("ops") or is_staff(actor, roles)


def may_moderate(actor: Actor, roles: Collection[str]) -> bool:
    """Staff release ads, look at what was reported, and take ads away."""
    return is_staff(actor, roles)


def may_keep(actor: Actor, ad: Ad) -> bool:
    """An ad is changed, renewed and closed by whoever posted it, and its replies are theirs to settle."""
    return actor.is_person and actor.id == ad.author_id


def may_read(actor: Actor, ad: Ad, is_member: bool) -> bool:
    """Everybody reads open wanted ads, members what is open in the swap shop, authors their own (clauses 49, 50)."""
    return may_keep(actor, ad) or ad.is_public or (is_member and ad.state == "open")


def may_follow(actor: Actor, ad: Ad, reply: Reply | None) -> bool:
    """Who replied sees what became of the ad, unless it was taken away."""
    return reply is not None and actor.id == reply.person_id and ad.state not in ("waiting", "removed")
