"""What members are told of each other."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told

KINDS = {
    "connection_requested": Kind(_l("A member would like to connect with you")),
    "connection_made": Kind(_l("You have a new connection")),
    "connection_introduced": Kind(_l("Somebody you know would like to introduce you to somebody")),
}


def _requested(data: Data, choices: Choices) -> Told:
    text = _("%(name)s would like to connect with you.", name=data["asker_name"])
    return Told(text, url_for("connections.show", _anchor="received"), _("Read and answer"))


def _made(data: Data, choices: Choices) -> Told:
    text = _("You and %(name)s are connected.", name=data["other_name"])
    return Told(text, url_for("directory.member", member_id=data["other_person_id"]), _("Look at the entry"))


def _introduced(data: Data, choices: Choices) -> Told:
    who = {"introducer": data["introducer_name"], "other": data["other_name"]}
    text = _("%(introducer)s would like you and %(other)s to know each other.", **who)
    return Told(text, url_for("connections.show", _anchor="introductions"), _("Read and answer"))


SENTENCES: dict[str, Tell] = {
    "connection_requested": _requested,
    "connection_made": _made,
    "connection_introduced": _introduced,
}
