"""Reads what a change says in its headers: which attempt it is, and which version it saw (RFC 9110, 13)."""

import re
from uuid import UUID

from flask import g, request
from werkzeug.exceptions import BadRequest, PreconditionFailed, PreconditionRequired

from bus.ids import new_id

VERSION = re.compile(r'"(\d{1,9})"')


def command_id() -> str:
    """Return the Idempotency-Key, under which a repeat gets the first answer, or a new one of our own.

    Raises BadRequest for a POST without it, and for anything that is not a UUID.
    """
    if "command_id" not in g:
        g.command_id = _command_id()
    found: str = g.command_id
    return found


def seen_version() -> int:
    """Return the version in If-Match.

    Raises PreconditionRequired when there is none, PreconditionFailed for what cannot be a version.
    """
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        raise PreconditionRequired("Send the ETag of what you saw as If-Match.")
    match = VERSION.fullmatch(header)
    if match is None:
        raise PreconditionFailed("If-Match does not name a version; send the ETag of what you saw.")
    return int(match[1])


def seen_version_or_nothing() -> int | None:
    """Return the version in If-Match, or None when `If-None-Match: *` says that there was nothing yet."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None
    return seen_version()


def seen_version_if_any() -> int | None:
    """Return the version in If-Match, or None when there is no such header."""
    return seen_version() if "If-Match" in request.headers else None


def _command_id() -> str:
    key = request.headers.get("Idempotency-Key")
    if key is None and request.method != "POST":
        return new_id()
    try:
        return str(UUID((key or "").strip().strip('"')))
    except ValueError as error:
        raise BadRequest("Send an Idempotency-Key header that holds a UUID, the same for each repeat.") from error
