"""Forgetting what somebody posted, replied and reported in the swap shop, piece by piece."""

from __future__ import annotations

from bus.database import Work
from services.matching import store

AT_ONCE = 20


def forget_ads(work: Work, person_id: str) -> bool:
    """Forget some of what a person wrote and what hangs on it; return whether more may be left.

    An ad goes with the replies to it, whoever wrote them: they speak to the person.
    """
    ads = store.list_ads_of(work, person_id, "", AT_ONCE)
    for ad in ads:
        store.delete_replies_to(work, ad.ad_id)
        store.delete_reports(work, ad.ad_id)
        store.delete_ad(work, ad.ad_id)
    replies = store.list_replies_by(work, person_id, "", AT_ONCE)
    store.delete_replies(work, [reply.reply_id for reply in replies])
    reports = store.list_reports_by(work, person_id, AT_ONCE)
    for report in reports:
        _take_back(work, report["_id"], report["ad_id"])
    store.delete_matches_of(work, person_id)
    store.forget_hold(work, person_id)
    return bool(ads or replies or reports)


def _take_back(work: Work, report_id: str, ad_id: str) -> None:
    store.delete_report(work, report_id)
    ad = store.find_ad(work, ad_id)
    if ad and ad.reports:
        ad.reports -= 1
        store.save_beside(work, ad)
