"""Sends a photograph: to be shown, not kept, and never more than a picture."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from flask import Response, request

from services.gateway import security

FOR_A_WHILE = "private, max-age=300, must-revalidate"
"""Who could see it has seen it: their own browser may show it for five minutes more. Nobody else's keeps it."""
HEADERS = {
    "Cache-Control": FOR_A_WHILE,
    "Content-Disposition": 'inline; filename="photograph.jpg"',
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

Ask = Callable[[str | None], dict[str, Any]]


def as_response(ask: Ask, size: str) -> Response:
    """Return what the directory answers, asked with the version that the caller has; raises NotFound.

    Whether the caller may see it is asked each time, also of what they have.
    """
    answer = ask(_known(size))
    if answer["photograph"] is None:
        response = Response(status=304)
    else:
        response = Response(b64decode(answer["photograph"]), mimetype="image/jpeg")
    response.set_etag(f"{answer['version']}-{size}")
    response.vary.add("Cookie")
    security.set_headers(HEADERS)
    return response


def _known(size: str) -> str | None:
    """Return the version that the caller has, as we named it."""
    tags = [tag.rpartition("-") for tag in request.if_none_match.as_set()]
    return next((version[:64] for version, _dash, of_size in tags if of_size == size and version), None)
