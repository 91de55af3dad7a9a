"""What may be wrong with a request to notifications, as stable codes."""

from bus.errors import Invalid, NotFound, Refused


class NotAPerson(Refused):
    """Only a signed-in person has notices and preferences."""

    code = "not_a_person"


class NotAllowed(Refused):
    """The state of the mails is for the operators."""

    code = "not_allowed"


class UnknownKind(NotFound):
    """No such kind of notification."""

    code = "unknown_kind"


class KindLocked(Refused):
    """Mails of this kind cannot be switched off."""

    code = "kind_locked"


class InvalidToken(Invalid):
    """The unsubscribe link is damaged or not ours."""

    code = "invalid_token"
