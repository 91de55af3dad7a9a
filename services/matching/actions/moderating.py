"""Staff release the first wanted ad of a stranger, look at what was reported, and take away what does not belong."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.matching import ad_views, events, policies, store
from services.matching.actions.ending import close_replies
from services.matching.actions.rules import expect, keeping_rules
from services.matching.ad_views import View
from services.matching.errors import NoAd


@keeping_rules
def release_ad(work: Work, actor: Actor, ad_id: str, version: int) -> View:
    """Show a wanted ad that waits, as staff have read it; later ones of the same author go out at once (clause 50).

    Raises `NotAllowed`, `NoAd`, `VersionConflict`, `not_waiting`; emits `ad.released` and `ad.opened`.
    """
    policies.require(policies.may_moderate(actor, store.roles_of(work, actor)))
    ad = store.get_ad(work, ad_id)
    if ad.state == "waiting":
        expect(version, ad.version, ad_views.own(ad))
    ad.release(work.now)
    work.emit(events.AdReleased, events.titled(ad), of=ad)
    work.emit(events.AdOpened, events.whose(ad), of=ad)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.released", ad_id)
    return ad_views.own(ad)


@keeping_rules
def remove_ad(work: Work, actor: Actor, ad_id: str, reason: str, words: str) -> View:
    """Take an ad out of sight for a reason that its author is told.

    Raises `NotAllowed`, `NoAd`, `ad_is_over`; emits `ad.removed`, and `reply.passed_over` for each waiting reply.
    """
    policies.require(policies.may_moderate(actor, store.roles_of(work, actor)))
    ad = store.get_ad(work, ad_id)
    ad.remove(reason, work.now)
    work.emit(events.AdRemoved, events.ad_removed(ad, words), of=ad)
    close_replies(work, ad)
    store.delete_reports(work, ad_id)
    store.save_ad(work, ad)
    store.record(work, actor, "ad.removed", ad_id, reason=reason)
    return ad_views.own(ad)


def report_ad(work: Work, actor: Actor, ad_id: str, reason: str, words: str = "") -> View:
    """Tell staff what is wrong with an ad; who reports it again says it better. Raises `NotAllowed`, `NoAd`."""
    policies.require(actor.is_person)
    ad = store.get_ad(work, ad_id)
    is_member = store.find_member(work, actor.id) is not None
    if not policies.may_read(actor, ad, is_member) or store.is_blocked_between(work, actor.id, ad.author_id):
        raise NoAd()
    policies.require(ad.author_id != actor.id)
    if store.add_report(work, ad_id, actor.id, reason, words):
        ad.reports += 1
        store.save_beside(work, ad)
        store.record(work, actor, "ad.reported", ad_id, reason=reason)
    return {"ad_id": ad_id, "reported": True}


def dismiss_reports(work: Work, actor: Actor, ad_id: str) -> View:
    """Say that there is nothing wrong with an ad. Raises `NotAllowed`, `NoAd`."""
    policies.require(policies.may_moderate(actor, store.roles_of(work, actor)))
    ad = store.get_ad(work, ad_id)
    if ad.reports:
        ad.reports = 0
        store.save_beside(work, ad)
        store.delete_reports(work, ad_id)
        store.record(work, actor, "ad.kept", ad_id)
    return {"ad_id": ad_id, "reported": False}
