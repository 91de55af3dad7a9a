"""Reading one's own reports and questions; of others' there is no reading (clauses 33 to 40)."""

from __future__ import annotations

from datetime import datetime

from bus import pages
from bus.actor import Actor
from bus.database import Read
from bus.errors import Invalid
from bus.times import from_text, to_text
from services.directory import policies, store, views
from services.directory.model import MOST_QUESTIONS, OPEN_FOR, Benefit, unanswered
from services.directory.views import View


def list_my_benefits(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List what the caller reported, the latest first, with the names of those who are members."""
    policies.require(actor.is_person)
    size = pages.take(limit)
    found = store.list_benefits_by(read, actor.id, _place(read, after), size + 1)
    names = store.names_of(read, {each.other_id for each in found})
    items = [views.benefit(each) | {"name": names.get(each.other_id)} for each in found[:size]]
    return {"items": items, "next": _token(read, found[size - 1]) if found[size:] else None}


def get_benefit_question(read: Read, actor: Actor, question_id: str) -> View:
    """Return a question that was put to the caller, with the names of those who are members.

    Whom a later question asked about too, and was answered, it does not ask about. Raises `NoQuestion`.
    """
    policies.require(actor.is_person)
    question = store.get_question(read, question_id, actor.id)
    later = store.list_latest_questions(read, actor.id, question.asked_at, MOST_QUESTIONS)
    known = {person_id for each in later for person_id in each.answered} - question.answered.keys()
    names = store.names_of(read, sorted(question.about.keys() - known)) if question.about else {}
    shown = views.benefit_question(question)
    about = [each | {"name": names[each["member_id"]]} for each in shown["about"] if each["member_id"] in names]
    return shown | {"about": about, "is_open": question.is_open(read.now)}


def get_my_question(read: Read, actor: Actor) -> View:
    """Tell which question the caller may answer now, if any: about somebody who is still a member.

    It `waits` until something of it is answered: whoever answered about some has left out the others on purpose. Of
    several the latest that waits is told, else the latest; what was answered to a later one is not asked again.
    """
    policies.require(actor.is_person)
    asked = store.list_latest_questions(read, actor.id, read.now - OPEN_FOR, MOST_QUESTIONS)
    left = unanswered(asked)
    names = store.names_of(read, set().union(*left.values())) if left else {}
    open_ones = [each for each in asked if not names.keys().isdisjoint(left.get(each.question_id, ()))]
    chosen = next((each for each in open_ones if not each.answered), next(iter(open_ones), None))
    return {"question_id": chosen.question_id if chosen else None, "waits": bool(chosen and not chosen.answered)}


def _token(read: Read, last: Benefit) -> str:
    return pages.encode(read.settings.page_key, [to_text(last.at), last.benefit_id])


def _place(read: Read, after: str | None) -> tuple[datetime, str] | None:
    if not after:
        return None
    try:
        at, benefit_id = pages.decode(read.settings.page_key, after)
        return from_text(at), str(benefit_id)
    except (TypeError, ValueError) as error:  # a token of another list
        raise Invalid("invalid_page_token") from error
