"""Asking members, some months on, whether their connections helped: once a month each at most (clauses 34 and 38)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bus.database import Work
from services.directory import events, store
from services.directory.model import MOST_ASKED, Asking, BenefitQuestion, Following, Member

AT_ONCE = 20
MOST_LOOKED_AT = 20
"""Of those due for one person; whoever is left out now is looked at the next time."""


def follow(work: Work, pairs: Sequence[tuple[str, str]], since: datetime) -> None:
    """Ask the first of each pair about the second, 1, 3, 6 and 12 months from then.

    Who is followed already is not followed anew: then nothing is due at the first look, and the next is later.
    Whoever is first is so in one of the pairs alone.
    """
    askings = store.list_askings(work, [person_id for person_id, _ in pairs])
    for person_id, other_id in pairs:
        following, asking = Following.begin(person_id, other_id, since), askings[person_id]
        asking.expect(following.due_at)
        store.begin_following(work, following)
        store.save_asking_of(work, asking)


def ask_about_benefit(work: Work) -> bool:
    """Put its short question to some of those whose time has come; return whether more may be due.

    Emits `benefit.question_due`. Who is a member no more is asked nothing, and nobody is asked about them.
    """
    due = store.list_to_ask(work, AT_ONCE)
    members = {each.member_id: each for each in store.list_members(work, [each.person_id for each in due])}
    for asking in due:
        member = members.get(asking.person_id)
        if member and member.is_listed:
            _ask(work, asking, member)
        else:
            store.forget_askings(work, [asking.person_id])
    return len(due) == AT_ONCE


def _ask(work: Work, asking: Asking, member: Member) -> None:
    due = store.list_followings(work, member.member_id, work.now, MOST_LOOKED_AT)
    names = _names(work, member.member_id, due)
    asked = [each for each in due if each.other_id in names][:MOST_ASKED]
    if asked:
        about = {each.other_id: each.months for each in asked}
        question = BenefitQuestion(work.new_id(), member.member_id, work.now, about)
        told = events.benefit_question_due(question, member.profile.name, names)
        work.emit(events.BenefitQuestionDue, told, of=question)
        store.add_question(work, question)
        asking.asked_at = work.now
    for each in due:
        if each in asked or each.other_id not in names:
            _go_on(work, each, each.other_id in names)
    following = store.list_followings(work, member.member_id, None, 1)
    asking.look_again(following[0].due_at if following else None)
    store.save_asking_of(work, asking)


def _names(work: Work, person_id: str, due: Sequence[Following]) -> dict[str, str]:
    """Tell the names of those about whom a person may be asked: members whom no block keeps apart from them."""
    apart = {*store.contact_of(work, person_id).blocked, *store.list_blocking(work, person_id)}
    asked = [each.other_id for each in due if each.other_id not in apart]
    return store.names_of(work, asked) if asked else {}


def _go_on(work: Work, following: Following, is_member: bool) -> None:
    if is_member and following.go_on(work.now):
        store.save_following(work, following)
    else:
        store.drop_following(work, following.person_id, following.other_id)
