"""What a person, or an operator, may read."""

from typing import Any

from bus import pages
from bus.actor import Actor
from bus.database import Read
from bus.times import from_text, to_text
from services.notifications import policies, store
from services.notifications.model.kind import Kind
from services.notifications.model.kinds import TABLE
from services.notifications.model.mail import Mail, State
from services.notifications.model.notice import Notice

Answer = dict[str, Any]
FAILURES_SHOWN = 20


def list_notices(read: Read, actor: Actor, limit: int | None, after: str | None) -> Answer:
    """Page through the person's notices, newest first."""
    size = pages.take(limit)
    found = store.list_notices(read, policies.person_of(actor), _place(read, after), size + 1)
    shown = found[:size]
    token = _token(read, shown[-1]) if found[size:] else None
    return {"items": [_notice(notice) for notice in shown], "next": token}


def count_unread(read: Read, actor: Actor) -> Answer:
    """Count the person's unread notices."""
    return _count(store.count_unread(read, policies.person_of(actor)))


def get_preferences(read: Read, actor: Actor) -> Answer:
    """List the kinds and whether the person gets them by mail."""
    off = store.list_switched_off(read, policies.person_of(actor))
    return {"kinds": [_preference(kind, kind.name in off) for kind in TABLE]}


def get_mail_state(read: Read, actor: Actor) -> Answer:
    """Count the mails by state, and show the latest that were refused for good, with the server's code."""
    policies.check_may_get_mail_state(actor)
    return {
        "states": {state.value: _count(store.count_mails(read, state)) for state in State},
        "maybe_repeated": _count(store.count_maybe_repeated(read)),
        "failed": [_failure(mail) for mail in store.list_failed_mails(read, FAILURES_SHOWN)],
    }


def is_mail_due(read: Read) -> bool:
    """Tell whether a mail wants attention now; the sender asks this ten times a second."""
    return store.find_due_mail(read) is not None


def _notice(notice: Notice) -> Answer:
    return {
        "notice_id": notice.notice_id,
        "kind": notice.kind,
        "data": notice.data,
        "created_at": to_text(notice.created_at),
        "read_at": to_text(notice.read_at) if notice.read_at else None,
    }


def _preference(kind: Kind, off: bool) -> Answer:
    return {"kind": kind.name, "mail": kind.locked or not off, "locked": kind.locked}


def _failure(mail: Mail) -> Answer:
    failed_at = to_text(mail.done_at) if mail.done_at else None
    return {"mail_id": mail.mail_id, "kind": mail.kind_name, "code": mail.code, "failed_at": failed_at}


def _count(found: int) -> Answer:
    return {"value": min(found, store.COUNT_LIMIT), "exact": found <= store.COUNT_LIMIT}


def _token(read: Read, last: Notice) -> str:
    return pages.encode(read.settings.page_key, [to_text(last.created_at), last.notice_id])


def _place(read: Read, after: str | None) -> store.Page | None:
    if after is None:
        return None
    created_at, notice_id = pages.decode(read.settings.page_key, after)
    return from_text(created_at), notice_id
