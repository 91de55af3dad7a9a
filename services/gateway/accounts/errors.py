"""Why an account's command was not carried out."""

from bus.errors import Conflict, Invalid, NotFound, Refused


class LinkSpent(Conflict):
    """The link was used, replaced or ran out."""

    code = "link_spent"


class WrongPassword(Refused):
    """Address and password do not belong together; it never says which of the two is wrong."""

    code = "wrong_password"


class WeakPassword(Invalid):
    """The new password is too short or too easy to guess."""

    code = "weak_password"


class TooManyTokens(Conflict):
    """One account may hold only so many API tokens."""

    code = "too_many_tokens"


class NoAccount(NotFound):
    """There is no such account."""

    code = "no_account"


class NoAddress(NotFound):
    """The account has no such address."""

    code = "no_address"


class AddressInUse(Conflict):
    """Mails go to this address: another has to be chosen for them first."""

    code = "address_in_use"


class AddressTaken(Conflict):
    """The address signs in to another account."""

    code = "address_taken"


class NoToken(NotFound):
    """There is no such API token."""

    code = "no_token"


class NoDemonstration(Refused):
    """Known passwords exist only in a demonstration."""

    code = "no_demonstration"
