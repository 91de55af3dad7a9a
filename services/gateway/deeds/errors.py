"""Why a signed link of a mail does nothing."""

from bus.errors import Conflict, NotFound


class NoDeed(NotFound):
    """The link is not ours, or not whole, or its person is erased."""

    code = "no_deed"


class DeedOver(Conflict):
    """The link ran out; it still says what it was for."""

    code = "deed_over"
