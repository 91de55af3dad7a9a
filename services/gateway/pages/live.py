"""Live updates: one stream of server-sent events a page, which says how many notices are unread."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort
from flask_babel import gettext as _
from markupsafe import escape

from bus.cause import NOBODY
from bus.errors import Problem
from bus.host import Host
from services.gateway import calls
from services.gateway.live import streams
from services.gateway.web import current_person, surroundings

blueprint = Blueprint("live", __name__)

PING_S = 20.0
PINGS = 90
"""A stream ends after half an hour: a session that ended is noticed when the page connects again."""


@blueprint.get("/live")
def stream() -> Response:
    """Stream the number of unread notices, now and whenever one is added."""
    person_id = current_person()
    if person_id is None:
        abort(403)
    events = follow(surroundings().host, person_id, _("unread"))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Response(events, mimetype="text/event-stream", headers=headers)


def follow(host: Host, person_id: str, word: str) -> Iterator[str]:
    """Yield an event at once and at each ring, and a comment now and then that keeps the connection open."""
    with streams.stream(person_id) as bell:
        bell.set()
        for _ping in range(PINGS):
            rung = bell.wait(PING_S)
            if not streams.is_open(person_id, bell):
                return
            bell.clear()
            yield unread(host, person_id, word) if rung else ": still here\n\n"


def unread(host: Host, person_id: str, word: str) -> str:
    """Return the event that fills the counter, with a word for who hears it; a comment while notifications is away."""
    asker = calls.Asker(host.client, host.signer.sign_person(person_id), NOBODY)
    try:
        count = asker.ask(calls.count_unread())
    except Problem:
        return ": away\n\n"
    if not count["value"]:
        return "data: <b></b>\n\n"
    return f'data: <b>{count["value"]}</b> <span class="nhsuk-u-visually-hidden">{escape(word)}</span>\n\n'
