"""What is told of replies to ads."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event, personal
from services.matching.model.ad import Ad
from services.matching.model.reply import Reply


class _OfAReply(Event):
    """`person_id` is who is told, `other_person_id` whom of."""

    source, subject, private = "matching", "reply_id", True
    reply_id = fields.String(required=True)
    ad_id = fields.String(required=True)
    side = fields.String(required=True)
    title = fields.String(required=True, metadata=personal)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)


class ReplySent(_OfAReply):
    """A member replied to an ad; its author is told, and may say yes or no (clause 51)."""

    type = "reply.sent"
    other_name = fields.String(required=True, metadata=personal)
    message = fields.String(required=True, metadata=personal)


class ReplyAccepted(_OfAReply):
    """Both agreed: each gets the other's address. `person_id` replied, `other_person_id` is the ad's author."""

    type = "reply.accepted"
    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)


class ReplyPassedOver(_OfAReply):
    """A reply was not taken up: the author said no, thank you, or the ad is over."""

    type = "reply.passed_over"
    reason = fields.String(required=True)


def reply_sent(reply: Reply, ad: Ad, other_name: str) -> dict[str, Any]:
    """Tell the author of an ad who replied, and what they wrote."""
    told = {"person_id": reply.author_id, "other_person_id": reply.person_id}
    return _named(reply, ad) | told | {"other_name": other_name, "message": reply.message}


def reply_accepted(reply: Reply, ad: Ad, name: str, other_name: str) -> dict[str, Any]:
    """Tell both who the other is; addresses are known where mails are sent."""
    return _to_replier(reply, ad) | {"name": name, "other_name": other_name}


def reply_passed_over(reply: Reply, ad: Ad) -> dict[str, Any]:
    """Tell who replied that it was not taken up: `declined`, or `closed` with the ad."""
    return _to_replier(reply, ad) | {"reason": reply.state}


def _to_replier(reply: Reply, ad: Ad) -> dict[str, Any]:
    return _named(reply, ad) | {"person_id": reply.person_id, "other_person_id": reply.author_id}


def _named(reply: Reply, ad: Ad) -> dict[str, Any]:
    return {"reply_id": reply.reply_id, "ad_id": ad.ad_id, "side": ad.side, "title": ad.title}
