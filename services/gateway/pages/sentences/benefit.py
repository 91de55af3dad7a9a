"""What members are asked about their connections."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told

KINDS = {"benefit_question": Kind(_l("Once a month at most: did your connections help?"))}


def _question(data: Data, choices: Choices) -> Told:
    text = _("One short question: has it helped to be in touch with the people you met?")
    return Told(text, url_for("benefits.question", question_id=data["question_id"]), _("Answer it"))


SENTENCES: dict[str, Tell] = {"benefit_question": _question}
