"""What a caller is shown of ads, replies and matches, in plain values; commands and queries answer alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bus.times import to_text
from services.matching.model import Member
from services.matching.model.ad import WANTED, Ad
from services.matching.model.match import Match
from services.matching.model.reply import Reply

View = dict[str, Any]

_SHOWN = ("ad_id", "version", "side", "kind", "title", "text", "topics", "region", "partnership", "reach", "state")
_CARD = ("member_id", "name", "role", "organisation", "region", "background")
_NOBODY = {"member_id": None, "name": "", "role": "", "organisation": "", "region": "", "background": ""}


def moment(at: datetime | None) -> str | None:
    """Spell a time, or null while there is none."""
    return to_text(at) if at else None


def card(ad: Ad, author: Member | None) -> View:
    """Show an ad to whoever may read it; a wanted ad says of its author only what it was given."""
    times = {"created_at": moment(ad.created_at), "expires_at": moment(ad.expires_at)}
    named = _NOBODY | {"name": ad.name, "organisation": ad.organisation}
    return (
        {name: getattr(ad, name) for name in _SHOWN}
        | times
        | {"author": named if ad.side == WANTED else person(author)}
    )


def own(ad: Ad) -> View:
    """Show an ad to its author."""
    names = ("name", "organisation", "outcome", "words", "removed_for", "replies")
    return card(ad, None) | {name: getattr(ad, name) for name in names} | {"ended_at": moment(ad.ended_at)}


def person(member: Member | None) -> View:
    """Show a member to members; who is none any more has no name."""
    return {name: getattr(member, name) for name in _CARD} if member else dict(_NOBODY)


def name_only(member: Member | None) -> View:
    """Show a member to somebody from outside whose ad they replied to."""
    return _NOBODY | {"name": member.name if member else ""}


def reply(one: Reply) -> View:
    """Show a reply to either of the two."""
    names = ("reply_id", "ad_id", "message", "state")
    times = {"sent_at": moment(one.sent_at), "settled_at": moment(one.settled_at)}
    return {name: getattr(one, name) for name in names} | times


def met(match: Match, ad: Ad, author: Member | None) -> View:
    """Show an ad that meets another, and why."""
    told = {"match_id": match.match_id, "reasons": match.reasons, "matched_at": moment(match.matched_at)}
    return told | {"ad": card(ad, author)}
