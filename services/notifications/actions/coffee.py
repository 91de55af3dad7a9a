"""What members hear of their coffees."""

from bus.database import Work
from bus.events import Received
from services.notifications.actions.telling import Data, tell


def tell_coffee(work: Work, event: Received) -> None:
    """Introduce whom somebody meets; addresses are looked up when the mail is written (Clauses 44, 45)."""
    data = _named(event)
    regions = [each["region"] for each in data["others"] if each["region"]]
    values = [each["value"] for each in data["starters"] if each["code"] in ("learns", "teaches", "shared")]
    backgrounds = [each["value"] for each in data["starters"] if each["code"] == "background"]
    named = {"regions": regions, "topics": values, "background": backgrounds}
    _tell(work, event, "coffee_matched", data | named)


def tell_no_coffee(work: Work, event: Received) -> None:
    """Tell somebody that nobody was found whom they may meet."""
    tell(work, event, "coffee_unmatched", event.data["person_id"], event.data)


def tell_lost_coffee(work: Work, event: Received) -> None:
    """Tell somebody that whom they were to meet cannot: two who remain of three still meet, one may ask anew."""
    _tell(work, event, "coffee_partner_left", _named(event))


def ask_about_coffee(work: Work, event: Received) -> None:
    """Ask somebody whether they met (Clause 46)."""
    _tell(work, event, "coffee_asked", _named(event))


def ask_how_coffee_was(work: Work, event: Received) -> None:
    """Ask somebody how it was (Clause 46)."""
    _tell(work, event, "coffee_survey", _named(event))


def tell_next_coffee(work: Work, event: Received) -> None:
    """Tell somebody who came after a round had closed when the next one is."""
    tell(work, event, "coffee_awaited", event.data["person_id"], event.data)


def tell_coffee_paused(work: Work, event: Received) -> None:
    """Tell somebody that they are in no draw until they carry on."""
    tell(work, event, "coffee_paused", event.data["person_id"], event.data)


def _named(event: Received) -> Data:
    return event.data | {"with_names": [each["name"] for each in event.data["others"]]}


def _tell(work: Work, event: Received, kind: str, data: Data) -> None:
    tell(work, event, kind, data["person_id"], data, about=[each["person_id"] for each in data["others"]])
