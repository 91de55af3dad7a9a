"""What a person chooses: what they have read, and which mails they want."""

from datetime import datetime
from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.notifications import errors, links, policies, store
from services.notifications.model.kinds import KINDS

Data = dict[str, Any]


def mark_notices_read(work: Work, actor: Actor, until: datetime) -> Data:
    """Mark the person's notices up to a moment as read; answer how many were unread."""
    return {"marked": store.mark_notices_read(work, policies.person_of(actor), until)}


def set_preference(work: Work, actor: Actor, kind: str, mail: bool) -> Data:
    """Say whether mails of a kind are wanted; raises UnknownKind, KindLocked."""
    person_id = policies.person_of(actor)
    _check_not_locked(kind)
    (store.switch_mail_on if mail else store.switch_mail_off)(work, person_id, kind)
    return {"kind": kind, "mail": mail}


def unsubscribe(work: Work, token: str) -> Data:
    """Switch off the kind of mail that a signed link names, without sign-in (RFC 8058).

    Raises InvalidToken.
    """
    claims = links.read_unsubscribe(work.settings.link_key, token)
    if claims is None:
        raise errors.InvalidToken()
    person_id, kind = claims
    _check_not_locked(kind)
    store.switch_mail_off(work, person_id, kind)
    return {"kind": kind}


def _check_not_locked(kind: str) -> None:
    if kind not in KINDS:
        raise errors.UnknownKind()
    if KINDS[kind].locked:
        raise errors.KindLocked()
