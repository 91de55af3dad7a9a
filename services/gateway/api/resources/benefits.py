"""Who helped you, whom you may want to meet, and, for staff, how many connections members have."""

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.resources.groups import Fields, me, staff
from services.gateway.api.schemas import benefits as of_benefits
from services.gateway.api.schemas.common import PageOf


@me.question("/me/benefits", of_benefits.BenefitPage, query=PageOf)
def list_my_benefits(query: Fields) -> Answer:
    """List what you reported of who helped you, the latest first."""
    return ask(calls.list_my_benefits(**query))


@me.command("/me/benefits", of_benefits.Benefit, body=of_benefits.ReportBenefit)
def report_benefit(body: Fields) -> Answer:
    """Say whether another member helped you. Nobody but you reads it."""
    said = {name: value for name, value in body.items() if name not in ("member_id", "beneficial")}
    return tell(calls.report_benefit(body["member_id"], body["beneficial"], said))


@me.question("/me/benefits/question", of_benefits.WaitingQuestion)
def get_my_question() -> Answer:
    """Tell which short question waits for your answer."""
    return ask(calls.get_my_question())


@me.question("/me/benefits/questions/<question_id>", of_benefits.BenefitQuestion)
def get_benefit_question(question_id: str) -> Answer:
    """Get a question that you were asked."""
    return ask(calls.get_benefit_question(question_id))


@me.command(
    "/me/benefits/questions/<question_id>/answers", of_benefits.AnsweredQuestion, body=of_benefits.AnswerBenefit
)
def answer_benefit(body: Fields, question_id: str) -> Answer:
    """Answer a question, about some or all of those whom it names."""
    return tell(calls.answer_benefit(question_id, **body))


@me.question("/me/suggestions", of_benefits.Suggestions, query=of_benefits.HowMany)
def list_suggestions(query: Fields) -> Answer:
    """List members whom you may want to meet, with reasons."""
    return ask(calls.list_suggestions(**query))


@me.command("/me/suggestions/<member_id>/dismissal", of_benefits.Dismissed)
def dismiss_suggestion(member_id: str) -> Answer:
    """Have a member suggested to you no more for six months."""
    return tell(calls.dismiss_suggestion(member_id))


@staff.question("/staff/connections", of_benefits.Network, query=of_benefits.OnDay)
def get_network(query: Fields) -> Answer:
    """Count the connections of members, as staff: growth by month, and what lies within boundaries and across."""
    return ask(calls.get_network(query["on"].isoformat() if "on" in query else None))
