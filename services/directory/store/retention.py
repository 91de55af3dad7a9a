"""What led nowhere: drafts that nobody touches, and applications that did not lead to a membership."""

from __future__ import annotations

from datetime import datetime

from pymongo import IndexModel

from bus.database import Work
from services.directory.model import Application
from services.directory.store import application
from services.directory.store.documents import ASCENDING

INDEXES = [IndexModel([("updated_at", ASCENDING), ("status", ASCENDING)], name="untouched")]


def list_to_warn(work: Work, untouched_since: datetime, limit: int) -> list[Application]:
    """List drafts that nobody touched since, and whose authors were not told."""
    query = {"status": "draft", "updated_at": {"$lte": untouched_since}, "warned_at": None}
    found = work.db["applications"].find(query, sort=[("updated_at", ASCENDING)], limit=limit)
    return [application.read_application(each) for each in found]


def list_to_expire(work: Work, untouched_since: datetime, warned_before: datetime, limit: int) -> list[Application]:
    """List what led nowhere and was not touched since; of drafts those whose authors were told long enough ago."""
    ended = {"status": {"$in": ["not_yet", "withdrawn"]}, "held": None, "updated_at": {"$lte": untouched_since}}
    drafts = {"status": "draft", "updated_at": {"$lte": untouched_since}, "warned_at": {"$lte": warned_before}}
    found = work.db["applications"].find({"$or": [ended, drafts]}, limit=limit)
    return [application.read_application(each) for each in found]


def save_warning(work: Work, warned: Application) -> None:
    """Save that an author was told; what they see of the draft stays, its version too."""
    told = {"warned_at": warned.warned_at, "sequence": warned.sequence}
    work.db["applications"].update_one({"_id": warned.application_id}, {"$set": told})
