"""The public directory, and recognition of its members."""

from flask import Response

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.operations import (
    ANYONE,
)
from services.gateway.api.resources.groups import Fields, members, reference
from services.gateway.api.schemas import people as of_people
from services.gateway.photographs.pictures import as_response


@reference.question("/reference", of_people.Reference, to=ANYONE)
def get_reference() -> Answer:
    """Get regions, partnerships, backgrounds, topics, offers, kinds of organisation, also what is offered no more."""
    return ask(calls.get_reference())


@members.question("/members", of_people.MemberPage, query=of_people.SearchMembers, to=ANYONE)
def search_members(query: Fields) -> Answer:
    """Search members by words and filters, with numbers for every further choice.

    Without a sign-in this finds those whom everyone may see; a member finds all.
    """
    return ask(calls.search_members(**query))


@members.question("/skills", of_people.Skills, to=ANYONE)
def count_skills() -> Answer:
    """Count the members whom you may see by topic and region."""
    return ask(calls.count_skills())


@members.question("/members/<member_id>", of_people.Member, to=ANYONE)
def get_member(member_id: str) -> Answer:
    """Get one member."""
    return ask(calls.get_member(member_id))


@members.picture("/members/<member_id>/photograph", to=ANYONE)
def get_photograph(member_id: str) -> Response:
    """Get a member's photograph, as you may see it; square, 480 by 480 pixels."""
    return as_response(lambda known: ask(calls.get_photograph(member_id, known=known)), "large")


@members.question("/members/<member_id>/recognitions", of_people.GivenRecognitions)
def list_recognitions(member_id: str) -> Answer:
    """List, as staff, what a member is recognised for and by whom."""
    return ask(calls.list_recognitions(member_id))


@members.command("/members/<member_id>/recognitions", of_people.Recognitions, body=of_people.GiveRecognition)
def give_recognition(body: Fields, member_id: str) -> Answer:
    """Recognise, as staff, a member's expertise; the member is told."""
    return tell(calls.give_recognition(member_id, **body))


@members.command("/members/<member_id>/recognitions/<recognition_id>/revocation", of_people.Recognitions)
def take_recognition(member_id: str, recognition_id: str) -> Answer:
    """Take a recognition back, as staff."""
    return tell(calls.take_recognition(member_id, recognition_id))
