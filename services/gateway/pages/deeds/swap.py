"""Agreeing to a reply, and renewing an ad, from the mails that tell of them (Clauses 49 and 51)."""

from flask_babel import lazy_gettext as _l

from services.gateway import calls
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed


def _settle(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.settle_reply(choice, mailed.about["reply_id"])


def _renew(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.renew_ad(mailed.about["ad_id"])


def _shown(mailed: Mailed) -> Context:
    """Show nothing of the ad: the mail says it, and whoever looks is not signed in."""
    return {}


SWAP_ACCEPT = Deed(
    "swap_accept",
    page="swap/deeds/accept.html",
    done="swap/deeds/accepted.html",
    choices={"accept": _l("Yes, agree"), "decline": _l("No, thank you")},
    command=_settle,
    shown=_shown,
    instead="swap.mine",
    place=_l("See what you posted"),
    kept=("state",),
)
SWAP_RENEW = Deed(
    "swap_renew",
    page="swap/deeds/renew.html",
    done="swap/deeds/renewed.html",
    choices={"renew": _l("Renew it for sixty days")},
    command=_renew,
    shown=_shown,
    instead="swap.mine",
    place=_l("See what you posted"),
    kept=("expires_at", "state"),
)
