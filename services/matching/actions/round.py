"""Opening a round, and taking it from step to step; each step is one transaction (clause 44)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime, timedelta

from bus.actor import Actor
from bus.database import Work
from services.matching import coffee_views, events, policies, store
from services.matching.actions.introducing import announce_pair, tell_of_pair
from services.matching.actions.regrouping import find_another
from services.matching.actions.rules import expect, keeping_rules
from services.matching.coffee_views import View
from services.matching.model.certificate import Certificate
from services.matching.model.draw import Draw, Inputs, pair_of
from services.matching.model.draw import Pair as TwoIds
from services.matching.model.inputs import Frozen
from services.matching.model.pair import Pair
from services.matching.model.regrouping import traits_of
from services.matching.model.round import Pace, Round, is_opening_due, london_day

AT_ONCE, LONELY_AT_ONCE = 50, 10
PACE = Pace()


@keeping_rules
def open_round(work: Work, actor: Actor, closes_on: date) -> View:
    """Open a round until the end of a day.

    Raises `NotAllowed`, `round_is_gathering` while another one is, `closes_in_the_past`, `open_too_long`.
    """
    policies.require(policies.may_run_rounds(actor, store.roles_of(work, actor)))
    one = Round.open(work.new_id(), closes_on, work.now)
    store.add_round(work, one)
    return coffee_views.round_for_staff(one)


@keeping_rules
def close_round(work: Work, actor: Actor, round_id: str, version: int) -> View:
    """Let nobody in any more; the draw follows at once.

    Raises `NotAllowed`, `NoRound`, `VersionConflict`, `round_not_open`.
    """
    policies.require(policies.may_run_rounds(actor, store.roles_of(work, actor)))
    one = store.get_round(work, round_id)
    expect(version, one.version, coffee_views.round_for_staff(one))
    one.close_now(work.now)
    store.save_round(work, one)
    return coffee_views.round_for_staff(one)


def open_monthly_round(work: Work) -> None:
    """Open the month's round, when it is due and no other one is under way."""
    today, latest = london_day(work.now), store.find_latest_round(work)
    last_on = london_day(latest.opened_at) if latest else None
    if is_opening_due(today, work.settings.coffee_day, last_on) and not (latest and latest.is_gathering):
        closes_on = today + timedelta(days=work.settings.coffee_open_days)
        store.add_round(work, Round.open(work.new_id(), closes_on, work.now))


def freeze(work: Work, round_id: str, drawing: str, seed: int) -> None:
    """Fix who is drawn from, with everything that decides the draw; only once."""
    one = store.get_round(work, round_id)
    if one.due(work.now, PACE) != "freeze":
        return
    store.hold_draw(work)
    one.freeze(seed, drawing, work.now)
    store.add_inputs(work, Frozen.of(round_id, gather(work, one.closes_at)))
    store.save_round(work, one)


def keep_draw(work: Work, round_id: str, draw: Draw, certificate: Certificate) -> None:
    """Keep the pairs, and the certificate, of a draw; only once, whoever else drew the same meanwhile.

    Who has left since is in no pair; who was to meet them waits for another coffee.
    """
    one, frozen = store.get_round(work, round_id), store.find_inputs(work, round_id)
    if one.state != "closed" or frozen is None:
        return
    store.hold_draw(work)
    inputs = gather(work, one.closes_at)
    here = {each.person_id for each in inputs.people}
    pairs = []
    for group in draw.groups:
        people = tuple(each for each in group if each in here)
        if len(people) > 1 and _may_all_meet(people, inputs):
            pairs.append(Pair(work.new_id(), round_id, people, work.now))
        else:
            _let_wait(work, round_id, people)
    _let_wait(work, round_id, tuple(each for each in draw.left_out if each in here))
    store.add_pairs(work, pairs)
    store.save_inputs(work, frozen.drawn(draw))
    one.keep_draw(asdict(certificate), work.now)
    store.save_round(work, one)


def announce(work: Work, round_id: str) -> bool:
    """Tell some pairs of each other, and some who have none; return whether more are to be told.

    Who lost theirs since the draw is first brought together with somebody else, if anybody may meet them. Emits
    `coffee.matched`, `coffee.unmatched`.
    """
    one = store.get_round(work, round_id)
    if one.state != "drawn":
        return False
    store.hold_draw(work)
    lonely = store.tell_waiting(work, round_id, LONELY_AT_ONCE)
    for person_id in lonely:
        if store.has_asked(work, round_id, person_id) and not find_another(work, round_id, person_id):
            _tell_unmatched(work, round_id, person_id)
    pairs = store.list_unannounced(work, round_id, AT_ONCE)
    for pair in pairs:
        announce_pair(work, pair)
    if not pairs and not lonely:
        one.announce(work.now)
        store.save_round(work, one)
    return bool(pairs or lonely)


def begin_survey(work: Work, round_id: str) -> None:
    """Ask how it was from now on."""
    one = store.get_round(work, round_id)
    if one.due(work.now, PACE) == "survey":
        one.begin_survey()
        store.save_round(work, one)


def ask_pairs(work: Work) -> bool:
    """Ask some pairs whether they met, or how it was; return whether more may be due.

    Emits `coffee.asked`, `coffee.survey_due`.
    """
    for asked, days in enumerate((PACE.nudge, PACE.survey)):
        pairs = store.list_to_ask(work, asked, work.now - timedelta(days=days), AT_ONCE)
        for pair in pairs:
            _ask(work, pair)
        if pairs:
            return True
    return False


def end_round(work: Work, round_id: str) -> bool:
    """Let some pairs of a round be past, and note who said nothing; return whether more are left.

    Emits `coffee.paused` for whom it was the third round without a word.
    """
    one = store.get_round(work, round_id)
    if one.due(work.now, PACE) != "end":
        return False
    store.hold_draw(work)
    pairs = store.list_live_pairs(work, round_id, AT_ONCE)
    for pair in pairs:
        _note_silence(work, pair)
        pair.end()
        store.save_pair(work, pair)
    if not pairs:
        one.end(work.now)
        store.end_waiting(work, round_id)
        store.save_round(work, one)
    return bool(pairs)


def gather(work: Work, closes_at: datetime) -> Inputs:
    """Gather everybody who takes part when a round closes, who may not meet whom, and who met before.

    Who asks to take part later is not in it, also when it is drawn late: they read that the next one is theirs.
    """
    people, apart, after, day = [], set[TwoIds](), "", london_day(closes_at)
    while page := store.page_enrolments(work, after):
        after = page[-1].person_id
        taking = {each.person_id: each for each in page if each.is_drawn(closes_at, day)}
        people += [traits_of(each) for each in store.find_members(work, list(taking)).values()]
        apart |= {pair_of(one, other) for one, other in store.blocks_of(work, list(taking))}
        apart |= {pair_of(each.person_id, other) for each in taking.values() for other in each.avoided}
    return Inputs(tuple(people), frozenset(apart), frozenset(store.everybody_who_met(work)))


def _may_all_meet(people: tuple[str, ...], inputs: Inputs) -> bool:
    return not any(pair_of(one, other) in inputs.excluded for one in people for other in people if one < other)


def _let_wait(work: Work, round_id: str, people: tuple[str, ...]) -> None:
    for person_id in people:
        store.wait(work, round_id, person_id, has_asked=True)


def _tell_unmatched(work: Work, round_id: str, person_id: str) -> None:
    member, enrolment = store.find_member(work, person_id), store.find_enrolment(work, person_id)
    if member and enrolment:
        told = {"person_id": person_id, "name": member.name, "round_id": round_id}
        work.emit(events.CoffeeUnmatched, told, of=enrolment)
        store.save_told(work, enrolment)


def _ask(work: Work, pair: Pair) -> None:
    unheard = pair.ask()
    if pair.has_met:
        for each in sorted({*pair.people} - store.who_answered(work, pair.pair_id)):
            tell_of_pair(work, events.CoffeeSurveyDue, pair, each)
    else:
        for each in unheard:
            tell_of_pair(work, events.CoffeeAsked, pair, each)
    store.save_pair(work, pair)


def _note_silence(work: Work, pair: Pair) -> None:
    heard = {*pair.answers, *store.who_answered(work, pair.pair_id)}
    members = store.find_members(work, pair.people)
    for person_id, enrolment in store.find_enrolments(work, pair.people).items():
        if person_id in heard:
            enrolment.hear()
        elif enrolment.miss(london_day(work.now)) and person_id in members:
            told = {"person_id": person_id, "name": members[person_id].name}
            work.emit(events.CoffeePaused, told, of=enrolment)
        store.save_enrolment(work, enrolment)
