"""Coffee trials, for those who take part."""

from http import HTTPStatus

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import VERSION
from services.gateway.api.resources.groups import Fields, coffees
from services.gateway.api.schemas import coffee as of_coffee
from services.gateway.api.schemas.common import PageOf


@coffees.question("/me/coffee", of_coffee.MyCoffee)
def get_my_coffee() -> Answer:
    """Get how you take part, the round that can be joined or comes next, and whom you meet now."""
    return ask(calls.get_my_coffee())


@coffees.command("/me/coffee/enrolment", of_coffee.Enrolment, body=of_coffee.Enrol)
def enrol(body: Fields) -> Answer:
    """Take part in every round from now on."""
    return tell(calls.enrol(body["ways"], body.get("keeps_title", False)))


@coffees.command("/me/coffee/ways", of_coffee.Enrolment, body=of_coffee.Enrol)
def change_enrolment(body: Fields) -> Answer:
    """Change how you meet."""
    return tell(calls.change_enrolment(body["ways"], body.get("keeps_title", False)))


@coffees.command("/me/coffee/pause", of_coffee.Enrolment, body=of_coffee.Pause)
def pause_enrolment(body: Fields) -> Answer:
    """Be in no draw before a day."""
    return tell(calls.pause_enrolment(body["until"].isoformat()))


@coffees.command("/me/coffee/skipping", of_coffee.Enrolment)
def skip_next_round() -> Answer:
    """Be left out of the next draw; a longer pause stays as it is."""
    return tell(calls.skip_next_round())


@coffees.command("/me/coffee/resumption", of_coffee.Enrolment)
def resume_enrolment() -> Answer:
    """End your pause."""
    return tell(calls.resume_enrolment())


@coffees.command("/me/coffee/departure", of_coffee.Enrolment)
def leave_coffee() -> Answer:
    """Take part no more; whom you were to meet is told that you cannot make it."""
    return tell(calls.leave_coffee())


@coffees.command("/me/coffee/avoided", of_coffee.Enrolment, body=of_coffee.Avoid)
def avoid_person(body: Fields) -> Answer:
    """Never be matched with somebody; nobody but you knows."""
    return tell(calls.avoid_person(**body))


@coffees.command("/me/coffee/avoided/<person_id>/removal", of_coffee.Enrolment)
def stop_avoiding(person_id: str) -> Answer:
    """Take somebody off that list."""
    return tell(calls.stop_avoiding(person_id))


@coffees.question("/me/coffees", of_coffee.PairPage, query=PageOf)
def list_my_pairs(query: Fields) -> Answer:
    """Page through your coffees, the latest first, with what you said of them."""
    return ask(calls.list_my_pairs(**query))


@coffees.question("/me/coffees/<pair_id>", of_coffee.Pair)
def get_pair(pair_id: str) -> Answer:
    """Get whom you meet, and what you may begin with."""
    return ask(calls.get_pair(pair_id))


@coffees.command("/me/coffees/<pair_id>/answer", of_coffee.Said, body=of_coffee.MeetingAnswer)
def answer_meeting(body: Fields, pair_id: str) -> Answer:
    """Say whether you met; if it will not be, the other is told at once."""
    return tell(calls.answer_meeting(pair_id, **body))


@coffees.command("/me/coffees/<pair_id>/titles", of_coffee.Agreed)
def show_titles(pair_id: str) -> Answer:
    """Agree that job titles are shown, once everybody agrees."""
    return tell(calls.show_titles(pair_id))


@coffees.command("/me/coffees/<pair_id>/survey", of_coffee.SurveyOf, body=of_coffee.AnswerSurvey)
def answer_survey(body: Fields, pair_id: str) -> Answer:
    """Say how it was; the latest answer counts."""
    return tell(calls.answer_survey(pair_id, body))


@coffees.command("/coffee-rounds/<round_id>/another", of_coffee.Another)
def ask_for_another(round_id: str) -> Answer:
    """Ask for somebody else to meet in a round in which you have no coffee."""
    return tell(calls.ask_for_another(round_id))


@coffees.question("/coffee-rounds/<round_id>/certificate", of_coffee.CertifiedRound)
def get_certificate(round_id: str) -> Answer:
    """Get what is certified of the draw of a round that you were in."""
    return ask(calls.get_certificate(round_id))


@coffees.question("/staff/coffee-rounds", of_coffee.RoundPage, query=PageOf)
def list_rounds(query: Fields) -> Answer:
    """Page as staff through the rounds with their figures, the latest first, with how many take part."""
    return ask(calls.list_rounds(**query))


@coffees.command("/staff/coffee-rounds", of_coffee.RoundOfStaff, body=of_coffee.OpenRound, status=HTTPStatus.CREATED)
def open_round(body: Fields) -> Answer:
    """Open as staff a round that members can join until the end of a day; there is one at a time."""
    return tell(calls.open_round(body["closes_on"].isoformat()))


@coffees.question("/staff/coffee-rounds/<round_id>", of_coffee.RoundInFull)
def get_round(round_id: str) -> Answer:
    """Get as staff how a round went: figures, and words without who wrote them."""
    return ask(calls.get_round(round_id))


@coffees.command("/staff/coffee-rounds/<round_id>/closure", of_coffee.RoundOfStaff, seen=VERSION)
def close_round(round_id: str) -> Answer:
    """Close a round as staff before its time; it is drawn at once, and everybody in it is told."""
    return tell(calls.close_round(round_id, seen_version()))
