"""Keeping the register of organisations (clauses 5 and 6)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.directory import events, organisation_views, policies, store
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import NameTaken
from services.directory.model import LISTED, Organisation
from services.directory.views import View


@keeping_rules
def add_organisation(work: Work, actor: Actor, **given: Any) -> View:
    """Add an organisation; whoever writes one of its names belongs to it soon.

    Raises `NotAllowed`, `NotAChoice`, `Missing`, `NameTaken`, `too_many_names`; emits `organisation.added`.
    """
    policies.require(policies.may_keep_register(actor, store.roles_of(work, actor)))
    organisation = Organisation(work.new_id(), work.now)
    organisation.change(_chosen(work, organisation, given), work.now)
    _require_free_names(work, organisation)
    work.emit(events.OrganisationAdded, events.organisation_state(organisation), of=organisation)
    store.add_organisation(work, organisation)
    store.record(work, actor, "organisation.added", organisation.organisation_id)
    return organisation_views.entry(organisation)


@keeping_rules
def change_organisation(work: Work, actor: Actor, organisation_id: str, version: int, **given: Any) -> View:
    """Change what the register says of an organisation.

    Raises `NoOrganisation`, `NotAllowed`, `NotAChoice`, `VersionConflict`, `Missing`, `NameTaken`, `too_many_names`;
    emits `organisation.changed`.
    """
    organisation = _seen(work, actor, organisation_id, version)
    organisation.change(_chosen(work, organisation, given), work.now)
    _require_free_names(work, organisation)
    work.emit(events.OrganisationChanged, events.organisation_state(organisation), of=organisation)
    store.save_organisation(work, organisation)
    store.record(work, actor, "organisation.changed", organisation.organisation_id)
    return organisation_views.entry(organisation)


@keeping_rules
def merge_organisations(work: Work, actor: Actor, organisation_id: str, version: int, into_id: str) -> View:
    """Make one organisation part of another: its names and members become the other's, and its address leads there.

    Raises `NoOrganisation`, `NotAllowed`, `VersionConflict`, `same_organisation`, `too_many_names`; emits
    `organisation.merged` and, for the other, `organisation.changed`.
    """
    organisation = _seen(work, actor, organisation_id, version)
    into = store.get_organisation(work, into_id)
    into.absorb(organisation, work.now)
    told = {"organisation_id": organisation.organisation_id, "into_id": into.organisation_id}
    work.emit(events.OrganisationMerged, told, of=organisation)
    work.emit(events.OrganisationChanged, events.organisation_state(into), of=into)
    store.save_merged(work, organisation, into)
    detail = {"into_id": into.organisation_id}
    store.record(work, actor, "organisation.merged", organisation.organisation_id, **detail)
    return organisation_views.entry(into)


@keeping_rules
def remove_organisation(work: Work, actor: Actor, organisation_id: str, version: int) -> View:
    """Take an organisation that nobody names out of the register.

    Raises `NoOrganisation`, `NotAllowed`, `VersionConflict`, `organisation_in_use`; emits `organisation.removed`.
    """
    organisation = _seen(work, actor, organisation_id, version)
    if store.has_members(work, organisation):
        raise Conflict("organisation_in_use")
    organisation.remove(work.now)
    work.emit(events.OrganisationRemoved, {"organisation_id": organisation.organisation_id}, of=organisation)
    store.save_organisation(work, organisation)
    store.record(work, actor, "organisation.removed", organisation.organisation_id)
    return {"organisation_id": organisation.organisation_id, "version": organisation.version}


def _chosen(work: Work, organisation: Organisation, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given in the slugs of today."""
    lists, held = store.lists(work), {"regions": organisation.region, "partnerships": organisation.partnership}
    chosen = {
        name: lists.chosen(list_name, given[name], f"/{name}", [kept] if (kept := held[list_name]) else [])
        for name, list_name in LISTED.items()
        if given.get(name)
    }
    return given | chosen


def _seen(work: Work, actor: Actor, organisation_id: str, version: int) -> Organisation:
    policies.require(policies.may_keep_register(actor, store.roles_of(work, actor)))
    organisation = store.get_organisation(work, organisation_id)
    expect(version, organisation.version, organisation_views.entry(organisation))
    return organisation


def _require_free_names(work: Work, organisation: Organisation) -> None:
    for other in store.list_organisations_named(work, organisation.keys):
        if other.organisation_id != organisation.organisation_id:
            raise NameTaken(data=organisation_views.entry(other))
