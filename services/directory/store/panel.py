"""Panels: who sits on them, whom they may not judge, and the chair's deputy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict

from pymongo import IndexModel, UpdateOne

from bus.actor import Actor
from bus.database import Work
from services.directory.model import Application, Leaders, Panel, Role, is_among, normal_form
from services.directory.store.assignment import list_assignments
from services.directory.store.documents import ASCENDING, Reader
from services.directory.store.member import organisations_of
from services.directory.store.organisation import keys_of_same
from services.directory.store.person import roles_of

LARGEST_PANEL = 200

INDEXES = [IndexModel([("deputy_id", ASCENDING)], name="deputies")]


def find_panel(reader: Reader, region: str) -> Panel:
    """Return a region's panel; one that has agreed on nothing yet is empty."""
    found = reader.db["panels"].find_one({"_id": region}) or {}
    return Panel(region, found.get("deputy_id", ""), found.get("deputy_until", ""))


def save_panel(work: Work, panel: Panel) -> None:
    """Save what a panel has agreed on."""
    kept = asdict(panel)
    del kept["region"]
    work.db["panels"].update_one({"_id": panel.region}, {"$set": kept}, upsert=True)


def hold_panel(work: Work, region: str) -> None:
    """Make this transaction collide with every other one that assigns on this panel or changes who sits on it."""
    work.db["panels"].update_one({"_id": region}, {"$inc": {"held": 1}}, upsert=True)


def hold_panels(work: Work, regions: Iterable[str]) -> None:
    """Make this transaction collide with every other one that submits to one of these panels."""
    held = [UpdateOne({"_id": region}, {"$inc": {"held": 1}}, upsert=True) for region in regions]
    work.db["panels"].bulk_write(held)


def list_panel(reader: Reader, region: str, role: str) -> list[str]:
    """List who holds a role on a panel."""
    query = {"holds_roles": True, "roles": {"$elemMatch": {"role": role, "region": region}}}
    found = reader.db["persons"].find(query, {"_id": 1}, sort=[("_id", ASCENDING)], limit=LARGEST_PANEL)
    return [each["_id"] for each in found]


def list_free(reader: Reader, application: Application) -> set[str]:
    """Name the assessors of the region who were never asked about an application and have no conflict with it."""
    asked = {each.assessor_id for each in list_assignments(reader, [application.application_id])}
    sitting = set(list_panel(reader, application.profile.region or "", "assessor"))
    left = sitting - asked - {application.person_id, *application.barred, *application.scored_by}
    return left - list_colleagues(reader, application, left)


def leaders_of(reader: Reader, application: Application) -> Leaders:
    """Say who leads the panel of an application's region now and may judge it."""
    chairs = set(list_panel(reader, application.profile.region or "", "chair"))
    kept_from = chairs & ({*application.barred} | list_colleagues(reader, application, chairs))
    return Leaders(tuple(sorted(kept_from)), _deputy_of(reader, application))


def list_colleagues(reader: Reader, application: Application, person_ids: Collection[str]) -> set[str]:
    """Name those of some people who work, or worked, where the applicant does, whatever they call it."""
    same = _keys_of(application, keys_of_same(reader, [application.profile.organisation]))
    known = organisations_of(reader, person_ids) if same else {}
    return {person_id for person_id, names in known.items() if is_among(same, names)}


def is_barred(reader: Reader, actor: Actor, application: Application) -> bool:
    """Say whether a conflict, declared or found, keeps an application from whoever asks."""
    return bool(list_barred(reader, actor, [application]))


def list_barred(reader: Reader, actor: Actor, applications: Iterable[Application]) -> set[str]:
    """Name those of some applications that a conflict, declared or found, keeps from whoever asks."""
    some = list(applications)
    known = organisations_of(reader, [actor.id]).get(actor.id, [])
    same = keys_of_same(reader, [each.profile.organisation for each in some]) if any(known) else {}
    return {each.application_id for each in some if actor.id in each.barred or is_among(_keys_of(each, same), known)}


def _keys_of(application: Application, same: Mapping[str, set[str]]) -> set[str]:
    return same.get(normal_form(application.profile.organisation), set())


def _deputy_of(reader: Reader, application: Application) -> str | None:
    region = application.profile.region or ""
    deputy = Actor("person", find_panel(reader, region).deputy_id)
    leads = Role("chair", region) in panel_roles_of(reader, deputy) and deputy.id != application.person_id
    return deputy.id if leads and not is_barred(reader, deputy, application) else None


def panel_roles_of(reader: Reader, actor: Actor) -> tuple[Role, ...]:
    """Tell the roles of whoever asks; to be a chair's deputy, which takes a role on that panel, is to be its chair."""
    roles = roles_of(reader, actor)
    regions = {role.region for role in roles if role.region}
    if not regions:
        return roles
    query = {"deputy_id": actor.id, "deputy_until": {"$gte": reader.now.date().isoformat()}}
    deputised = reader.db["panels"].find(query, {"_id": 1}, limit=LARGEST_PANEL)
    return tuple(sorted({*roles, *(Role("chair", each["_id"]) for each in deputised if each["_id"] in regions)}))
