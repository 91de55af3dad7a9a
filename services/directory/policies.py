"""Who may do what in the directory. Roles come from its own state, the actor from a signed token."""

from __future__ import annotations

from collections.abc import Collection

from bus.actor import Actor
from services.directory.errors import NotAllowed
from services.directory.model import SEEN_BY_PANEL, Application, Assessment, Member, Report, Role

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


def may_recognise(actor: Actor, roles: Roles, member_id: str) -> bool:
    """Staff recognise the expertise of others, and see who did (clause 27)."""
    return actor.is_person and STAFF in roles and actor.id != member_id


def may_oversee(roles: Roles) -> bool:
    """Staff see how applications go everywhere, in figures and lists."""
    return STAFF in roles


def may_see_network(actor: Actor, roles: Roles) -> bool:
    """Operators and staff see how many connections members have; nobody sees whose (clause 36)."""
    return actor.is_service("ops") or STAFF in roles


def may_settle(actor: Actor, roles: Roles, report: Report) -> bool:
    """Staff settle what was reported, but nothing that they wrote or reported themselves."""
    return actor.is_person and STAFF in roles and actor.id not in (report.by, report.about)


def may_keep_register(actor: Actor, roles: Roles) -> bool:
    """Operators and staff keep the register of organisations (clause 6)."""
    return actor.is_service("ops") or STAFF in roles


def may_see_workplace(roles: Roles, organisation_id: str, own: Member | None) -> bool:
    """Who belongs to an organisation, and staff, see what its people can do in one table (clause 7)."""
    belongs = own is not None and own.is_listed and own.profile.organisation_id == organisation_id
    return belongs or STAFF in roles


def may_verify(actor: Actor) -> bool:
    """Operators check that the audit trail is as it was written."""
    return actor.is_service("ops")


def may_export(roles: Roles) -> bool:
    """Staff take away lists of members, as far as they see them."""
    return STAFF in roles


def may_check(actor: Actor) -> bool:
    """Members call their own entry current."""
    return actor.is_person


def may_run_waves(actor: Actor, roles: Roles) -> bool:
    """Operators and staff plan, change, end and look after waves (clause 24)."""
    return actor.is_service("ops") or STAFF in roles


def may_keep_lists(actor: Actor, roles: Roles) -> bool:
    """Operators and staff keep the lists that people choose from (clauses 6, 22, 25)."""
    return actor.is_service("ops") or STAFF in roles


def may_change_interest(actor: Actor, person_id: str | None) -> bool:
    """People say what they want to be told, the gateway what who pressed the button behind a mailed link wants."""
    return actor.is_person if person_id is None else actor.is_service("gateway")


def may_apply(actor: Actor) -> bool:
    """Anyone with a verified address may apply (clause 18)."""
    return actor.is_person


def may_keep(actor: Actor, application: Application) -> bool:
    """An application is edited, submitted and withdrawn by the person who wrote it."""
    return actor.is_person and actor.id == application.person_id


def may_read(actor: Actor, roles: Roles, application: Application) -> bool:
    """Who assesses it, the chair of the region and staff read what was submitted, but never their own as panel."""
    leads = STAFF in roles or _chair(application) in roles
    return _is_panels(actor, application) and (leads or may_assess(actor, roles, application))


def may_assess(actor: Actor, roles: Roles, application: Application) -> bool:
    """Who is assigned and sits on the panel of the region assesses; nobody assesses their own (clause 19)."""
    is_asked = actor.id in application.assigned and _assessor(application) in roles
    return _is_panels(actor, application) and is_asked


def may_decide(actor: Actor, roles: Roles, application: Application) -> bool:
    """The chair of the region decides; nobody decides on their own (clause 19)."""
    return _is_panels(actor, application) and _chair(application) in roles


def may_read_assessments(roles: Roles, application: Application, mine: Assessment | None) -> bool:
    """Who may yet assess is blind until their own is final, chair and staff too; those who do not assess see all."""
    if mine and mine.assessor_id in application.assigned:
        return mine.is_final
    still_to_assess = application.is_under_assessment and not application.has_enough_scores
    return may_read_audit(roles, application) and not (still_to_assess and _assessor(application) in roles)


def may_read_audit(roles: Roles, application: Application) -> bool:
    """Chair and staff see who did what."""
    return STAFF in roles or _chair(application) in roles


def may_step_back(actor: Actor, roles: Roles, application: Application) -> bool:
    """Who assesses or leads declares a conflict, or abstains (clause 19)."""
    return may_assess(actor, roles, application) or may_decide(actor, roles, application)


def may_lead(roles: Roles, region: str) -> bool:
    """The chair of a region, their deputy and staff see how its panel's work stands, and name the deputy."""
    return STAFF in roles or Role("chair", region) in roles


def may_calibrate(roles: Roles) -> bool:
    """Whoever sits on a panel practises on the examples."""
    return any(role.region for role in roles)


def may_see(member: Member, viewer_is_member: bool) -> bool:
    """Everyone sees public members, members see every listed one; nobody sees who has not confirmed."""
    return member.is_listed and (viewer_is_member or member.profile.visibility == "public")


def panel_regions(roles: Roles, regions: Collection[str]) -> set[str]:
    """Name the regions whose applications these roles list whole: all for staff, their own for chairs."""
    return set(regions) if STAFF in roles else {role.region for role in roles if role.role == "chair"}


def _is_panels(actor: Actor, application: Application) -> bool:
    return application.status in SEEN_BY_PANEL and actor.is_person and actor.id != application.person_id


def _assessor(application: Application) -> Role:
    return Role("assessor", application.profile.region or "")


def _chair(application: Application) -> Role:
    return Role("chair", application.profile.region or "")
