"""The doors of coffee trials for those who take part."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.matching import actions, queries, schemas

Answer = dict[str, Any]


class Coffee:
    """Let members take part, meet, and say how it was."""

    @query(schemas.Asking)
    def get_my_coffee(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read how one takes part."""
        return queries.get_my_coffee(read, actor)

    @command(schemas.Enrol)
    def enrol(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Ask to take part."""
        return actions.enrol(work, actor, **request)

    @command(schemas.Enrol)
    def change_enrolment(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change how one meets."""
        return actions.change_enrolment(work, actor, **request)

    @command(schemas.PauseEnrolment)
    def pause_enrolment(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Be in no draw before a day."""
        return actions.pause_enrolment(work, actor, **request)

    @command(schemas.Asking)
    def skip_next_round(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Be left out of the next draw."""
        return actions.skip_next_round(work, actor)

    @command(schemas.Asking)
    def resume_enrolment(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """End one's pause."""
        return actions.resume_enrolment(work, actor)

    @command(schemas.Asking)
    def leave_coffee(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take part no more."""
        return actions.leave_coffee(work, actor)

    @query(schemas.FindNamesakes)
    def find_namesakes(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List members of a name."""
        return queries.find_namesakes(read, actor, **request)

    @command(schemas.NamePerson)
    def avoid_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Never be matched with somebody."""
        return actions.avoid_person(work, actor, **request)

    @command(schemas.NamePerson)
    def stop_avoiding(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Be matched with somebody again."""
        return actions.stop_avoiding(work, actor, **request)

    @query(schemas.PageOf)
    def list_my_pairs(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List one's coffees."""
        return queries.list_my_pairs(read, actor, **request)

    @query(schemas.NamePair)
    def get_pair(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read whom one meets."""
        return queries.get_pair(read, actor, **request)

    @command(schemas.AnswerMeeting)
    def answer_meeting(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say whether one met."""
        return actions.answer_meeting(work, actor, **request)

    @command(schemas.NamePair)
    def show_titles(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Agree to show job titles."""
        return actions.show_titles(work, actor, **request)

    @command(schemas.AnswerSurvey)
    def answer_survey(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say how it was."""
        return actions.answer_survey(work, actor, **request)

    @command(schemas.NameRound)
    def ask_for_another(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Meet somebody else."""
        return actions.ask_for_another(work, actor, **request)

    @query(schemas.NameRound)
    def get_certificate(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read what is certified of a draw."""
        return queries.get_certificate(read, actor, **request)
