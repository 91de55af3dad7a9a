"""The words for connections: where people met, why one cannot ask, what may be wrong with a message."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict
from services.gateway.text import day

SOURCES: dict[str, LazyString] = {
    "directory": _l("I found you in the directory"),
    "coffee": _l("We had coffee"),
    "group": _l("We are in the same group"),
    "meeting": _l("We met at a meeting"),
    "lab": _l("We worked in a lab together"),
    "elsewhere": _l("We know each other from elsewhere"),
}
"""Where two people found each other, in the words of who asks."""

FAULTS: dict[str, LazyString] = {
    "unkind": _l("It is unkind"),
    "selling": _l("It wants to sell me something"),
    "unsafe": _l("It makes me feel unsafe"),
    "other": _l("Something else"),
}

REFUSALS: dict[str, LazyString] = {
    "takes_no_requests": _l("They take no requests to connect at the moment."),
    "blocked_by_you": _l("You block them. Stop blocking them first if you would like to connect."),
    "too_many_requests": _l(
        "Ten of your requests wait for an answer, which is as many as one person can have. "
        "Wait for an answer, or take one back."
    ),
    "already_asked": _l("You have asked them already."),
    "already_connected": _l("You are connected already."),
    "not_yourself": _l("You cannot connect with yourself."),
    "no_request": _l("This request is not open any more."),
    "not_connected": _l("You are not connected any more."),
    "not_introduced": _l("This introduction is not open any more."),
    "not_your_connections": _l("You can introduce people whom you are connected with yourself."),
    "cannot_be_introduced": _l(
        "These two cannot be introduced just now. They may know each other, have been asked already, "
        "or take no requests at the moment."
    ),
    "too_many_introductions": _l(
        "Ten of your introductions wait for answers, which is as many as one person can have."
    ),
    "too_many_blocked": _l("You block as many people as one person can."),
    "nothing_to_report": _l("There is no message of theirs to report any more."),
    "report_closed": _l("Somebody else has settled this report."),
}


def refusal(code: str | None, again_at: str | None = None) -> str:
    """Say kindly why something is not possible."""
    if code == "asked_lately" and again_at:
        return str(_("You asked them not long ago. You can ask again from %(date)s.", date=day(again_at)))
    return str(REFUSALS.get(code or "") or _("This did not work. Look again, and try once more."))


def refused(conflict: Conflict) -> str:
    """Say why a service did not do it."""
    return refusal(conflict.code, (conflict.data or {}).get("again_at"))
