"""What may be asked about ads and replies, and our own word that an ad can be read."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.events import Copy
from bus.schema import Text
from services.matching.model.ad import KINDS, MOST_TOPICS, OUTCOMES, REACHES, SIDES
from services.matching.schemas.kinds import ClearableSlug, Id, Line, Slug, one_of

REPORTED_FOR = ("advertising", "unkind", "personal_data", "not_improvement", "other")
"""Why an ad may be reported, or taken away."""


class Page(Request):
    """Ask for one page of a list."""

    limit = fields.Integer(allow_none=True)
    after = Text(max=500, allow_none=True)


class AdFields(Request):
    """What somebody writes in an ad; what is absent stays as it is."""

    kind = one_of(*KINDS)
    title = Line(max=100)
    text = Text(max=1000)
    topics = fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS))
    region = ClearableSlug()
    partnership = ClearableSlug()
    reach = one_of(*REACHES)
    name = Line(max=120)
    organisation = Line(max=160)


class PostAd(AdFields):
    """Post an ad."""

    side = one_of(*SIDES, required=True)


class NameAd(Request):
    """Name an ad."""

    ad_id = Id(required=True)


class ChangeAd(AdFields, NameAd):
    """Change an ad as it was seen."""

    version = fields.Integer(required=True)


class CloseAd(NameAd):
    """Say what came of an ad."""

    outcome = one_of(*OUTCOMES, required=True)
    words = Text(max=500)


class ReleaseAd(NameAd):
    """Show an ad as it was seen."""

    version = fields.Integer(required=True)


class ReportAd(NameAd):
    """Say what is wrong with an ad."""

    reason = one_of(*REPORTED_FOR, required=True)
    words = Text(max=500)


class RemoveAd(NameAd):
    """Take an ad away, and tell its author why."""

    reason = one_of(*REPORTED_FOR, required=True)
    words = Text(min=1, max=500, required=True)


class ListAds(Page):
    """Look for open ads."""

    shop = one_of("swap", "wanted", required=True)
    words = Text(max=200, allow_none=True)
    side = one_of(*SIDES, allow_none=True)
    kind = one_of(*KINDS, allow_none=True)
    topic = Slug(allow_none=True)
    region = Slug(allow_none=True)
    partnership = Slug(allow_none=True)


class ReplyToAd(NameAd):
    """Reply with one message."""

    message = Text(min=1, max=1000, required=True)


class NameReply(Request):
    """Name a reply."""

    reply_id = Id(required=True)


class AdOpened(Copy):
    """Our own word that an ad can be read from now on."""

    type, source, subject, private = "ad.opened", "matching", "ad_id", True

    ad_id = fields.String(required=True)
