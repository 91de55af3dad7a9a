"""What matching tells of ads, of whom they meet, and of replies."""

from marshmallow import EXCLUDE, Schema, fields

from bus.events import Copy, personal


class _OfAnAd(Copy):
    source, subject, private = "matching", "ad_id", True

    ad_id = fields.String(required=True)
    person_id = fields.String(required=True)
    side = fields.String(required=True)
    title = fields.String(required=True, metadata=personal)


class AdReleased(_OfAnAd):
    """Staff released the first wanted ad of somebody."""

    type = "ad.released"


class AdExpiring(_OfAnAd):
    """An ad ends on a day."""

    type = "ad.expiring"

    state = fields.String(required=True)
    expires_at = fields.String(required=True)


class AdRemoved(_OfAnAd):
    """Staff took an ad away."""

    type = "ad.removed"

    reason = fields.String(required=True)
    words = fields.String(required=True, metadata=personal)


class Reason(Schema):
    """One thing that a want and an offer share."""

    class Meta:
        unknown = EXCLUDE

    code = fields.String(required=True)
    value = fields.String(required=True, metadata=personal)


class AdMatched(Copy):
    """A want and an offer meet."""

    type, source, subject, private = "ad.matched", "matching", "match_id", True

    match_id = fields.String(required=True)
    want_id = fields.String(required=True)
    want_person_id = fields.String(required=True)
    want_title = fields.String(required=True, metadata=personal)
    want_side = fields.String(load_default="want")
    want_is_told = fields.Boolean(load_default=True)
    offer_id = fields.String(required=True)
    offer_person_id = fields.String(required=True)
    offer_title = fields.String(required=True, metadata=personal)
    reasons = fields.List(fields.Nested(Reason), required=True)


class _OfAReply(Copy):
    source, subject, private = "matching", "reply_id", True

    reply_id = fields.String(required=True)
    ad_id = fields.String(required=True)
    side = fields.String(required=True)
    title = fields.String(required=True, metadata=personal)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)


class ReplySent(_OfAReply):
    """Somebody replied to an ad."""

    type = "reply.sent"

    other_name = fields.String(required=True, metadata=personal)
    message = fields.String(required=True, metadata=personal)


class ReplyAccepted(_OfAReply):
    """The two agreed; `person_id` replied to the ad of `other_person_id`."""

    type = "reply.accepted"

    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)


class ReplyPassedOver(_OfAReply):
    """A reply was not taken up."""

    type = "reply.passed_over"

    reason = fields.String(required=True)
