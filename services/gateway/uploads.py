"""Lets a few operations take a file, and takes leave politely of who sends too much.

A form is small, and so is what is read of one. A file may be larger, there alone. Of what is larger still nothing is
kept; it is read to its end all the same, as far as that is reasonable, because a browser that is cut off while it
sends shows a broken connection in place of our answer.
"""

from time import monotonic

from flask import Flask, request

from services.gateway.settings import GatewaySettings

LARGEST_FILE_BYTES = 8 * 2**20
TAKES_FILES = ("photograph.save", "Me.set_photograph")
ENVELOPE_BYTES = 64 * 1024
"""What a form adds to its file."""
MOST_DRAINED_BYTES, DRAINED_S = 64 * 2**20, 30.0
_PIECE_BYTES = 64 * 1024


def install(app: Flask, settings: GatewaySettings) -> None:
    """Set the limit of this request before anybody reads it; CSRF protection reads it first."""

    @app.before_request
    def widen() -> None:
        if request.endpoint in TAKES_FILES:
            request.max_content_length = LARGEST_FILE_BYTES + ENVELOPE_BYTES


def drain() -> None:
    """Read on and forget what is still being sent, from a server that says where a request ends, as ours does."""
    if not request.environ.get("wsgi.input_terminated"):
        return
    stream, until, left = request.environ["wsgi.input"], monotonic() + DRAINED_S, MOST_DRAINED_BYTES
    while left > 0 and monotonic() < until and (piece := stream.read(_PIECE_BYTES)):
        left -= len(piece)
