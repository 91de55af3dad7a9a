"""What staff made of the lists that people choose from: one document an entry that they changed or added.

Each process keeps the lists in memory, and looks at one small row, by its id, before it uses them: it is written with
every change, and says whether what is kept is still current.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.directory import reference
from services.directory.errors import NoChoice
from services.directory.model import Choice, Lists
from services.directory.store.changes import NAMES, note_change
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

CURRENT = "current"
SEARCHED = ("topics",)
"""Whose names are among the words by which members are found."""

INDEXES = [
    IndexModel(
        [("moving_since", ASCENDING)], name="moving", partialFilterExpression={"moving_since": {"$type": "date"}}
    )
]


def _told(list_name: str, entry: reference.Choice, **more: tuple[str, ...]) -> Choice:
    """Return an entry as it begins. It counts as told once: copies are filled with it, a change is the second."""
    return replace(Choice.begin(list_name, entry.slug, entry.name, **more), sequence=1)


BEGUN = (
    *(_told("regions", each, places=each.places) for each in reference.REGIONS),
    *(_told("partnerships", each, regions=each.regions) for each in reference.PARTNERSHIPS),
    *(_told("backgrounds", each) for each in reference.BACKGROUNDS),
    *(_told("topics", each) for each in reference.TOPICS),
)
"""The lists as they begin, before staff change anything."""


@dataclass(frozen=True)
class Kept:
    """Hold the lists that a process keeps, and of which change they are."""

    change: str
    lists: Lists


def lists(reader: Reader) -> Lists:
    """Return the lists as they are now; read again only after a change."""
    row = reader.db["lists"].find_one({"_id": CURRENT}) or {}
    change, kept = row.get("change", ""), reader.kept.get(Kept)
    if kept is None or kept.change != change:
        kept = reader.kept[Kept] = Kept(change, Lists([*BEGUN, *_changed(reader)]))
    return kept.lists


def get_choice(reader: Reader, list_name: str, slug: str) -> Choice:
    """Return an entry of a list as it is stored, or as it began. Raises `NoChoice`."""
    found = reader.db["choices"].find_one({"_id": f"{list_name} {slug}"})
    begun = next((each for each in BEGUN if (each.list_name, each.slug) == (list_name, slug)), None)
    if found:
        return _choice(found)
    if begun is None:
        raise NoChoice()
    return replace(begun)


def hold_lists(work: Work) -> None:
    """Make this transaction collide with every other one that changes a list, and be seen by every process."""
    work.db["lists"].update_one({"_id": CURRENT}, {"$set": {"change": work.new_id()}}, upsert=True)


def save_choice(work: Work, choice: Choice) -> None:
    """Save a changed entry; raises `version_conflict` when somebody else did."""
    if choice.version > 1:
        work.db["choices"].replace_versioned(document(choice, "choice_id"))
    else:
        _insert(work, choice)
    if choice.list_name in SEARCHED or choice.state == "merged":
        note_change(work, NAMES)


def list_moving(work: Work, limit: int) -> list[Choice]:
    """List what was merged and may stand somewhere yet, the first first."""
    query = {"moving_since": {"$type": "date"}}
    return [_choice(each) for each in work.db["choices"].find(query, sort=[("moving_since", ASCENDING)], limit=limit)]


def save_moved(work: Work, choice: Choice) -> None:
    """Save that a merged entry stands nowhere any more; its version stays."""
    work.db["choices"].update_one({"_id": choice.choice_id}, {"$set": {"moving_since": None}})


def page_choices(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Choice]]:
    """Page through all entries, in the order of their ids, with how many events were told of each."""
    found = {each.choice_id: each for each in BEGUN if each.choice_id > after}
    found |= {each.choice_id: each for each in _page_changed(reader, after, limit)}
    return [(choice_id, found[choice_id].sequence, found[choice_id]) for choice_id in sorted(found)[:limit]]


def _changed(reader: Reader) -> Iterator[Choice]:
    """Read every change, in the order of ids: what was added to a list stands in the order in which its slugs do."""
    after = ""
    while page := _page_changed(reader, after, MOST):
        yield from page
        after = page[-1].choice_id


def _page_changed(reader: Reader, after: str, limit: int) -> list[Choice]:
    found = reader.db["choices"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=limit)
    return [_choice(each) for each in found]


def _insert(work: Work, choice: Choice) -> None:
    try:
        work.db["choices"].insert_one(document(choice, "choice_id"))
    except Duplicate as duplicate:
        raise Conflict("version_conflict") from duplicate


def _choice(found: Document) -> Choice:
    fields = fields_of(found, "choice_id", "regions", "places")
    return Choice(**fields, regions=tuple(found["regions"]), places=tuple(found["places"]))
