"""Posting an ad, changing it, renewing it, and saying what came of it (clauses 49, 50, 52 to 55)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.matching import ad_views, events, policies, store
from services.matching.actions.ending import close_replies
from services.matching.actions.rules import expect, keeping_rules
from services.matching.ad_views import View
from services.matching.errors import MembersOnly, NoAd
from services.matching.model import Member
from services.matching.model.ad import MOST_LIVE, WANTED, Ad

LISTED = {"region": "regions", "partnership": "partnerships"}


@keeping_rules
def post_ad(work: Work, actor: Actor, side: str, **given: Any) -> View:
    """Post a want or an offer as a member, or a wanted ad as anybody; staff look at the first one of a stranger.

    Raises `NotAllowed`, `MembersOnly`, `Missing`, `too_many_ads`; emits `ad.opened` unless it waits.
    """
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    _require_member(member, side)
    _hold_place(work, actor.id)
    ad = Ad.begin(work.new_id(), actor.id, side, work.now)
    ad.write(_recoded(work, _at_home(member) | given))
    _show(work, ad)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.posted", ad.ad_id, side=side, state=ad.state)
    return ad_views.own(ad)


@keeping_rules
def change_ad(work: Work, actor: Actor, ad_id: str, version: int, **given: Any) -> View:
    """Change an ad of one's own; what a stranger of whom something was taken away writes anew waits for staff.

    Raises `NoAd`, `VersionConflict`, `Missing`, `ad_is_over`; emits `ad.opened` when it may meet others than before.
    """
    ad = own_ad(work, actor, ad_id, version)
    home = _at_home(store.find_member(work, actor.id))
    ad.write(_recoded(work, {name: place for name, place in home.items() if not getattr(ad, name)} | given))
    if ad.state == "open":
        _show(work, ad)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.changed", ad_id)
    return ad_views.own(ad)


@keeping_rules
def renew_ad(work: Work, actor: Actor, ad_id: str) -> View:
    """Show an ad of one's own for sixty days from now, also one that found somebody or whose time was over.

    Raises `NoAd`, `MembersOnly`, `ad_is_over`, `too_many_ads`; emits `ad.opened` when it was not open. Who renews what
    was renewed within a day has done it: a button in a mail may be pressed twice.
    """
    ad = own_ad(work, actor, ad_id)
    if ad.was_renewed_lately(work.now):
        return ad_views.own(ad)
    was_open = ad.state == "open"
    _require_member(store.find_member(work, actor.id), ad.side)
    if not ad.is_live:
        _hold_place(work, actor.id)
    ad.renew(work.now)
    if not was_open:
        _show(work, ad)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.renewed", ad_id)
    return ad_views.own(ad)


@keeping_rules
def close_ad(work: Work, actor: Actor, ad_id: str, outcome: str, words: str = "") -> View:
    """End an ad of one's own with what came of it: it helped, people work together now, or neither.

    Raises `NoAd`, `ad_is_over`; emits `reply.passed_over` for each reply that still waited.
    """
    ad = own_ad(work, actor, ad_id)
    ad.close(outcome, words, work.now)
    close_replies(work, ad)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.closed", ad_id, outcome=outcome)
    return ad_views.own(ad)


def own_ad(work: Work, actor: Actor, ad_id: str, version: int | None = None) -> Ad:
    """Return an ad of who asks, as they saw it. Raises `NoAd`, `VersionConflict`."""
    ad = store.get_ad(work, ad_id)
    if not policies.may_keep(actor, ad):
        raise NoAd()
    if version is not None:
        expect(version, ad.version, ad_views.own(ad))
    return ad


def _show(work: Work, ad: Ad) -> None:
    """Let an ad be read, or wait for staff: a wanted ad of a stranger whom they do not trust. Emits `ad.opened`."""
    is_stranger = ad.side == WANTED and store.find_member(work, ad.author_id) is None
    if is_stranger and not store.is_trusted(work, ad.author_id):
        ad.await_release()
    else:
        work.emit(events.AdOpened, events.whose(ad), of=ad)


def _require_member(author: Member | None, side: str) -> None:
    """Let only members show something in the swap shop, also again."""
    if author is None and side != WANTED:
        raise MembersOnly()


def _hold_place(work: Work, person_id: str) -> None:
    store.hold_author(work, person_id)
    if len(store.list_live_ads(work, person_id, MOST_LIVE)) >= MOST_LIVE:
        raise Conflict("too_many_ads")


def _at_home(member: Member | None) -> dict[str, Any]:
    """Return where a member is, which holds unless they say another place."""
    return {"region": member.region, "partnership": member.partnership} if member else {}


def _recoded(work: Work, given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given in the slugs of today."""
    places = {
        name: store.present_slug(work, list_name, given[name] or "")
        for name, list_name in LISTED.items()
        if given.get(name) is not None
    }
    topics = given.get("topics")
    found = {} if topics is None else {"topics": [store.present_slug(work, "topics", each) for each in topics]}
    return given | places | found
