"""Replying to what fits, agreeing to a reply, and renewing an ad, from the mails that tell of them (Clauses 49, 51)."""

from flask_babel import lazy_gettext as _l

from services.gateway import calls
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed
from services.gateway.pages.swap_form import MENDING

MESSAGE = "message"


def _answer(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.reply_to_ad(mailed.about["other_ad_id"], form.get(MESSAGE, ""))


def _errors(form: Form) -> dict[str, str]:
    return {} if form.get(MESSAGE, "").strip() else {MESSAGE: str(MENDING[MESSAGE])}


def _settle(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.settle_reply(choice, mailed.about["reply_id"])


def _renew(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.renew_ad(mailed.about["ad_id"])


def _shown(mailed: Mailed) -> Context:
    """Show nothing of the ad: the mail says it, and whoever looks is not signed in."""
    return {}


SWAP_ANSWER = Deed(
    "swap_answer",
    page="swap/deeds/reply.html",
    done="swap/deeds/replied.html",
    choices={"reply": _l("Send your reply")},
    command=_answer,
    shown=_shown,
    instead="swap.mine",
    place=_l("See what fits"),
    kept=("state",),
    takes=(MESSAGE,),
    errors=_errors,
)
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
