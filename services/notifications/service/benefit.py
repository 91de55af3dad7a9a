"""The doors by which this service hears of benefits."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfBenefits:
    """Ask members about their connections."""

    @reaction(schemas.BenefitQuestionDue, queue="notifications.benefit_questions.v1")
    def tell_benefit_question(self, work: Work, event: Received) -> None:
        actions.tell_benefit_question(work, event)
