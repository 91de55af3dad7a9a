"""Answering from the mail whether connections helped (Clauses 34 and 38)."""

from flask_babel import lazy_gettext as _l

from services.gateway import calls
from services.gateway.pages.benefit_form import GAVE as GAVE_FIELDS
from services.gateway.pages.benefit_form import HELPED, answers_in, question_errors
from services.gateway.pages.benefit_words import GAVE
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed, asker_of


def _command(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.answer_benefit(mailed.about["question_id"], answers_in(form))


def _shown(mailed: Mailed) -> Context:
    """Show whom the question is about: the mail names the same people."""
    asked = asker_of(mailed).ask(calls.get_benefit_question(mailed.about["question_id"]))
    return {"asked": asked, "gave": GAVE, "is_mailed": True}


BENEFIT_ANSWER = Deed(
    "benefit_answer",
    page="benefits/question.html",
    done="benefits/answered.html",
    choices={"send": _l("Send my answers")},
    command=_command,
    shown=_shown,
    instead="benefits.latest",
    place=_l("See what you told us of your connections"),
    takes=(HELPED, GAVE_FIELDS),
    errors=question_errors,
    may_change=True,
)
