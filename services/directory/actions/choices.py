"""Renaming, adding to, retiring from and merging in the lists that people choose from (clauses 6, 22, 25)."""

from __future__ import annotations

from collections.abc import Sequence

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from bus.events import Event
from services.directory import events, model, policies, store, views
from services.directory.actions.rules import expect, keeping_rules
from services.directory.model import Choice
from services.directory.views import View


@keeping_rules
def add_choice(work: Work, actor: Actor, list_name: str, name: str, regions: Sequence[str] | None = None) -> View:
    """Offer something that was not in a list; its slug is made of its name, and stays for ever.

    Raises `NotAllowed`, `NotAChoice`, `Missing`, `name_taken`, `name_unusable`, `list_full`; emits `choice.added`.
    """
    policies.require(policies.may_keep_lists(actor, store.roles_of(work, actor)))
    lists, given = store.lists(work), list(regions or ()) if list_name == "partnerships" else []
    where = [lists.chosen("regions", each, f"/regions/{place}") for place, each in enumerate(given)]
    model.require_regions(list_name, where)
    choice = Choice.add(list_name, lists.new_slug(list_name, name), name, where)
    return _save(work, actor, choice, events.ChoiceAdded)


@keeping_rules
def rename_choice(work: Work, actor: Actor, list_name: str, slug: str, version: int, name: str) -> View:
    """Call an entry something else; its slug stays.

    Raises `NotAllowed`, `NoChoice`, `VersionConflict`, `name_taken`, `choice_merged`; emits `choice.renamed`.
    """
    choice = _seen(work, actor, list_name, slug, version)
    store.lists(work).require_free(list_name, name, slug)
    choice.rename(name)
    return _save(work, actor, choice, events.ChoiceRenamed)


@keeping_rules
def retire_choice(work: Work, actor: Actor, list_name: str, slug: str, version: int) -> View:
    """Offer an entry no more; who has it keeps it, and is found by it.

    Raises `NotAllowed`, `NoChoice`, `VersionConflict`, `choice_not_used`, `region_has_wave`,
    `region_has_applications`; emits `choice.retired`.
    """
    choice = _seen(work, actor, list_name, slug, version)
    _require_quiet(work, choice)
    choice.retire()
    return _save(work, actor, choice, events.ChoiceRetired)


@keeping_rules
def restore_choice(work: Work, actor: Actor, list_name: str, slug: str, version: int) -> View:
    """Offer an entry again.

    Raises `NotAllowed`, `NoChoice`, `VersionConflict`, `choice_not_retired`; emits `choice.restored`.
    """
    choice = _seen(work, actor, list_name, slug, version)
    choice.restore()
    return _save(work, actor, choice, events.ChoiceRestored)


@keeping_rules
def merge_choice(work: Work, actor: Actor, list_name: str, slug: str, version: int, into: str) -> View:
    """Let an entry become another one, for good: from now on its slug is taken for the other; a job rewrites the rest.

    Raises `NotAllowed`, `NoChoice` of either, `VersionConflict`, `choice_merged`, `merged_into_itself`,
    `choice_not_used`, `region_has_wave`, `region_has_applications`; emits `choice.merged`.
    """
    choice = _seen(work, actor, list_name, slug, version)
    _require_quiet(work, choice)
    choice.merge(store.get_choice(work, list_name, into), work.now)
    return _save(work, actor, choice, events.ChoiceMerged)


def _seen(work: Work, actor: Actor, list_name: str, slug: str, version: int) -> Choice:
    policies.require(policies.may_keep_lists(actor, store.roles_of(work, actor)))
    choice = store.get_choice(work, list_name, slug)
    expect(version, choice.version, views.choice(choice))
    return choice


def _require_quiet(work: Work, choice: Choice) -> None:
    """Refuse to take a region away while people apply there; who plans a wave or applies meanwhile collides."""
    if choice.list_name != "regions":
        return
    store.hold_calendar(work)
    store.hold_panel(work, choice.slug)
    if store.has_open_wave(work, choice.slug, model.london_day(work.now).isoformat()):
        raise Conflict("region_has_wave")
    if store.has_undecided(work, choice.slug):
        raise Conflict("region_has_applications")


def _save(work: Work, actor: Actor, choice: Choice, event: type[Event]) -> View:
    work.emit(event, events.choice_state(choice), of=choice)
    store.save_choice(work, choice)
    store.hold_lists(work)
    store.record(work, actor, event.type, choice.choice_id, into=choice.into or None)
    return views.choice(choice)
