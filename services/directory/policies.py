"""Who may do what in the directory. Roles come from its own state, the actor from a signed token."""

from __future__ import annotations

from collections.abc import Collection

from bus.actor import Actor
from services.directory.errors import NotAllowed
from services.directory.model import SEEN_BY_PANEL, Application, Assessment, Member, Role

Roles = Collection[Role]

STAFF = Role("staff")


def require(allowed: bool) -> None:
    """Raise `NotAllowed` unless allowed."""
    if not allowed:
        raise NotAllowed()


def may_register_person(actor: Actor) -> bool:
    """The gateway registers whoever proves to control an address."""
    return actor.is_service("gateway")


def may_find_person(actor: Actor) -> bool:
    """Operators and the gateway look a person up by address."""
    return actor.is_service("ops", "gateway")


def may_nominate(actor: Actor) -> bool:
    """Operators import the founding cohort."""
    return actor.is_service("ops")


def may_change_roles(actor: Actor, roles: Roles) -> bool:
    """Operators and staff grant, revoke and list roles."""
    return actor.is_service("ops") or STAFF in roles


def may_erase(actor: Actor, roles: Roles) -> bool:
    """Operators and staff erase a person who asked for it."""
    return actor.is_service("ops") or STAFF in roles


def may_export(roles: Roles) -> bool:
    """Staff take away lists of members, as far as they see them."""
    return STAFF in roles


def may_check(actor: Actor, person_id: str | None) -> bool:
    """Members call their own entry current, the gateway that of who pressed the button behind a mailed link."""
    return actor.is_person if person_id is None else actor.is_service("gateway")


def may_apply(actor: Actor) -> bool:
    """Anyone with a verified address may apply (clause 18)."""
    return actor.is_person


def may_keep(actor: Actor, application: Application) -> bool:
    """An application is edited, submitted and withdrawn by the person who wrote it."""
    return actor.is_person and actor.id == application.person_id


def may_read(actor: Actor, roles: Roles, application: Application) -> bool:
    """The panel of the region and staff read what was submitted, but never their own as panel."""
    return _is_panels(actor, application) and any(
        role in roles for role in (STAFF, _assessor(application), _chair(application))
    )


def may_assess(actor: Actor, roles: Roles, application: Application) -> bool:
    """Assessors of the region assess; nobody assesses their own (clause 19)."""
    return _is_panels(actor, application) and _assessor(application) in roles


def may_decide(actor: Actor, roles: Roles, application: Application) -> bool:
    """The chair of the region decides; nobody decides on their own (clause 19)."""
    return _is_panels(actor, application) and _chair(application) in roles


def may_read_assessments(roles: Roles, application: Application, mine: Assessment | None) -> bool:
    """Who may still assess is blind until their own is final, chair and staff too; those who do not assess see all."""
    if mine:
        return mine.is_final
    still_to_assess = application.is_under_assessment and _assessor(application) in roles
    return may_read_audit(roles, application) and not still_to_assess


def may_read_audit(roles: Roles, application: Application) -> bool:
    """Chair and staff see who did what."""
    return STAFF in roles or _chair(application) in roles


def may_see(member: Member, viewer_is_member: bool) -> bool:
    """Everyone sees public members, members see every listed one; nobody sees who has not confirmed."""
    return member.is_listed and (viewer_is_member or member.profile.visibility == "public")


def panel_regions(roles: Roles, regions: Collection[str]) -> set[str]:
    """Name the regions whose applications these roles may list: all of them for staff."""
    return set(regions) if STAFF in roles else {role.region for role in roles}


def _is_panels(actor: Actor, application: Application) -> bool:
    return application.status in SEEN_BY_PANEL and actor.is_person and actor.id != application.person_id


def _assessor(application: Application) -> Role:
    return Role("assessor", application.profile.region or "")


def _chair(application: Application) -> Role:
    return Role("chair", application.profile.region or "")
