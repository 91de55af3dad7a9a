"""The doors by which this service hears of applications."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfApplications:
    """Tell applicants and panels how an application goes."""

    @reaction(schemas.ApplicationSubmitted, queue="notifications.submissions.v1")
    def tell_submission(self, work: Work, event: Received) -> None:
        actions.tell_submission(work, event)

    @reaction(schemas.ApplicationWithdrawn, queue="notifications.withdrawals.v1")
    def tell_withdrawal(self, work: Work, event: Received) -> None:
        actions.tell_withdrawal(work, event)

    @reaction(schemas.ApplicationDecided, queue="notifications.decisions.v1")
    def tell_decision(self, work: Work, event: Received) -> None:
        actions.tell_decision(work, event)

    @reaction(schemas.ApplicationMoved, queue="notifications.moves.v1")
    def tell_move(self, work: Work, event: Received) -> None:
        actions.tell_move(work, event)

    @reaction(schemas.AssignmentMade, queue="notifications.assignments.v1")
    def tell_assignment(self, work: Work, event: Received) -> None:
        actions.tell_assignment(work, event)

    @reaction(schemas.AssignmentDue, queue="notifications.deadlines.v1")
    def tell_deadline(self, work: Work, event: Received) -> None:
        actions.tell_deadline(work, event)

    @reaction(schemas.ApplicationQuestioned, queue="notifications.questions.v1")
    def tell_question(self, work: Work, event: Received) -> None:
        actions.tell_question(work, event)

    @reaction(schemas.ApplicationAnswered, queue="notifications.answers.v1")
    def tell_answer(self, work: Work, event: Received) -> None:
        actions.tell_answer(work, event)

    @reaction(schemas.ApplicationExpiring, queue="notifications.expiries.v1")
    def tell_expiry(self, work: Work, event: Received) -> None:
        actions.tell_expiry(work, event)

    @reaction(schemas.InterestAnswered, queue="notifications.interests.v1")
    def tell_wave(self, work: Work, event: Received) -> None:
        actions.tell_wave(work, event)
