"""The chair's one question to an applicant, and the answer (clause 19)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.directory import events, policies, store, views
from services.directory.actions.decision import chaired
from services.directory.actions.rules import keeping_rules
from services.directory.errors import NoApplication, VersionConflict
from services.directory.model import Application, Question
from services.directory.views import View


@keeping_rules
def ask_applicant(work: Work, actor: Actor, application_id: str, version: int, question: str) -> View:
    """Ask the applicant one question, once, before anything is decided.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `not_under_assessment`, `already_asked`, `Missing`; emits
    `application.questioned`.
    """
    application = chaired(work, actor, application_id, version)
    asked = Question(actor.id, work.now, question)
    application.ask(asked)
    work.emit(events.ApplicationQuestioned, events.application_questioned(application, asked), of=application)
    store.save_application(work, application)
    store.record(work, actor, "application.questioned", application_id)
    return views.decided(application)


@keeping_rules
def save_answer(work: Work, actor: Actor, application_id: str, question_version: int, answer: str) -> View:
    """Keep an answer that is not sent yet; nobody but its author sees it.

    Raises `NoApplication`, `VersionConflict`, `not_under_assessment`, `not_asked`, `already_answered`.
    """
    application = _asked(work, actor, application_id, question_version)
    written = application.open_question().written(answer)
    if not store.save_answer(work, application_id, written):
        raise Conflict("busy")
    application.question = written
    return views.application(application)


@keeping_rules
def send_answer(work: Work, actor: Actor, application_id: str, question_version: int, answer: str) -> View:
    """Answer the question, once; the panel sees it, and who leads it now is told.

    Raises as `save_answer` does, and `Missing`; emits `application.answered`.
    """
    application = _asked(work, actor, application_id, question_version)
    application.answer(answer, work.now)
    asked_by = application.open_question().asked_by
    asker_id = asked_by if store.is_known(work, asked_by) else None
    told = events.application_answered(application, asker_id, store.leaders_of(work, application))
    work.emit(events.ApplicationAnswered, told, of=application)
    store.save_application(work, application)
    store.record(work, actor, "application.answered", application_id)
    return views.application(application)


def _asked(work: Work, actor: Actor, application_id: str, question_version: int) -> Application:
    application = store.get_application(work, application_id)
    if not policies.may_keep(actor, application):
        raise NoApplication()
    question = application.open_question()
    if question.answered_at is None and question.version != question_version:
        raise VersionConflict(data=views.application(application))
    return application
