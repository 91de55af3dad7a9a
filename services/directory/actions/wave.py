"""Planning, changing and ending waves, and taking a place in one (clauses 21, 23, 24)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.ids import new_token
from services.directory import model, policies, store, views
from services.directory.actions.opening import tell_closing, tell_opening
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import NoOpenWave, WaveFull
from services.directory.model import Application, RuleBroken, Wave
from services.directory.reference import REGIONS, slugs
from services.directory.views import View


@keeping_rules
def create_wave(work: Work, actor: Actor, **given: Any) -> View:
    """Plan a wave, which opens by itself on its day.

    Raises `NotAllowed`, `NotAChoice`, `Missing`, `dates_reversed`, `opens_in_the_past`, `regions_overlap`; emits
    `wave.opened` when that is today.
    """
    policies.require(policies.may_run_waves(actor, store.roles_of(work, actor)))
    wave = Wave.plan(work.new_id(), new_token(), _chosen(work, given), model.london_day(work.now))
    _require_room(work, wave)
    if wave.state(model.london_day(work.now)) == "open":
        tell_opening(work, wave)
    store.add_wave(work, wave)
    store.record(work, actor, "wave.created", wave.wave_id)
    return _shown(work, wave)


@keeping_rules
def change_wave(work: Work, actor: Actor, wave_id: str, version: int, **given: Any) -> View:
    """Change a planned wave, or dates and numbers of an open one.

    Raises `NoWave`, `NotAllowed`, `NotAChoice`, `VersionConflict`, `Missing`, `wave_is_over`, `wave_is_open`,
    `opens_in_the_past`, `closes_in_the_past`, `dates_reversed`, `regions_overlap`.
    """
    wave = _seen(work, actor, wave_id, version)
    had_no_cap = wave.cap is None
    wave.change(_chosen(work, given, wave.regions), model.london_day(work.now))
    _require_room(work, wave)
    if had_no_cap and wave.cap is not None:
        store.hold_panels(work, wave.regions or sorted(slugs(REGIONS)))  # Nobody submits or withdraws meanwhile.
        wave.submitted = store.count_places(work, wave_id)
    return _save(work, actor, wave, "wave.changed")


@keeping_rules
def close_wave(work: Work, actor: Actor, wave_id: str, version: int) -> View:
    """Take no more applications in a wave.

    Raises `NoWave`, `NotAllowed`, `VersionConflict`, `wave_not_open`; emits `wave.closed`.
    """
    wave = _seen(work, actor, wave_id, version)
    wave.close(work.now)
    if wave.opening_told_at:
        tell_closing(work, wave)
    return _save(work, actor, wave, "wave.closed")


@keeping_rules
def cancel_wave(work: Work, actor: Actor, wave_id: str, version: int) -> View:
    """Call a planned wave off. Raises `NoWave`, `NotAllowed`, `VersionConflict`, `wave_not_planned`."""
    wave = _seen(work, actor, wave_id, version)
    wave.cancel(work.now)
    return _save(work, actor, wave, "wave.cancelled")


def take_place(work: Work, application: Application) -> Wave:
    """Take a place in the wave that admits an application. Raises `NoOpenWave`, `WaveFull`."""
    region, today = application.profile.region, model.london_day(work.now)
    waves = store.list_admitting(work, region, application.invitation, today)
    try:
        wave = model.admitting(waves, region, application.invitation, today)
    except RuleBroken as broken:
        coming = store.find_next(work, region, today)
        refusal = WaveFull if broken.code == "wave_full" else NoOpenWave
        raise refusal(data={"next": views.wave_card(coming, today) if coming else None}) from broken
    if not store.take_place(work, wave):
        raise WaveFull()
    return wave


def _chosen(work: Work, given: dict[str, Any], held: Collection[str] = ()) -> dict[str, Any]:
    """Return what was given in the slugs of today."""
    lists, changes = store.lists(work), dict[str, Any]()
    if regions := given.get("regions"):
        chosen = [lists.chosen("regions", each, f"/regions/{place}", held) for place, each in enumerate(regions)]
        changes["regions"] = chosen
    if numbers := given.get("expected_by_region"):
        known = {each: lists.known("regions", each, f"/expected_by_region/{each}") for each in numbers}
        changes["expected_by_region"] = {known[each]: number for each, number in numbers.items()}
    return given | changes


def _require_room(work: Work, wave: Wave) -> None:
    if wave.kind == "regions":
        store.hold_calendar(work)
        model.require_no_overlap(wave, store.list_unfinished(work, wave.opens_on))


def _seen(work: Work, actor: Actor, wave_id: str, version: int) -> Wave:
    policies.require(policies.may_run_waves(actor, store.roles_of(work, actor)))
    wave = store.get_wave(work, wave_id)
    expect(version, wave.version, views.wave(store.counted(work, wave), model.london_day(work.now)))
    return wave


def _save(work: Work, actor: Actor, wave: Wave, action: str) -> View:
    store.save_wave(work, wave)
    store.record(work, actor, action, wave.wave_id)
    return _shown(work, wave)


def _shown(work: Work, wave: Wave) -> View:
    off = wave.is_off_pattern(store.count_earlier(work, wave))
    return views.wave(store.counted(work, wave), model.london_day(work.now)) | {"off_pattern": off}
