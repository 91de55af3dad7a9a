"""Reading waves: what everybody may know, what staff see, and whether somebody may apply now."""

from __future__ import annotations

from collections.abc import Callable

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import model, policies, store, views
from services.directory.model import RuleBroken, Wave
from services.directory.views import View


def list_waves(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List the waves of regions, the latest to open first: what is open, what comes, what was (clause 23)."""
    size = pages.take(limit)
    found = store.list_public_waves(read, _place(read, after), size + 1)
    return _page(read, found, size, views.wave_card)


def list_all_waves(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List every wave for staff, the latest to open first. Raises `NotAllowed`."""
    policies.require(policies.may_run_waves(actor, store.roles_of(read, actor)))
    size = pages.take(limit)
    found = [store.counted(read, wave) for wave in store.list_waves(read, _place(read, after), size + 1)]
    return _page(read, found, size, views.wave)


def get_wave(read: Read, actor: Actor, wave_id: str) -> View:
    """Return a wave for staff, with what each region expects, sent and can assess. Raises `NotAllowed`, `NoWave`."""
    policies.require(policies.may_run_waves(actor, store.roles_of(read, actor)))
    wave = store.counted(read, store.get_wave(read, wave_id))
    off = wave.is_off_pattern(store.count_earlier(read, wave))
    regions = [_region(read, wave, region) for region in wave.regions]
    return views.wave(wave, model.london_day(read.now)) | {"off_pattern": off, "by_region": regions}


def get_admission(read: Read, actor: Actor, region: str | None = None, invitation: str | None = None) -> View:
    """Tell whether an application of a region, or with an invitation, could be handed in now, and if not, when.

    Raises `NotAChoice`.
    """
    today, given = model.london_day(read.now), invitation or ""
    region = store.lists(read).known("regions", region, "/region") if region else None
    invited, coming = store.find_invited(read, given), store.find_next(read, region, today)
    answer: View = {"wave": None, "problem": None}
    try:
        wave = model.admitting(store.list_admitting(read, region, given, today), region, given, today)
        answer["wave"] = views.wave_card(wave, today)
    except RuleBroken as broken:
        answer["problem"] = broken.code
    return answer | {
        "next": views.wave_card(coming, today) if coming else None,
        "invited": views.wave_card(invited, today) if invited else None,
    }


def _region(read: Read, wave: Wave, region: str) -> View:
    assessors = store.count_assessors(read, region)
    return {
        "region": region,
        "expected": wave.expected_by_region.get(region),
        "submitted": store.count_submitted(read, wave, region),
        "assessors": assessors,
        "capacity": model.capacity(assessors, read.settings.assessor_load),
    }


def _place(read: Read, after: str | None) -> str:
    return str(pages.decode(read.settings.page_key, after)[0]) if after else ""


def _page(read: Read, found: list[Wave], size: int, view: Callable[..., View]) -> View:
    token = pages.encode(read.settings.page_key, [store.place_of_wave(found[size - 1])]) if found[size:] else None
    today = model.london_day(read.now)
    return {"items": [view(wave, today) for wave in found[:size]], "next": token}
