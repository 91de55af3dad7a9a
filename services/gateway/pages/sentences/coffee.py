"""What members are told of their coffees."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told
from services.gateway.text import day

KINDS = {
    "coffee_matched": Kind(_l("Whom you meet for a coffee")),
    "coffee_unmatched": Kind(_l("Nobody was found for your coffee")),
    "coffee_partner_left": Kind(_l("Your coffee has changed")),
    "coffee_asked": Kind(_l("Have you had your coffee?")),
    "coffee_survey": Kind(_l("How was your coffee?")),
    "coffee_awaited": Kind(_l("When your next round of coffee is")),
    "coffee_paused": Kind(_l("Your coffees are paused")),
}


def _matched(data: Data, choices: Choices) -> Told:
    return Told(_("You meet %(names)s for a coffee.", names=_names(data)), _pair(data), _("See whom you meet"))


def _unmatched(data: Data, choices: Choices) -> Told:
    return Told(_("There was nobody whom you could meet this time."), url_for("coffee.show"), _("See your coffees"))


def _partner_left(data: Data, choices: Choices) -> Told:
    if data["with_names"]:
        text = _("One of the three of you cannot make it. You still meet %(names)s.", names=_names(data))
        return Told(text, _pair(data), _("See whom you meet"))
    text = _("The person whom you were to meet for a coffee cannot make it this time.")
    return Told(text, url_for("coffee.show"), _("Meet somebody else"))


def _asked(data: Data, choices: Choices) -> Told:
    return Told(_("Have you met %(names)s for your coffee?", names=_names(data)), _pair(data), _("Say so"))


def _survey(data: Data, choices: Choices) -> Told:
    text = _("You met %(names)s for a coffee. How was it?", names=_names(data))
    return Told(text, url_for("coffee_answers.survey", pair_id=data["pair_id"]), _("Answer three questions"))


def _awaited(data: Data, choices: Choices) -> Told:
    text = _("You are in the next round of coffee, which opens when our staff open it.")
    if data["opens_on"]:
        text = _("You are in the next round of coffee, which opens on %(day)s.", day=day(data["opens_on"]))
    return Told(text, url_for("coffee.show"), _("See how you take part"))


def _paused(data: Data, choices: Choices) -> Told:
    text = _("We heard nothing from you in three rounds of coffee, so you are left out of the next ones.")
    return Told(text, url_for("coffee.show"), _("Carry on, or leave"))


def _names(data: Data) -> str:
    return str(_(" and ")).join(data["with_names"]) or str(_("Someone"))


def _pair(data: Data) -> str:
    return url_for("coffee_answers.show", pair_id=data["pair_id"])


SENTENCES: dict[str, Tell] = {
    "coffee_matched": _matched,
    "coffee_unmatched": _unmatched,
    "coffee_partner_left": _partner_left,
    "coffee_asked": _asked,
    "coffee_survey": _survey,
    "coffee_awaited": _awaited,
    "coffee_paused": _paused,
}
