"""Giving and taking back recognition of advanced expertise, and declining to show it (clause 27)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions.rules import keeping_rules
from services.directory.errors import NoMember, NotAMember
from services.directory.model import Member, recognition
from services.directory.views import View


@keeping_rules
def give_recognition(work: Work, actor: Actor, member_id: str, topic: str, reason: str) -> View:
    """Recognise a member's expertise; they are told, and who did is known to staff alone.

    Raises `NotAllowed`, `NoMember`, `NotAChoice`, `recognised_already`, `too_many_recognitions`; emits
    `recognition.given` and `member.updated`.
    """
    member = _member(work, actor, member_id)
    topic, new_id = store.lists(work).chosen("topics", topic, "/topic"), work.new_id()
    member.recognitions = recognition.given(member.recognitions, new_id, topic, reason, work.now)
    work.emit(events.RecognitionGiven, events.recognition_given(member), of=member)
    _tell(work, actor, member, "recognition.given", new_id)
    return _answer(member)


@keeping_rules
def take_recognition(work: Work, actor: Actor, member_id: str, recognition_id: str) -> View:
    """Take a recognition back. Raises `NotAllowed`, `NoMember`, `no_such_recognition`; emits `member.updated`."""
    member = _member(work, actor, member_id)
    member.recognitions = recognition.taken_back(member.recognitions, recognition_id)
    _tell(work, actor, member, "recognition.taken", recognition_id)
    return _answer(member)


@keeping_rules
def show_recognition(work: Work, actor: Actor, recognition_id: str, shown_to: str) -> View:
    """Show a recognition of one's own with the entry, or to nobody.

    Raises `NotAMember`, `no_such_recognition`; emits `member.updated`.
    """
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    member.recognitions = recognition.showing(member.recognitions, recognition_id, shown_to)
    _tell(work, actor, member, "recognition.shown", recognition_id)
    return _answer(member)


def _member(work: Work, actor: Actor, member_id: str) -> Member:
    policies.require(policies.may_recognise(actor, store.roles_of(work, actor), member_id))
    member = store.find_member(work, member_id)
    if member is None or not member.is_listed:
        raise NoMember()
    return member


def _tell(work: Work, actor: Actor, member: Member, action: str, recognition_id: str) -> None:
    work.emit(events.MemberUpdated, events.member_state(member), of=member)
    store.save_beside(work, member)
    store.record(work, actor, action, member.member_id, recognition_id=recognition_id)


def _answer(member: Member) -> View:
    return {"member_id": member.member_id, "recognitions": [views.recognition(each) for each in member.recognitions]}
