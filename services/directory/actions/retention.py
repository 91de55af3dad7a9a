"""What led nowhere is not kept for ever: warned of in time, then erased; ids and codes stay (clause 24)."""

from __future__ import annotations

from datetime import timedelta

from bus.actor import Actor
from bus.database import Work
from services.directory import events, store
from services.directory.actions.erasing import erase_application

AT_ONCE = 20
WARNED_FOR = timedelta(days=30)
ITSELF = Actor("service", "directory")


def warn_of_expiry(work: Work) -> bool:
    """Tell some authors of untouched drafts that they are erased in 30 days; return whether more may be due.

    Emits `application.expiring`.
    """
    due = store.list_to_warn(work, work.now - _kept_for(work) + WARNED_FOR, AT_ONCE)
    for draft in due:
        erase_on = max(draft.updated_at + _kept_for(work), work.now + WARNED_FOR).date().isoformat()
        work.emit(events.ApplicationExpiring, events.application_expiring(draft, erase_on), of=draft)
        draft.warned_at = work.now
        store.save_warning(work, draft)
    return len(due) == AT_ONCE


def expire_applications(work: Work) -> bool:
    """Erase the texts of some applications that led nowhere long ago; return whether more may be due."""
    due = store.list_to_expire(work, work.now - _kept_for(work), work.now - WARNED_FOR, AT_ONCE)
    for application in due:
        erase_application(work, application)
        store.record(work, ITSELF, "application.expired", application.application_id, status=application.was)
    return len(due) == AT_ONCE


def _kept_for(work: Work) -> timedelta:
    return timedelta(days=work.settings.retention_days)
