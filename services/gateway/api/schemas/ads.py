"""The swap shop and wanted ads: ads, replies, and whom an ad meets."""

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Id, Moment, PageOf, Shown, Slug, Version, next_page
from services.gateway.api.schemas.people import Count
from services.gateway.pages.swap_words import KINDS, OUTCOMES, REACHES, REASONS, SIDES

MOST_TOPICS = 3


class SearchAds(PageOf):
    """Which open ads to look for."""

    shop = Choice("swap", "wanted", required=True)
    words = Text(max=200)
    side = Choice(*SIDES)
    kind = Choice(*KINDS)
    topic = Slug()
    region = Slug()
    partnership = Slug()


class AdFields(Request):
    """What an ad says; what is absent stays as it is."""

    kind = Choice(*KINDS)
    title = Text(min=1, max=100)
    text = Text(min=1, max=1000)
    topics = fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS))
    region = Slug()
    partnership = Slug()
    reach = Choice(*REACHES)
    name = Text(min=1, max=120, metadata={"description": "Who asks, as everybody reads it in a wanted ad."})
    organisation = Text(max=160)


class PostAd(AdFields):
    """What a new ad says."""

    side = Choice(*SIDES, required=True)
    kind = Choice(*KINDS, required=True)
    title = Text(min=1, max=100, required=True)
    text = Text(min=1, max=1000, required=True)
    reach = Choice(*REACHES, required=True)


class Outcome(Request):
    """What came of an ad."""

    outcome = Choice(*OUTCOMES, required=True)
    words = Text(max=500)


class AdReport(Request):
    """What is wrong with an ad."""

    reason = Choice(*REASONS, required=True)
    words = Text(max=500)


class Removal(Request):
    """Why an ad is taken away; its author reads the words."""

    reason = Choice(*REASONS, required=True)
    words = Text(min=1, max=500, required=True)


class Message(Request):
    """What you reply."""

    message = Text(min=1, max=1000, required=True)


class Author(Shown):
    """Who posted or replied, as far as you may see; of a wanted ad, what it says of them."""

    member_id = Id(required=True, allow_none=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    organisation = fields.String(required=True)
    region = fields.String(required=True)
    background = fields.String(required=True)


class AdCard(Shown):
    """An ad in a list."""

    ad_id = Id(required=True)
    version = Version()
    side = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    text = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    region = fields.String(required=True)
    partnership = fields.String(required=True)
    reach = fields.String(required=True)
    state = fields.String(required=True)
    created_at = Moment(required=True)
    expires_at = Moment(required=True)
    author = fields.Nested(Author, required=True)


class AdPage(Shown):
    """One page of ads, and how many there are; more than a thousand are not counted."""

    items = fields.List(fields.Nested(AdCard), required=True)
    next = next_page()
    total = fields.Nested(Count, required=True)


class OwnAd(AdCard):
    """An ad of your own."""

    name = fields.String(required=True)
    organisation = fields.String(required=True)
    outcome = fields.String(required=True)
    words = fields.String(required=True)
    removed_for = fields.String(required=True)
    replies = fields.Integer(required=True)
    ended_at = Moment(required=True, allow_none=True)


class ListedAd(OwnAd):
    """An ad of yours in a list, with how many replies wait for your answer."""

    waiting = fields.Integer(required=True)


class OwnAdPage(Shown):
    """One page of your ads."""

    items = fields.List(fields.Nested(ListedAd), required=True)
    next = next_page()


class Reply(Shown):
    """A reply to an ad."""

    reply_id = Id(required=True)
    ad_id = Id(required=True)
    message = fields.String(required=True)
    state = fields.String(required=True)
    sent_at = Moment(required=True)
    settled_at = Moment(required=True, allow_none=True)


class SeenReply(Reply):
    """A reply as one of the two sees it; `other_id` says who the other is once both agreed."""

    other_id = Id(required=True, allow_none=True)


class ReceivedReply(SeenReply):
    """A reply to your ad."""

    person = fields.Nested(Author, required=True)


class OwnReply(SeenReply):
    """A reply of yours, with its ad unless that was taken away."""

    ad = fields.Nested(AdCard, required=True, allow_none=True)


class OwnReplyPage(Shown):
    """One page of your replies."""

    items = fields.List(fields.Nested(OwnReply), required=True)
    next = next_page()


class MatchReason(Shown):
    """One thing that a want and an offer share: `kind`, `topic`, `word`, `region` or `partnership`, and which."""

    code = fields.String(required=True)
    value = fields.String(required=True)


class Met(Shown):
    """An ad that meets yours, and why."""

    match_id = Id(required=True)
    reasons = fields.List(fields.Nested(MatchReason), required=True)
    matched_at = Moment(required=True)
    ad = fields.Nested(AdCard, required=True)
    mine = fields.Nested(AdCard, required=True)


class MetPage(Shown):
    """One page of what meets your ads."""

    items = fields.List(fields.Nested(Met), required=True)
    next = next_page()


class Ad(AdCard):
    """An ad with what you may see and do; replies and matches are shown to its author alone."""

    mine = fields.Boolean(required=True)
    may_reply = fields.Boolean(required=True)
    my_reply = fields.Nested(SeenReply, required=True, allow_none=True)
    received = fields.List(fields.Nested(ReceivedReply), required=True)
    matches = fields.List(fields.Nested(Met), required=True)
    told = fields.Integer(required=True, metadata={"description": "How many whose ads fit were told of it, up to 20"})


class AdReported(Shown):
    """Whether an ad is reported."""

    ad_id = Id(required=True)
    reported = fields.Boolean(required=True)


class AdReportShown(Shown):
    """What somebody said is wrong with an ad."""

    reason = fields.String(required=True)
    words = fields.String(required=True)
    at = Moment(required=True)


class ReportedAd(AdCard):
    """An ad with what was said of it."""

    reports = fields.List(fields.Nested(AdReportShown), required=True)


class KeptAds(Shown):
    """One page of ads that wait for staff, and fifty that were reported."""

    items = fields.List(fields.Nested(AdCard), required=True)
    next = next_page()
    reported = fields.List(fields.Nested(ReportedAd), required=True)
