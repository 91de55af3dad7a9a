"""Telling both sides when a want and an offer meet (clauses 49, 54)."""

from __future__ import annotations

from bus.database import Work
from services.matching import events, store
from services.matching.model.ad import WANT, Ad
from services.matching.model.match import Match, in_order, matched
from services.matching.model.meeting import MOST_TOLD, Meeting, best, facts_of


def meet(work: Work, ad_id: str) -> None:
    """Tell the author of an ad, and those whose ads it meets best, of each other; nobody twice of the same two.

    It runs after the ad was kept, not with it: of two that are posted at once, whichever is looked at later sees the
    other. Who is erased meanwhile is in no match. Emits `ad.matched`.
    """
    ad = store.find_ad(work, ad_id)
    if ad is None or ad.state != "open":
        return
    hidden = store.blocked_with(work, ad.author_id)
    others = [each for each in store.list_candidates(work, ad) if each.author_id not in hidden]
    told = store.told_before(work, ad)
    anew = [each for each in best(facts_of(ad), others) if each.ad_id not in told]
    meetings = {each.ad_id: each for each in anew[: max(0, MOST_TOLD - len(told))]}
    if not meetings:
        return
    met = store.list_ads(work, list(meetings))
    store.hold_authors(work, {ad.author_id, *(other.author_id for other in met.values())})
    store.add_matches(work, [_told(work, ad, other, meetings[ad_id]) for ad_id, other in met.items()])


def _told(work: Work, ad: Ad, other: Ad, meeting: Meeting) -> Match:
    """Tell both sides, and return the match to keep; who asks from outside may not see what members offer."""
    want, offer = in_order(ad, other)
    match = matched(work.new_id(), want, offer, meeting, work.now)
    sees_offers = want.side == WANT or store.find_member(work, want.author_id) is not None
    work.emit(events.AdMatched, events.ad_matched(match, want, offer, sees_offers), of=match)
    return match
