"""The doors by which this service hears of coffee trials."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfCoffee:
    """Tell members of their coffees."""

    @reaction(schemas.CoffeeMatched, queue="notifications.coffees.v1")
    def tell_coffee(self, work: Work, event: Received) -> None:
        actions.tell_coffee(work, event)

    @reaction(schemas.CoffeeUnmatched, queue="notifications.coffees_unmatched.v1")
    def tell_no_coffee(self, work: Work, event: Received) -> None:
        actions.tell_no_coffee(work, event)

    @reaction(schemas.CoffeePartnerLeft, queue="notifications.coffees_lost.v1")
    def tell_lost_coffee(self, work: Work, event: Received) -> None:
        actions.tell_lost_coffee(work, event)

    @reaction(schemas.CoffeeAsked, queue="notifications.coffees_asked.v1")
    def ask_about_coffee(self, work: Work, event: Received) -> None:
        actions.ask_about_coffee(work, event)

    @reaction(schemas.CoffeeSurveyDue, queue="notifications.coffee_surveys.v1")
    def ask_how_coffee_was(self, work: Work, event: Received) -> None:
        actions.ask_how_coffee_was(work, event)

    @reaction(schemas.CoffeeAwaited, queue="notifications.coffees_awaited.v1")
    def tell_next_coffee(self, work: Work, event: Received) -> None:
        actions.tell_next_coffee(work, event)

    @reaction(schemas.CoffeePaused, queue="notifications.coffee_pauses.v1")
    def tell_coffee_paused(self, work: Work, event: Received) -> None:
        actions.tell_coffee_paused(work, event)
