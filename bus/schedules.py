"""Schedules: what a service does at set times, once however many of its processes run.

A run is a row, unique by job and due time, written in the transaction of its effect. Of the runs that were missed
only the latest is made up. At the first start of a job its past is closed: nothing is due from before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim

from bus import logs, metrics
from bus.cause import Caused
from bus.database import Database, Work
from bus.doors import Door, Handler, Job
from bus.errors import Duplicate
from bus.failing import code_of
from bus.ids import new_id
from bus.times import to_text

log = logs.get(__name__)

RUNS = "bus_runs"

BEFORE, UNDER_WAY, DONE, FAILED = "before_the_first_start", "under_way", "done", "failed"
PAUSES_S = (1, 10, 60, 600)
"""How long a run that failed waits before it is tried again; the last one again and again."""

_LOOK_S = 1.0
_LEFT_S = 30.0
"""A run whose last step is older was left by a process that ended: another goes on with it."""
_KEPT = timedelta(days=30)

Row = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One run of a job. `cursor` is what its last step returned, None in its first step."""

    due: datetime
    cursor: Any = None


class _Taken(Exception):
    """Another process got there first."""


def latest(door: Door, now: datetime) -> datetime:
    """Return when a job was due last, now included."""
    local = now.astimezone(ZoneInfo(door.timezone)).replace(microsecond=1)  # Else cronsim leaves out the start.
    return next(CronSim(door.cron, local, reverse=True)).astimezone(UTC)


def following(door: Door, now: datetime) -> datetime:
    """Return when a job is due next."""
    return next(CronSim(door.cron, now.astimezone(ZoneInfo(door.timezone)))).astimezone(UTC)


class Schedule:
    """Runs one job of a service, in one thread a process."""

    def __init__(self, door: Door, database: Database, invoke: Callable[[Door, Job], Any]) -> None:
        self.door = door
        self._database, self._invoke = database, invoke
        self._settled: datetime | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"schedule-{door.method}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 20.0) -> None:
        """Finish the step in hand."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def newest(self) -> Row | None:
        """Return the row of the newest run."""
        query, order = {"job": self.door.method}, [("due", -1)]
        return self._database.ask(lambda read: read.db[RUNS].find_one(query, sort=order))

    def tend(self) -> None:
        """Do what is due, step by step."""
        now = self._database.now()
        row = None if latest(self.door, now) == self._settled else self._wanted(now)
        while row is not None and not self._stop.is_set():
            row = self._step(row)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.tend()
            except Exception as error:  # the database is away: the thread must not end
                log.warning("schedule.paused", method=self.door.method, error=type(error).__name__)
            self._stop.wait(_LOOK_S)

    def _wanted(self, now: datetime) -> Row | None:
        """Return the row of the run to go on with, if any; a new one is not in the database yet."""
        due, known = latest(self.door, now), self.newest()
        if known is None:
            self._close_the_past(due)
        elif known["state"] == UNDER_WAY:
            return known if (now - known["at"]).total_seconds() > _LEFT_S else None
        elif known["due"] < due:
            return self._row(due, UNDER_WAY)
        elif known["state"] == FAILED:
            return known if known["again_at"] <= now else None
        else:
            self._settled = due
        return None

    def _row(self, due: datetime, state: str) -> Row:
        return {
            "_id": f"{self.door.method}|{to_text(due)}",
            "job": self.door.method,
            "due": due,
            "state": state,
            "cursor": None,
            "steps": 0,
            "attempts": 0,
            "error": "",
            "correlation_id": new_id(),
            "at": self._database.now(),
        }

    def _close_the_past(self, due: datetime) -> None:
        row = self._row(due, BEFORE)
        self._database.transact(lambda work: work.db[RUNS].update_one({"_id": row["_id"]}, {"$setOnInsert": row}, True))

    def _step(self, row: Row) -> Row | None:
        """Take one step of a run; return the row to go on with, or None when there is no more to do now."""
        caused = Caused(correlation_id=row["correlation_id"])
        try:
            after: Row = self._invoke(
                self.door, lambda handler: self._database.transact(lambda work: _advance(work, row, handler), caused)
            )
        except _Taken:
            return None
        except Exception as error:  # whatever the handler raises is this run's failure, and too much for one step
            if self._database.lacked(error):
                raise
            self._failed(row, code_of(error))
            return None
        if after["state"] == UNDER_WAY:
            return after
        metrics.RUNS.labels(self.door.method, DONE).inc()
        return None

    def _failed(self, row: Row, code: str) -> None:
        metrics.RUNS.labels(self.door.method, FAILED).inc()
        log.error("schedule.failed", method=self.door.method, id=row["_id"], attempt=row["attempts"] + 1, error=code)
        pause = timedelta(seconds=PAUSES_S[min(row["attempts"], len(PAUSES_S) - 1)])
        again_at = self._database.now() + pause
        after = row | {"state": FAILED, "error": code, "attempts": row["attempts"] + 1, "again_at": again_at}
        with suppress(_Taken):
            self._database.transact(lambda work: _replace(work, row, after))


def _advance(work: Work, row: Row, handler: Handler) -> Row:
    before = row | {"state": UNDER_WAY, "steps": row["steps"] + 1, "error": "", "at": work.now}
    _replace(work, row, before)
    cursor = handler(work, Run(row["due"], row["cursor"]))
    after = before | {"cursor": cursor, "state": DONE if cursor is None else UNDER_WAY}
    work.db[RUNS].replace_one({"_id": row["_id"]}, after)
    if after["state"] == DONE:
        work.db[RUNS].delete_many({"job": row["job"], "due": {"$lt": row["due"] - _KEPT}})
    return after


def _replace(work: Work, row: Row, after: Row) -> None:
    """Write a run's row where it is as it was read; raises _Taken where another process has been there."""
    if not row["steps"] and not row["attempts"]:
        try:
            work.db[RUNS].insert_one(after)
        except Duplicate as error:
            raise _Taken from error
    elif not work.db[RUNS].replace_one({name: row[name] for name in ("_id", "steps", "attempts")}, after):
        raise _Taken
