"""Waves: by their place in time; a cap is held by a conditional update, the calendar by one document.

Only a wave with a cap keeps count of its places: without one nobody waits for another who submits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.directory.errors import NoWave
from services.directory.model import SEEN_BY_PANEL, Wave
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

MOST_AT_ONCE = 200
"""More waves than this never run or wait at one time."""

MOST_COUNTED = 100_000

INDEXES = [
    IndexModel([("place", DESCENDING)], name="by_time"),
    IndexModel([("kind", ASCENDING), ("closes_on", ASCENDING)], name="open_and_planned"),
    IndexModel([("code", ASCENDING)], name="by_code", unique=True, partialFilterExpression={"code": {"$gt": ""}}),
    IndexModel([("opening_told_at", ASCENDING), ("opens_on", ASCENDING)], name="opening_to_tell"),
    IndexModel([("closing_told_at", ASCENDING), ("closes_on", ASCENDING)], name="closing_to_tell"),
    IndexModel([("told_until", ASCENDING)], name="telling", partialFilterExpression={"told_until": {"$gte": ""}}),
]

_HOLDS = {"closed_at": None, "cancelled_at": None}
_TAKES_A_PLACE = {
    "$or": [{"status": {"$in": list(SEEN_BY_PANEL)}}, {"status": "erased", "was": {"$in": ["accepted", "not_yet"]}}]
}
_HAS_PLACES = {"$or": [{"cap": None}, {"$expr": {"$lt": ["$submitted", "$cap"]}}]}


def get_wave(reader: Reader, wave_id: str) -> Wave:
    """Return a wave; raises `NoWave`."""
    found = reader.db["waves"].find_one({"_id": wave_id})
    if found is None:
        raise NoWave()
    return read_wave(found)


def list_waves(reader: Reader, after: str, limit: int) -> list[Wave]:
    """List all waves, the latest to open first, from behind a place."""
    return _page(reader, {}, after, limit)


def list_public_waves(reader: Reader, after: str, limit: int) -> list[Wave]:
    """List the waves of regions that were not called off, the latest to open first, from behind a place."""
    return _page(reader, {"kind": "regions", "cancelled_at": None}, after, limit)


def place_of(wave: Wave) -> str:
    """Tell a wave's place in every list: its first day and its id, unique."""
    return f"{wave.opens_on.isoformat()} {wave.wave_id}"


def list_admitting(reader: Reader, region: str | None, invitation: str, today: date) -> list[Wave]:
    """List the waves that run today and are for this region, or for who holds this invitation."""
    for_them: list[Document] = [{"kind": "regions", "regions": region}]
    for_them += [{"code": invitation}] if invitation else []
    day = today.isoformat()
    query = {"opens_on": {"$lte": day}, "closes_on": {"$gte": day}, "$or": for_them} | _HOLDS
    return [read_wave(each) for each in reader.db["waves"].find(query, limit=MOST_AT_ONCE)]


def find_invited(reader: Reader, invitation: str) -> Wave | None:
    """Find the wave that an invitation is for, whatever its state."""
    found = reader.db["waves"].find_one({"code": invitation}) if invitation else None
    return read_wave(found) if found else None


def find_next(reader: Reader, region: str | None, today: date) -> Wave | None:
    """Find the next wave that is planned for a region."""
    query = {"kind": "regions", "regions": region, "opens_on": {"$gt": today.isoformat()}} | _HOLDS
    found = reader.db["waves"].find_one(query, sort=[("opens_on", ASCENDING)])
    return read_wave(found) if found else None


def list_unfinished(reader: Reader, since: date) -> list[Wave]:
    """List the waves of regions that run on a day or later."""
    query = {"kind": "regions", "closes_on": {"$gte": since.isoformat()}} | _HOLDS
    return [read_wave(each) for each in reader.db["waves"].find(query, limit=MOST_AT_ONCE)]


def count_earlier(reader: Reader, wave: Wave) -> int:
    """Count the waves of regions that open, or opened, before this one."""
    query = {"kind": "regions", "cancelled_at": None, "place": {"$lt": place_of(wave)}}
    return reader.db["waves"].count(query, limit=MOST_AT_ONCE)


def count_submitted(reader: Reader, wave: Wave, region: str) -> int:
    """Count what was handed in by a region in a wave, and not taken back."""
    query = {"wave_id": wave.wave_id, "profile.region": region, "status": {"$in": list(SEEN_BY_PANEL)}}
    return reader.db["applications"].count(query, limit=MOST_COUNTED)


def hold_calendar(work: Work) -> None:
    """Make this transaction collide with every other one that plans waves, so that none overlooks another."""
    work.db["calendar"].update_one({"_id": "waves"}, {"$inc": {"held": 1}}, upsert=True)


def add_wave(work: Work, wave: Wave) -> None:
    """Add a wave."""
    work.db["waves"].insert_one(_document(wave))


def save_wave(work: Work, wave: Wave) -> None:
    """Save a changed wave; raises `version_conflict` when somebody else did."""
    work.db["waves"].replace_versioned(_document(wave))


def counted(reader: Reader, wave: Wave) -> Wave:
    """Return a wave with the number of its places that are taken."""
    return wave if wave.cap is not None else replace(wave, submitted=count_places(reader, wave.wave_id))


def count_places(reader: Reader, wave_id: str) -> int:
    """Count the places that are taken in a wave."""
    return reader.db["applications"].count({"wave_id": wave_id} | _TAKES_A_PLACE, limit=MOST_COUNTED)


def take_place(work: Work, wave: Wave) -> bool:
    """Take one of a wave's places, if one is left; two at the same moment never exceed the cap."""
    if wave.cap is None:
        return True
    held = {"_id": wave.wave_id} | _HOLDS | _HAS_PLACES
    return bool(work.db["waves"].update_one(held, {"$inc": {"submitted": 1}}))


def free_place(work: Work, wave_id: str | None) -> None:
    """Give a place back, when what was handed in before there were waves has none."""
    work.db["waves"].update_one(
        {"_id": wave_id, "cap": {"$ne": None}, "submitted": {"$gt": 0}}, {"$inc": {"submitted": -1}}
    )


def find_opening(work: Work, today: date) -> Wave | None:
    """Find a wave that has opened and nobody was told of."""
    due = {"opening_told_at": None, "cancelled_at": None, "opens_on": {"$lte": today.isoformat()}}
    found = work.db["waves"].find_one(due)
    return read_wave(found) if found else None


def find_closing(work: Work, today: date) -> Wave | None:
    """Find a wave that has closed after it was told of, and nobody was told that it has."""
    is_over = [{"closes_on": {"$lt": today.isoformat()}}, {"closed_at": {"$ne": None}}]
    found = work.db["waves"].find_one({"closing_told_at": None, "opening_told_at": {"$ne": None}, "$or": is_over})
    return read_wave(found) if found else None


def find_telling(work: Work) -> Wave | None:
    """Find a wave with places left, of which not everybody who asked was told yet."""
    found = work.db["waves"].find_one({"told_until": {"$gte": ""}, "opening_told_at": {"$ne": None}} | _HAS_PLACES)
    return read_wave(found) if found else None


def save_telling(work: Work, wave: Wave) -> None:
    """Save what was told of a wave and to whom; what staff see of it stays, its version too."""
    names = ("opening_told_at", "closing_told_at", "told_until", "sequence")
    work.db["waves"].update_one({"_id": wave.wave_id}, {"$set": {name: getattr(wave, name) for name in names}})


def _page(reader: Reader, query: Document, after: str, limit: int) -> list[Wave]:
    beyond = {"place": {"$lt": after}} if after else {}
    found = reader.db["waves"].find(query | beyond, sort=[("place", DESCENDING)], limit=limit)
    return [read_wave(each) for each in found]


def _document(wave: Wave) -> Document:
    days = {"opens_on": wave.opens_on.isoformat(), "closes_on": wave.closes_on.isoformat()}
    return document(wave, "wave_id") | days | {"place": place_of(wave)}


def read_wave(found: Document) -> Wave:
    """Read a wave's document."""
    fields = fields_of(found, "wave_id", "place", "regions")
    days = {name: date.fromisoformat(found[name]) for name in ("opens_on", "closes_on")}
    return Wave(**fields | days, regions=tuple(found["regions"]))
