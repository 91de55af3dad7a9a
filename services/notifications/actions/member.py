"""What members hear of their membership."""

from bus.database import Work
from bus.events import Received
from services.notifications.actions.telling import tell


def tell_welcome(work: Work, event: Received) -> None:
    """Welcome a new member and say where to begin (Clause 28)."""
    tell(work, event, "welcome", event.data["member_id"], event.data)


def tell_check(work: Work, event: Received) -> None:
    """Ask a member whether their entry is still right (Clause 9)."""
    tell(work, event, "entry_check", event.data["person_id"], event.data)


def tell_recognition(work: Work, event: Received) -> None:
    """Tell a member what they are recognised for, and how not to show it (Clause 27)."""
    tell(work, event, "recognition", event.data["person_id"], event.data)
