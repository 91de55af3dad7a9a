"""Replying to what fits, agreeing to a reply, and renewing an ad, from the mails that tell of them (Clauses 49, 51)."""

from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, NotFound
from services.gateway import calls
from services.gateway.calls import Answer
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed, asker_of
from services.gateway.pages.swap_form import CONFLICTS, MENDING
from services.gateway.pages.swap_words import SIDES

MESSAGE = "message"
_OVER = ("already_replied", "already_settled", "not_open", "ad_is_over", "enough_replies")
_SETTLED = {code: CONFLICTS[code] for code in _OVER} | {
    "no_ad": _l("What was posted has ended, or was taken away."),
    "no_reply": _l("This reply is not there any more."),
}


def _answer(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.reply_to_ad(mailed.about["other_ad_id"], form.get(MESSAGE, ""))


def _errors(form: Form) -> dict[str, str]:
    return {} if form.get(MESSAGE, "").strip() else {MESSAGE: str(MENDING[MESSAGE])}


def _settle(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.settle_reply(choice, mailed.about["reply_id"])


def _renew(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.renew_ad(mailed.about["ad_id"])


def _fitting(mailed: Mailed) -> Context:
    """Show which ad it is, as the mail does. Raises `no_ad`, `already_replied`, `not_open`."""
    ad = _ad(mailed, "other_ad_id")
    if ad and ad["my_reply"]:
        raise Conflict("already_replied")
    if ad and ad["state"] != "open":
        raise Conflict("not_open")
    return {"ad": ad, "sides": SIDES}


def _replied(mailed: Mailed) -> Context:
    """Show who replied to which ad, and what they wrote. Raises `no_ad`, `no_reply`, `already_settled`."""
    ad = _ad(mailed, "ad_id")
    if not ad:
        return {}
    reply = next((each for each in ad["received"] if each["reply_id"] == mailed.about["reply_id"]), None)
    if reply is None:
        raise NotFound("no_reply")
    if reply["state"] != "sent":
        raise Conflict("already_settled")
    return {"ad": ad, "reply": reply}


def _renewing(mailed: Mailed) -> Context:
    """Show which ad it is. Raises `no_ad`, `ad_is_over`."""
    ad = _ad(mailed, "ad_id")
    if ad and ad["state"] not in ("open", "agreed", "expired"):
        raise Conflict("ad_is_over")
    return {"ad": ad, "sides": SIDES}


def _ad(mailed: Mailed, name: str) -> Answer | None:
    """Ask for the ad that the mail is about; while matching is away, the mail alone says it."""
    return asker_of(mailed).ask_together(ad=calls.get_ad(mailed.about[name]))["ad"]


SWAP_ANSWER = Deed(
    "swap_answer",
    page="swap/deeds/reply.html",
    done="swap/deeds/replied.html",
    choices={"reply": _l("Send your reply")},
    command=_answer,
    shown=_fitting,
    instead="swap.mine",
    place=_l("See what fits"),
    kept=("state",),
    takes=(MESSAGE,),
    errors=_errors,
    settled=_SETTLED,
)
SWAP_ACCEPT = Deed(
    "swap_accept",
    page="swap/deeds/accept.html",
    done="swap/deeds/accepted.html",
    choices={"accept": _l("Yes, agree"), "decline": _l("No, thank you")},
    command=_settle,
    shown=_replied,
    instead="swap.mine",
    place=_l("See what you posted"),
    kept=("state",),
    settled=_SETTLED,
)
SWAP_RENEW = Deed(
    "swap_renew",
    page="swap/deeds/renew.html",
    done="swap/deeds/renewed.html",
    choices={"renew": _l("Renew it for sixty days")},
    command=_renew,
    shown=_renewing,
    instead="swap.mine",
    place=_l("See what you posted"),
    kept=("expires_at", "state"),
    settled=_SETTLED,
)
