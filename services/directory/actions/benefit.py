"""Saying that somebody helped, or did not; each says it for themselves alone (clauses 33, 34, 39 and 40)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from bus.times import from_text
from services.directory import policies, store, views
from services.directory.actions import following
from services.directory.actions.contact import own_and_listed
from services.directory.actions.rules import keeping_rules
from services.directory.model import GAVE, MOST_OF_ONE, Benefit
from services.directory.views import View

AT_ONCE = 100


@keeping_rules
def report_benefit(work: Work, actor: Actor, member_id: str, beneficial: bool, **said: Any) -> View:
    """Report whether another member helped; what the same person says later counts in its place.

    Nobody else reads it, not even whom it is about. The two need not be connected here. Raises `NotAMember`,
    `NoMember`, `not_yourself`, `too_many_reports`.
    """
    own_and_listed(work, actor, member_id)
    said |= {name: tuple(dict.fromkeys(said.get(name, ()))) for name in ("gave", "reached")}
    report = Benefit(work.new_id(), actor.id, member_id, beneficial, work.now, **said)
    keep(work, report)
    following.follow(work, [(actor.id, member_id)], work.now)
    return views.benefit(report)


@keeping_rules
def answer_benefit(work: Work, actor: Actor, question_id: str, answers: Iterable[dict[str, Any]]) -> View:
    """Answer the short question of a month, about some or all of whom it names; the first answer about each stands.

    Raises `NoQuestion`, `not_asked`, `question_over`, `too_many_reports`.
    """
    policies.require(actor.is_person)
    question = store.get_question(work, question_id, actor.id)
    for each in answers:
        other_id, beneficial = each["member_id"], each["beneficial"]
        if question.answer(other_id, beneficial, work.now):
            gave, months = tuple(dict.fromkeys(each.get("gave") or ())), question.about[other_id]
            said = Benefit(work.new_id(), actor.id, other_id, beneficial, work.now, gave, source="question")
            keep(work, replace(said, after_months=months))
    store.save_question(work, question)
    return views.benefit_question(question)


def hear_of_coffee(work: Work, told: Mapping[str, Any]) -> None:
    """Keep what a member said of a coffee as a report about each of those they met (clauses 34 and 47).

    Who is erased by now is in none; what was given that we have no word for is left out.
    """
    by, at = told["person_id"], min(from_text(told["answered_at"]), work.now)
    gave = tuple(each for each in GAVE if each in told["gave"])
    for other_id in dict.fromkeys(told["with_person_ids"]):
        if other_id == by or _is_erased(work, by) or _is_erased(work, other_id) or _has_said_enough(work, by, other_id):
            continue
        keep(work, Benefit(work.new_id(), by, other_id, told["beneficial"], at, gave, source="coffee"))
        following.follow(work, [(by, other_id)], at)


def keep(work: Work, report: Benefit) -> None:
    """Keep a report, the connection with it. Raises `not_yourself`, `too_many_reports`."""
    checked = report.checked()
    if _has_said_enough(work, report.reporter_id, report.other_id):
        raise Conflict("too_many_reports")
    store.add_benefit(work, checked)


def forget(work: Work, person_id: str) -> bool:
    """Forget some of what a person reported, is asked, or is known by here; return whether more may be left."""
    store.forget_dismissals(work, person_id)
    questions = store.forget_followings(work, person_id, AT_ONCE)
    return store.forget_benefits(work, person_id, AT_ONCE) or questions


def _is_erased(work: Work, person_id: str) -> bool:
    person = store.find_person(work, person_id)
    return person is not None and person.erased_at is not None


def _has_said_enough(work: Work, person_id: str, other_id: str) -> bool:
    return store.count_reports(work, person_id, other_id) >= MOST_OF_ONE
