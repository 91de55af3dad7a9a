"""Turns notices, which hold codes only, into sentences with a place to go; a file for each thing they are about."""

from flask import url_for
from flask_babel import gettext as _

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences import account, benefit, coffee, connecting, joining, membership, swapping
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told

ABOUT = (joining, membership, connecting, benefit, coffee, swapping)
KINDS: dict[str, Kind] = account.KINDS | {name: kind for noun in ABOUT for name, kind in noun.KINDS.items()}
SENTENCES: dict[str, Tell] = {name: tell for noun in ABOUT for name, tell in noun.SENTENCES.items()}


def told(notice: Data, choices: Choices) -> Told:
    """Say what happened; a kind that is not known yet still says that something did."""
    tell = SENTENCES.get(notice["kind"], _something)
    return tell(notice["data"], choices)


def _something(data: Data, choices: Choices) -> Told:
    return Told(_("Something new happened in the community."), url_for("notices.show"), _("Look again"))
