"""Checking that the audit trail is as it was written."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store
from services.directory.model import audit
from services.directory.views import View

AT_ONCE = 500


def verify_audit(read: Read, actor: Actor, after: str | None = None) -> View:
    """Check some rows of the trail, thing by thing; `faults` names rows that are not as they were added.

    Each page begins with the last row of the page before, against which its next is held. Raises `NotAllowed`.
    """
    policies.require(policies.may_verify(actor))
    thing_id, number = pages.decode(read.settings.page_key, after) if after else ("", 0)
    rows = store.list_chains(read, (thing_id, number), AT_ONCE + 1)
    known = rows[0] if after and rows and (rows[0]["thing_id"], rows[0]["number"]) == (thing_id, number) else None
    fresh = rows[1:] if known else rows
    last = (fresh[-1]["thing_id"], fresh[-1]["number"]) if len(rows) > AT_ONCE else None
    return {
        "rows": len(fresh),
        "faults": audit.faults(read.settings.digest_key, fresh, known),
        "unchained": 0 if after else store.count_before_chains(read),
        "next": pages.encode(read.settings.page_key, list(last)) if last else None,
    }
