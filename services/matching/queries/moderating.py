"""What waits for staff: the first wanted ads of strangers, and what was reported."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.matching import ad_views, policies, store
from services.matching.ad_views import View
from services.matching.model.ad import Ad

MOST_REPORTED = 50


def list_kept_ads(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List the ads that wait, the first first, and beside them fifty that were reported. Raises `NotAllowed`."""
    policies.require(policies.may_moderate(actor, store.roles_of(read, actor)))
    size = pages.take(limit)
    last = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    waiting = store.list_waiting(read, last, size + 1)
    return {
        "items": [ad_views.card(ad, None) for ad in waiting[:size]],
        "next": pages.encode(read.settings.page_key, [waiting[size - 1].ad_id]) if waiting[size:] else None,
        "reported": [_reported(read, ad) for ad in store.list_reported(read, MOST_REPORTED)],
    }


def _reported(read: Read, ad: Ad) -> View:
    """Show a reported ad with what was said of it; who said so stays with us."""
    author = store.find_member(read, ad.author_id)
    told = [
        {"reason": row["reason"], "words": row["words"], "at": ad_views.moment(row["at"])}
        for row in store.list_reports(read, ad.ad_id)
    ]
    return ad_views.card(ad, author) | {"reports": told}
