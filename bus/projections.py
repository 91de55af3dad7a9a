"""Filling one's own projections: a new queue holds nothing of what was true before it was bound.

Which projections were filled stands in `bus_projections`, a row for each queue and the types it takes: a queue that
takes another type is filled again. Owners are asked at start, in the background, until they say that they have told
everything; live events are handled meanwhile. A rebuild asks once more: filled states replace copies of the same
sequence.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import timedelta

from pymongo.errors import PyMongoError

from bus import logs
from bus.actor import Signer
from bus.collection import Document
from bus.database import Database
from bus.doors import Door
from bus.errors import Invalid, NotFound, Problem, Refused
from bus.filling import DONE, FAILED
from bus.ids import new_id
from bus.rpc import RpcClient
from bus.times import from_text

log = logs.get(__name__)

PROJECTIONS = "bus_projections"
AGAIN = timedelta(minutes=1)
"""How long after a fill has failed another is asked for."""
_SLOWEST_S = 10.0


class Projections:
    """Has the projections of one service filled by the owners of what they copy."""

    def __init__(self, doors: Iterable[Door], database: Database, client: RpcClient, signer: Signer) -> None:
        self._doors = {door.queue: door for door in doors if door.kind == "projection"}
        self._database, self._client, self._signer = database, client, signer
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="projections", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ask no more; a question under way ends with its link."""
        self._stop.set()

    def rebuild(self, queue: str, fill_id: str) -> Document:
        """Have a projection filled anew and return its row; raises NotFound, or what the owner answers."""
        if queue not in self._doors:
            raise NotFound("projection_unknown")
        row = _row(self._doors[queue]) | {"fill_id": fill_id}
        self._ask(row)
        return row

    def _run(self) -> None:
        pause_s, waiting = 0.5, list(self._doors.values())
        while waiting and not self._stop.is_set():
            waiting = [door for door in waiting if not self._is_filled(door)]
            self._stop.wait(pause_s)
            pause_s = min(pause_s * 2, _SLOWEST_S)

    def _is_filled(self, door: Door) -> bool:
        """Say whether nothing is left to ask for a projection, after asking where there was."""
        try:
            row = self._intended(door)
            return bool(row.get("filled_at")) or self._note(row, self._ask(row))
        except (Invalid, Refused) as refusal:
            log.warning("projection.not_filled", queue=door.queue, error=refusal.code)
            return True
        except (Problem, PyMongoError) as error:
            log.info("projection.waits", queue=door.queue, error=getattr(error, "code", type(error).__name__))
            return False

    def _intended(self, door: Door) -> Document:
        """Return the row of a projection, new when there is none: replicas then ask for one and the same fill."""
        row = _row(door)
        rows = self._database.raw[PROJECTIONS]
        rows.update_one({"_id": row["_id"]}, {"$setOnInsert": row}, upsert=True)
        return dict(rows.find_one({"_id": row["_id"]}))

    def _ask(self, row: Document) -> Document:
        """Ask the owner for a fill, or how far it is, which is the same question; return its answer."""
        request = {"fill_id": row["fill_id"], "queue": row["queue"], "types": row["types"]}
        return dict(self._client.call(row["source"], "bus_fill", request, actor=self._signer.sign_service()))

    def _note(self, row: Document, answer: Document) -> bool:
        """Return whether a fill is done, and note that; one that failed is asked for under another id, in time."""
        now, state = self._database.now(), answer["state"]
        change: Document = {}
        if state == DONE:
            log.info("projection.is_filled", queue=row["queue"], fill=row["fill_id"])
            change = {"filled_at": now}
        elif state == FAILED and now - from_text(answer["finished_at"]) >= AGAIN:
            log.warning("projection.not_filled", queue=row["queue"], fill=row["fill_id"], error=answer["error"])
            change = {"fill_id": new_id()}
        if change:
            as_asked = {"_id": row["_id"], "fill_id": row["fill_id"]}
            self._database.raw[PROJECTIONS].update_one(as_asked, {"$set": change})
        return state == DONE


def _row(door: Door) -> Document:
    types = sorted(event.type for event in door.events)
    key = f"{door.queue}|{','.join(types)}"
    return {"_id": key, "queue": door.queue, "source": door.events[0].source, "types": types, "fill_id": new_id()}
