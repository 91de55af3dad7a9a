"""What those of a pair say: whether they met, that titles may be shown, that they want another coffee; how it was."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.matching import coffee_views, events, policies, store
from services.matching.actions.introducing import announce_pair, tell_of_pair
from services.matching.actions.parting import part
from services.matching.actions.regrouping import find_another
from services.matching.actions.rules import keeping_rules
from services.matching.coffee_views import View
from services.matching.model.pair import Pair
from services.matching.model.rules import require
from services.matching.model.survey import Survey


@keeping_rules
def answer_meeting(work: Work, actor: Actor, pair_id: str, answer: str) -> View:
    """Say whether they met, or that it will not be (clause 46).

    Raises `NoPair`, `pair_is_over`, `you_have_met`, `round_is_over`; emits `coffee.survey_due` to the others when they
    met, `coffee.partner_left` when it will not be.
    """
    pair = _own(work, actor, pair_id)
    is_news = answer == "met" and not pair.has_met
    pair.answer(actor.id, answer, work.now)
    _hear(work, actor.id)
    if answer == "will_not":
        store.hold_draw(work)
        part(work, pair, actor.id)
        return {"pair_id": pair_id, "answer": answer}
    if is_news:
        for each in sorted({*pair.others(actor.id)} - store.who_answered(work, pair_id)):
            tell_of_pair(work, events.CoffeeSurveyDue, pair, each)
    store.save_pair(work, pair)
    return {"pair_id": pair_id, "answer": answer}


@keeping_rules
def show_titles(work: Work, actor: Actor, pair_id: str) -> View:
    """Agree that all of a pair see each other's job titles, once everybody did. Raises `NoPair`, `pair_is_over`."""
    pair = _own(work, actor, pair_id)
    pair.agree(actor.id)
    store.save_pair(work, pair)
    return {"pair_id": pair_id, "all_agreed": pair.have_all_agreed}


@keeping_rules
def answer_survey(work: Work, actor: Actor, pair_id: str, **said: Any) -> View:
    """Say how a coffee was; the latest counts (clauses 46, 47).

    Raises `NoPair`, `pair_is_over`; emits `coffee.benefited` when it was of benefit, or is no more.
    """
    pair = _own(work, actor, pair_id)
    known = store.find_survey(work, pair_id, actor.id)
    others = pair.others(actor.id)
    survey = known or Survey(work.new_id(), pair_id, pair.round_id, actor.id, others, False, False, False, "", work.now)
    if survey.say(said, work.now) and survey.with_person_ids:
        work.emit(events.CoffeeBenefited, events.coffee_benefited(survey), of=survey)
    if pair.answers.get(actor.id, {}).get("answer") != "met":
        pair.answer(actor.id, "met", work.now)
        store.save_pair(work, pair)
    store.save_survey(work, survey)
    _hear(work, actor.id)
    return coffee_views.survey(survey) | {"pair_id": pair_id}


@keeping_rules
def ask_for_another(work: Work, actor: Actor, round_id: str) -> View:
    """Meet somebody else in a round in which one has no coffee: who waits too, or a pair that becomes a trio.

    Raises `NoEnrolment`, `NoRound`, `round_is_over`, `not_waiting`; emits `coffee.matched` when somebody is found.
    """
    policies.require(actor.is_person)
    store.get_enrolment(work, actor.id)
    one = store.get_round(work, round_id)
    require(one.state in ("announced", "surveying"), "round_is_over")
    store.hold_draw(work)
    require(store.has_asked(work, round_id, actor.id) is not None, "not_waiting")
    _hear(work, actor.id)
    pair = find_another(work, round_id, actor.id)
    if pair is None:
        store.wait(work, round_id, actor.id, has_asked=True)
        store.mark_told(work, round_id, actor.id)
    elif pair.announced_at is None:
        announce_pair(work, pair)
    return {"round_id": round_id, "pair_id": pair.pair_id if pair else None}


def _hear(work: Work, person_id: str) -> None:
    """Note that somebody said something: rounds without a word are counted anew."""
    enrolment = store.find_enrolment(work, person_id)
    if enrolment and enrolment.silent_rounds:
        enrolment.hear()
        store.save_enrolment(work, enrolment)


def _own(work: Work, actor: Actor, pair_id: str) -> Pair:
    policies.require(actor.is_person)
    return store.get_pair(work, pair_id, actor.id)
