"""The words for codes of benefits and suggestions: services speak in codes (Clauses 31 to 40)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices

GAVE = {
    "advice": _l("Advice, or an answer"),
    "new_idea": _l("A new idea"),
    "collaboration": _l("Work that we do together"),
    "support": _l("Encouragement and support"),
    "contact": _l("An introduction to somebody else"),
}
WAYS = {
    "direct": _l("Straight from them"),
    "by_others": _l("By way of others they led me to, or much later"),
}
REACHED = {
    "colleagues": _l("Colleagues where I work"),
    "elsewhere": _l("People in other places"),
}
SOURCES = {
    "own_word": _l("You told us"),
    "question": _l("Your answer to a monthly question"),
    "coffee": _l("Your answer after a coffee"),
}
BOUNDARIES = {
    "region": _l("Region"),
    "background": _l("Background"),
    "organisation": _l("Organisation"),
}

Values = Sequence[str]
Say = Callable[[Values, Choices], str]


def said(reason: Mapping[str, Any], choices: Choices) -> str:
    """Say why two members may want to meet; a reason that is not known yet is left unsaid."""
    say = REASONS.get(reason["code"])
    return say(reason["values"], choices) if say else ""


def worded(suggestions: Sequence[Mapping[str, Any]], choices: Choices) -> list[dict[str, Any]]:
    """Return suggestions with their reasons in words."""
    return [{**each, "reasons": [said(reason, choices) for reason in each["reasons"]]} for each in suggestions]


def _topics(values: Values, choices: Choices) -> str:
    return ", ".join(choices.names("topics", values))


def _offers(values: Values, choices: Choices) -> str:
    return ", ".join(choices.names("offers", values))


REASONS: dict[str, Say] = {
    "shared_topics": lambda values, choices: str(
        _("You both work on this: %(topics)s", topics=_topics(values, choices))
    ),
    "knows_your_interests": lambda values, choices: str(
        _("They know what you want to learn about: %(topics)s", topics=_topics(values, choices))
    ),
    "interested_in_your_topics": lambda values, choices: str(
        _("They want to learn about what you know: %(topics)s", topics=_topics(values, choices))
    ),
    "shared_interests": lambda values, choices: str(
        _("You both want to learn about this: %(topics)s", topics=_topics(values, choices))
    ),
    "offers_what_you_seek": lambda values, choices: str(
        _("They offer what you look for: %(offers)s", offers=_offers(values, choices))
    ),
    "other_region": lambda values, choices: str(
        _("They see it from another region: %(region)s", region=choices.name("regions", values[0]))
    ),
    "other_organisation": lambda values, choices: str(_("They work for another organisation")),
    "other_background": lambda values, choices: str(
        _("They have another background: %(background)s", background=choices.name("backgrounds", values[0]))
    ),
}
