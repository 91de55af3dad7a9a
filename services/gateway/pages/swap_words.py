"""The words for what ads are, where they stand, and why two of them fit."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices

SIDES = {"want": _l("Looking for"), "offer": _l("Offered"), "wanted": _l("Wanted")}
KINDS = {
    "skill": _l("A skill"),
    "knowledge": _l("Knowledge"),
    "data": _l("Data"),
    "resource": _l("A resource"),
    "experience": _l("Experience"),
    "support": _l("Support"),
    "visit": _l("An exchange or a visit"),
    "mentoring": _l("Mentoring"),
    "coaching": _l("Coaching"),
    "advice": _l("Advice from peers: an hour on one problem, with several people"),
}
REACHES = {
    "partnership": _l("People of my local partnership first"),
    "region": _l("People of my region first"),
    "uk": _l("Anybody in the UK"),
}
NEAR = {
    "partnership": _l("People of the same local partnership first"),
    "region": _l("People of the same region first"),
}
"""Whom an ad wants to reach first, for who reads it."""
STATES = {
    "waiting": _l("Waiting for our staff"),
    "open": _l("Open"),
    "agreed": _l("Agreed with somebody"),
    "closed": _l("Closed"),
    "expired": _l("Ended"),
    "removed": _l("Taken away"),
}
REPLY_STATES = {
    "sent": _l("Waiting for an answer"),
    "accepted": _l("Agreed"),
    "declined": _l("Not taken up this time"),
    "closed": _l("Not taken up before it ended"),
    "withdrawn": _l("You took it back"),
}
OUTCOMES = {
    "helped": _l("It helped"),
    "collaboration": _l("It helped, and we go on working together"),
    "no": _l("Nothing came of it"),
}
REASONS = {
    "advertising": _l("It advertises something"),
    "unkind": _l("It is unkind"),
    "personal_data": _l("It says something about a person that should not be public"),
    "not_improvement": _l("It has nothing to do with improving health and care"),
    "other": _l("Something else"),
}


def why(reasons: list[dict[str, str]], choices: Choices) -> str:
    """Say why two ads fit, in words."""
    values: dict[str, list[str]] = {}
    for reason in reasons:
        values.setdefault(reason["code"], []).append(reason["value"])
    said = []
    if "kind" in values:
        said.append(_("the same kind of thing"))
    if topics := values.get("topic"):
        said.append(_("topics: %(names)s", names=", ".join(choices.names("topics", topics))))
    if words := values.get("word"):
        said.append(_("words: %(words)s", words=", ".join(words)))
    if place := values.get("partnership"):
        said.append(_("both in %(place)s", place=choices.name("partnerships", place[0])))
    if place := values.get("region"):
        said.append(_("both in %(place)s", place=choices.name("regions", place[0])))
    return "; ".join(map(str, said))


def vocabulary() -> dict[str, Any]:
    """Return all words for a template."""
    return {
        "sides": SIDES,
        "kinds": KINDS,
        "reaches": REACHES,
        "near": NEAR,
        "states": STATES,
        "reply_states": REPLY_STATES,
        "outcomes": OUTCOMES,
        "reasons": REASONS,
    }
