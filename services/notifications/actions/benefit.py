"""What members are asked about their connections."""

from bus.database import Work
from bus.events import Received
from services.notifications.actions.telling import tell


def tell_benefit_question(work: Work, event: Received) -> None:
    """Ask a member whether some of their connections helped (Clause 38)."""
    about = tuple(each["other_person_id"] for each in event.data["due"])
    tell(work, event, "benefit_question", event.data["person_id"], event.data, about=about)
