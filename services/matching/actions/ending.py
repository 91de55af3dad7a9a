"""Telling whose ads end soon, ending those whose time is over, and what ends with them."""

from __future__ import annotations

from bus.database import Work
from services.matching import events, store
from services.matching.model.ad import MOST_LIVE, WANTED, WARNED_BEFORE, Ad
from services.matching.model.reply import MOST_WAITING, Reply

AT_ONCE = 20


def warn_of_end(work: Work) -> bool:
    """Tell some authors that their ads end in a week; return whether more may be due. Emits `ad.expiring`."""
    due = store.list_to_warn(work, work.now + WARNED_BEFORE, AT_ONCE)
    for ad in due:
        work.emit(events.AdExpiring, events.ad_expiring(ad), of=ad)
        ad.warn(work.now)
        store.save_beside(work, ad)
    return len(due) == AT_ONCE


def expire_ads(work: Work) -> bool:
    """End some ads whose time is over; return whether more may be. Emits `reply.passed_over` for waiting replies."""
    over = store.list_to_expire(work, AT_ONCE)
    for ad in over:
        end_ad(work, ad)
    return len(over) == AT_ONCE


def end_ad(work: Work, ad: Ad) -> None:
    """End an ad that nobody closed."""
    ad.expire(work.now)
    close_replies(work, ad)
    store.save_ad(work, ad)


def close_replies(work: Work, ad: Ad) -> None:
    """Let the replies end that still wait. Emits `reply.passed_over`."""
    for reply in store.list_replies(work, ad.ad_id):
        if reply.state == "sent":
            reply.close(work.now)
            pass_over(work, reply, ad)


def pass_over(work: Work, reply: Reply, ad: Ad) -> None:
    """Tell who replied that it was not taken up. Emits `reply.passed_over`."""
    work.emit(events.ReplyPassedOver, events.reply_passed_over(reply, ad), of=reply)
    store.save_reply(work, reply)


def leave_swap_shop(work: Work, person_id: str) -> None:
    """End what somebody wants and offers, and take back what they replied, when they are a member no more."""
    for ad in store.list_live_ads(work, person_id, MOST_LIVE):
        if ad.side != WANTED:
            end_ad(work, ad)
    for reply in store.list_waiting_replies(work, person_id, MOST_WAITING):
        reply.withdraw(work.now)
        store.save_reply(work, reply)
