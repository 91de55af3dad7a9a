"""Answering for one's coffee from a mail: whether we met, leaving out a month, meeting somebody else (Clause 46)."""

from flask_babel import lazy_gettext as _l

from bus.errors import Conflict
from services.gateway import calls
from services.gateway.pages.coffee_words import ANSWERS, SETTLED
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed, asker_of


def _nothing(mailed: Mailed) -> Context:
    return {}


def _meeting(mailed: Mailed) -> Context:
    """Show with whom the coffee is, as the mail does; while matching is away, the mail alone says it.

    Raises the NotFound of matching, and `pair_is_over` where whoever is left has nobody to meet.
    """
    pair = asker_of(mailed).ask_together(pair=calls.get_pair(mailed.about["pair_id"]))["pair"]
    if pair and pair["state"] == "over":
        raise Conflict("pair_is_over")
    return {"pair": pair, "may_call_off": not pair or (pair["state"] == "live" and not pair["has_met"])}


def _waiting(mailed: Mailed) -> Context:
    """Show nothing; raises `not_waiting` for who has a coffee again, as far as matching says so."""
    mine = asker_of(mailed).ask_together(mine=calls.get_my_coffee())["mine"]
    if mine and mailed.about["round_id"] not in {each["round_id"] for each in mine["waits"]}:
        raise Conflict("not_waiting")
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
    shown=_meeting,
    instead="coffee.show",
    place=_l("See your coffees"),
    kept=("pair_id", "answer"),
    may_change=True,
    settled=SETTLED,
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
    shown=_waiting,
    instead="coffee.show",
    place=_l("See your coffees"),
    kept=("round_id", "pair_id"),
    settled=SETTLED,
)
