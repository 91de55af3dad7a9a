"""Hearing no more of when applications open, from the mail that tells it (Clause 24)."""

from flask_babel import lazy_gettext as _l

from services.gateway import calls
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed


def _command(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.withdraw_interest()


def _shown(mailed: Mailed) -> Context:
    return {}


INTEREST_WITHDRAW = Deed(
    "interest_withdraw",
    page="interest/withdraw.html",
    done="interest/withdrawn.html",
    choices={"off": _l("Take me off the list")},
    command=_command,
    shown=_shown,
    instead="interest.show",
    place=_l("See what you asked us to tell you"),
)
