"""Notices, and which of them are mailed."""

from services.gateway.calls.asking import Command, Question, given


def list_notices(limit: int | None = None, after: str | None = None) -> Question:
    """Page through the asking person's notices, newest first."""
    return Question("notifications", "list_notices", given(limit=limit, after=after))


def count_unread() -> Question:
    """How many notices are unread: `{value, exact}`."""
    return Question("notifications", "count_unread", {})


def mark_notices_read(until: str) -> Command:
    """Mark everything up to this time as read."""
    return Command("notifications", "mark_notices_read", {"until": until})


def get_preferences() -> Question:
    """Which kinds of notice are also mailed, and which always are."""
    return Question("notifications", "get_preferences", {})


def set_preference(kind: str, mail: bool) -> Command:
    """Choose whether a kind of notice is also mailed."""
    return Command("notifications", "set_preference", {"kind": kind, "mail": mail})


def unsubscribe(token: str) -> Command:
    """Stop mails of the kind that the signed token names."""
    return Command("notifications", "unsubscribe", {"token": token})
