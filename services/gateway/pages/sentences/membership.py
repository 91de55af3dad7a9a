"""What members are told of their membership."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told
from services.gateway.text import day

KINDS = {
    "welcome": Kind(_l("Welcome as a member")),
    "entry_check": Kind(_l("Twice a year: is your entry still right?")),
    "recognition": Kind(_l("Your expertise is recognised")),
}


def _welcome(data: Data, choices: Choices) -> Told:
    return Told(_("You are a member. Welcome!"), url_for("profile.welcome"), _("See what you can do now"))


def _check(data: Data, choices: Choices) -> Told:
    text = _("You last looked at your entry on %(date)s. Is it still right?", date=day(data["checked_at"]))
    return Told(text, url_for("check.show"), _("Look and say so"))


def _recognition(data: Data, choices: Choices) -> Told:
    text = _("Your expertise is recognised: %(topic)s.", topic=choices.name("topics", data["topic"]))
    return Told(text, url_for("recognition.mine"), _("Read what for, and choose whether it is shown"))


SENTENCES: dict[str, Tell] = {
    "welcome": _welcome,
    "entry_check": _check,
    "recognition": _recognition,
}
