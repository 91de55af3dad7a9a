"""Lets a job of the directory look, at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bus.database import Database, Work
from services.directory.service import DirectoryService
from tests.integration.directory.asking import Directory


def run(directory: Directory, job: Callable[[Work], bool], now: datetime, **settings: Any) -> bool:
    """Run one step of a job as if it were that late; return whether more may be due."""
    database = opened(directory, now, **settings)
    try:
        return database.transact(job)
    finally:
        database.close()


def opened(directory: Directory, now: datetime, **settings: Any) -> Database:
    """Open the directory's database with a clock of one's own."""
    community = directory.community
    own = {"digest_key": "digest-key-of-a-test"} | settings
    kept = community.settings(DirectoryService, **own)
    database = Database(community.mongodb_uri, community.namespace, DirectoryService, kept, lambda: now)
    database.open()
    return database
