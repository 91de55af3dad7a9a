"""Answering for one's coffee from a mail: whether we met, leaving out a month, meeting somebody else (Clause 46)."""

from flask_babel import lazy_gettext as _l

from services.gateway import calls
from services.gateway.pages.coffee_words import ANSWERS
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed


def _nothing(mailed: Mailed) -> Context:
    return {}


def _met(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.answer_meeting(mailed.about["pair_id"], choice)


def _snooze(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.skip_next_round()


def _another(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.ask_for_another(mailed.about["round_id"])


COFFEE_MET = Deed(
    "coffee_met",
    page="coffee/met.html",
    done="coffee/met_done.html",
    choices=ANSWERS,
    command=_met,
    shown=_nothing,
    instead="coffee.show",
    place=_l("See your coffees"),
    kept=("pair_id", "answer"),
    may_change=True,
)
COFFEE_SNOOZE = Deed(
    "coffee_snooze",
    page="coffee/snooze.html",
    done="coffee/snooze_done.html",
    choices={"snooze": _l("Leave me out of the next month")},
    command=_snooze,
    shown=_nothing,
    instead="coffee.show",
    place=_l("See your coffees"),
    kept=("paused_until",),
)
COFFEE_ANOTHER = Deed(
    "coffee_another",
    page="coffee/another.html",
    done="coffee/another_done.html",
    choices={"another": _l("Find me somebody else")},
    command=_another,
    shown=_nothing,
    instead="coffee.show",
    place=_l("See your coffees"),
    kept=("round_id", "pair_id"),
)
