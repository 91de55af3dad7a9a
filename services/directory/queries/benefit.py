"""Reading one's own reports and questions; of others' there is no reading (clauses 33 to 40)."""

from __future__ import annotations

from datetime import datetime

from bus import pages
from bus.actor import Actor
from bus.database import Read
from bus.errors import Invalid
from bus.times import from_text, to_text
from services.directory import policies, store, views
from services.directory.views import View


def list_my_benefits(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List what the caller reported, the latest first, with the names of those who are members."""
    policies.require(actor.is_person)
    size = pages.take(limit)
    found = store.list_benefits_by(read, actor.id, _place(read, after) if after else None, size + 1)
    names = store.names_of(read, {each.other_id for each in found})
    items = [views.benefit(each) | {"name": names.get(each.other_id)} for each in found[:size]]
    following = found[size - 1] if len(found) > size else None
    keys = [to_text(following.at), following.benefit_id] if following else None
    return {"items": items, "next": pages.encode(read.settings.page_key, keys) if keys else None}


def _place(read: Read, after: str) -> tuple[datetime, str]:
    try:
        at, benefit_id = pages.decode(read.settings.page_key, after)
        return from_text(at), benefit_id
    except (ValueError, TypeError) as error:  # a token of another list
        raise Invalid("invalid_page_token") from error


def get_benefit_question(read: Read, actor: Actor, question_id: str) -> View:
    """Return a question that was put to the caller, with the names of those who are members. Raises `NoQuestion`."""
    policies.require(actor.is_person)
    question = store.get_question(read, question_id, actor.id)
    names = store.names_of(read, list(question.about)) if question.about else {}
    shown = views.benefit_question(question)
    about = [each | {"name": names[each["member_id"]]} for each in shown["about"] if each["member_id"] in names]
    return shown | {"about": about, "is_open": question.is_open(read.now)}


def get_my_question(read: Read, actor: Actor) -> View:
    """Tell which question the caller may answer now, if any: about somebody who is still a member.

    It `waits` until something of it is answered: whoever answered about some has left out the others on purpose.
    """
    policies.require(actor.is_person)
    question = store.find_latest_question(read, actor.id)
    left = set(question.about) - set(question.answered) if question and question.is_open(read.now) else set()
    if question is None or not left or not store.names_of(read, left):
        return {"question_id": None, "waits": False}
    return {"question_id": question.question_id, "waits": not question.answered}
