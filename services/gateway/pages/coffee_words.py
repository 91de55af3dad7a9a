"""What pages about coffee trials say: ways of meeting, answers, what is in the way, what to begin a talk with."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices

WAYS = {
    "call": _l("A video call"),
    "camera_off": _l("A call with the camera off"),
    "text_first": _l("Writing to each other first"),
    "in_person": _l("In person, when we are near each other"),
}
ANSWERS = {
    "met": _l("Yes, we have met"),
    "not_yet": _l("Not yet, but we will"),
    "will_not": _l("No, and it will not be this time"),
}
QUESTIONS = {
    "new_ideas": _l("Did it give you new ideas?"),
    "collaboration": _l("Has it led, or may it lead, to working together?"),
    "beneficial": _l("Was it worth it for you?"),
}
UNANSWERED = {
    "new_ideas": _l("Say whether it gave you new ideas"),
    "collaboration": _l("Say whether it leads to working together"),
    "beneficial": _l("Say whether it was worth it for you"),
}
STATES = {
    "open": _l("Open"),
    "closed": _l("Being drawn"),
    "drawn": _l("Being announced"),
    "announced": _l("Under way"),
    "surveying": _l("Asking how it was"),
    "over": _l("Over"),
}
BOUNDS = {
    "exact": _l("of the best that any draw of this round could reach"),
    "prices": _l("at least, of the best that any draw of this round could reach"),
    "halves": _l("at least, of the best that any draw of this round could reach"),
}
CONFLICTS = {
    "already_enrolled": _l("You take part already."),
    "not_enrolled": _l("You do not take part just now. Join first."),
    "pause_in_the_past": _l("Choose a day after today"),
    "pause_too_long": _l("Choose a day within a year"),
    "not_paused": _l("You are not paused: you take part."),
    "not_oneself": _l("That is you. You are never matched with yourself."),
    "too_many_avoided": _l("There are a hundred people on your list. Take somebody off it first."),
    "pair_is_over": _l("This coffee is over: somebody cannot make it."),
    "you_have_met": _l("One of you has said that you met: it cannot be called off any more."),
    "round_is_over": _l("This round is over."),
    "not_waiting": _l("You do not wait for another coffee in this round."),
    "round_is_gathering": _l("Another round is still open or being drawn. There is one at a time."),
    "closes_in_the_past": _l("Choose today or a later day"),
    "open_too_long": _l("Choose a day within two months"),
    "round_not_open": _l("This round is not open any more."),
    "version_conflict": _l("Somebody has just changed this. Look at it again."),
    "busy": _l("Too much happened at once. Try again."),
}
SETTLED = {
    "pair_is_over": _l("This coffee is over for you: somebody could not make it, or left."),
    "you_have_met": CONFLICTS["you_have_met"],
    "round_is_over": CONFLICTS["round_is_over"],
    "not_waiting": CONFLICTS["not_waiting"],
}
"""Why a mail about a coffee asks nothing any more."""
STARTERS = {
    "learns": ("topics", _l("You want to learn about %(name)s, and they work on it: ask how they began.")),
    "teaches": ("topics", _l("They want to learn about %(name)s, and you work on it: what would you do first today?")),
    "shared": ("topics", _l("You both care about %(name)s: what has each of you tried, and what surprised you?")),
    "background": (
        "backgrounds",
        _l("Their background is another one (%(name)s): what does the same problem look like from there?"),
    ),
    "region": ("regions", _l("They work in %(name)s: what is different there?")),
}


def starters(pair: Mapping[str, Any], choices: Choices) -> list[str]:
    """Return what those of a pair may begin with, in words."""
    return [_starter(each["code"], each["value"], choices) for each in pair["starters"]]


def _starter(code: str, value: str, choices: Choices) -> str:
    if code not in STARTERS:
        return str(_("What has each of you changed lately, however small?"))
    list_name, words = STARTERS[code]
    return str(words) % {"name": choices.name(list_name, value)}


def in_the_way(code: str) -> str:
    """Return what is in the way, in words."""
    return str(CONFLICTS.get(code) or _("This cannot be done just now."))
