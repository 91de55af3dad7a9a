"""What is told of ads and of whom they meet. Nobody but the services reads it: what it says is for members."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from bus.events import Event, personal
from bus.times import to_text
from services.matching.model.ad import Ad
from services.matching.model.match import Match


class _OfAnAd(Event):
    source, subject, private = "matching", "ad_id", True
    ad_id = fields.String(required=True)
    person_id = fields.String(required=True)
    side = fields.String(required=True)


class AdOpened(_OfAnAd):
    """An ad can be read from now on, or says something else than before: whom does it meet?"""

    type = "ad.opened"


class _TitledAd(_OfAnAd):
    title = fields.String(required=True, metadata=personal)


class AdReleased(_TitledAd):
    """Staff looked at the first wanted ad of somebody and released it (clause 50)."""

    type = "ad.released"


class AdExpiring(_TitledAd):
    """An ad ends on a day unless its author renews it."""

    type = "ad.expiring"
    state = fields.String(required=True)
    expires_at = fields.String(required=True)


class AdRemoved(_TitledAd):
    """Staff took an ad out of sight; its author is told why."""

    type = "ad.removed"
    reason = fields.String(required=True)
    words = fields.String(required=True, metadata=personal)


class ReasonTold(Schema):
    """One thing that a want and an offer share: a code, and which of its values."""

    code = fields.String(required=True)
    value = fields.String(required=True, metadata=personal)


class AdMatched(Event):
    """A want and an offer meet; both authors are told, and why (clause 49).

    `want_side` is `wanted` for a wanted ad. Its author is told only where `want_is_told`: members' offers are for
    members.
    """

    type, source, subject, private = "ad.matched", "matching", "match_id", True
    match_id = fields.String(required=True)
    want_id = fields.String(required=True)
    want_person_id = fields.String(required=True)
    want_title = fields.String(required=True, metadata=personal)
    want_side = fields.String(required=True)
    want_is_told = fields.Boolean(required=True)
    offer_id = fields.String(required=True)
    offer_person_id = fields.String(required=True)
    offer_title = fields.String(required=True, metadata=personal)
    reasons = fields.List(fields.Nested(ReasonTold), required=True)


def whose(ad: Ad) -> dict[str, Any]:
    """Tell which ad, and whose."""
    return {"ad_id": ad.ad_id, "person_id": ad.author_id, "side": ad.side}


def titled(ad: Ad) -> dict[str, Any]:
    """Tell which ad, whose, and what it is called."""
    return whose(ad) | {"title": ad.title}


def ad_expiring(ad: Ad) -> dict[str, Any]:
    """Tell when an ad ends, and whether somebody was found already."""
    return titled(ad) | {"state": ad.state, "expires_at": to_text(ad.expires_at)}


def ad_removed(ad: Ad, words: str) -> dict[str, Any]:
    """Tell why an ad was taken away."""
    return titled(ad) | {"reason": ad.removed_for, "words": words}


def ad_matched(match: Match, want: Ad, offer: Ad, sees_offers: bool) -> dict[str, Any]:
    """Tell which two meet, and why, and whether the author of the want sees offers."""
    sides = {"want": want, "offer": offer}
    told = {f"{side}_{name}": value for side, ad in sides.items() for name, value in _named(ad).items()}
    met = {"match_id": match.match_id, "reasons": [dict(each) for each in match.reasons]}
    return met | {"want_side": want.side, "want_is_told": sees_offers} | told


def _named(ad: Ad) -> dict[str, str]:
    return {"id": ad.ad_id, "person_id": ad.author_id, "title": ad.title}
