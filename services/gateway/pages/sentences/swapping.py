"""What people are told of the swap shop and of wanted ads."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told
from services.gateway.text import day

KINDS = {
    "swap_match": Kind(_l("Something in the swap shop fits what you posted")),
    "swap_reply": Kind(_l("Somebody replied to what you posted")),
    "swap_agreed": Kind(_l("You and somebody else agreed, with their address")),
    "swap_passed_over": Kind(_l("A reply of yours was not taken up")),
    "swap_expiring": Kind(_l("What you posted ends in a week")),
    "swap_removed": Kind(_l("What you posted was taken away")),
    "wanted_released": Kind(_l("Your wanted ad can be read")),
}


def _match(data: Data, choices: Choices) -> Told:
    text = _("“%(other)s” fits what you posted: “%(title)s”.", other=data["other_title"], title=data["title"])
    return Told(
        text, url_for("swap.show", shop=data.get("other_shop", "swap"), ad_id=data["other_ad_id"]), _("Read it")
    )


def _reply(data: Data, choices: Choices) -> Told:
    text = _("%(name)s replied to “%(title)s”.", name=data["other_name"] or _("Someone"), title=data["title"])
    return Told(text, _ad(data), _("Say yes or no"))


def _agreed(data: Data, choices: Choices) -> Told:
    text = _("You and %(name)s agreed on “%(title)s”.", name=data["other_name"] or _("Someone"), title=data["title"])
    return Told(text, _ad(data), _("See their address"))


def _passed_over(data: Data, choices: Choices) -> Told:
    text = _("“%(title)s” has ended before your reply was taken up.", title=data["title"])
    if data["reason"] == "declined":
        text = _("Your reply to “%(title)s” was not what was needed this time.", title=data["title"])
    return Told(text, url_for("swap.search"), _("Look around the swap shop"))


def _expiring(data: Data, choices: Choices) -> Told:
    text = _("“%(title)s” ends on %(day)s.", title=data["title"], day=day(data["expires_at"]))
    return Told(text, _ad(data), _("Renew it, or say what came of it"))


def _removed(data: Data, choices: Choices) -> Told:
    return Told(_("Our staff have taken away “%(title)s”.", title=data["title"]), _ad(data), _("See what it was"))


def _released(data: Data, choices: Choices) -> Told:
    text = _("Your wanted ad can be read by everybody now: “%(title)s”.", title=data["title"])
    return Told(text, _ad(data), _("See your ad"))


def _ad(data: Data) -> str:
    return url_for("swap.show", shop=data["shop"], ad_id=data["ad_id"])


SENTENCES: dict[str, Tell] = {
    "swap_match": _match,
    "swap_reply": _reply,
    "swap_agreed": _agreed,
    "swap_passed_over": _passed_over,
    "swap_expiring": _expiring,
    "swap_removed": _removed,
    "wanted_released": _released,
}
