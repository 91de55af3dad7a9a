"""Who may do what."""

from bus.actor import Actor
from services.notifications import errors


def person_of(actor: Actor) -> str:
    """Return the person who asks about their own things; raises NotAPerson."""
    if not actor.is_person:
        raise errors.NotAPerson()
    return actor.id


def check_may_get_mail_state(actor: Actor) -> None:
    """Let only the operators see the state of the mails; raises NotAllowed."""
    if not actor.is_service("ops"):
        raise errors.NotAllowed()
