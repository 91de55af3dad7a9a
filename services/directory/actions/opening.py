"""Telling everybody that a wave has opened or closed, once (clause 21)."""

from __future__ import annotations

from bus.database import Work
from services.directory import events, model
from services.directory.model import Wave


def tell_opening(work: Work, wave: Wave) -> None:
    """Tell that a wave has opened, and that who asked is yet to be told; save it afterwards. Emits `wave.opened`."""
    work.emit(events.WaveOpened, events.wave_opened(wave), of=wave)
    wave.opening_told_at = work.now
    wave.told_until = "" if wave.kind == "regions" else None


def tell_closing(work: Work, wave: Wave) -> None:
    """Tell that a wave has closed, and nobody else that it was open; save it afterwards. Emits `wave.closed`."""
    work.emit(events.WaveClosed, events.wave_closed(wave, model.london_day(work.now)), of=wave)
    wave.closing_told_at, wave.told_until = work.now, None
