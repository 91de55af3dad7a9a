"""The swap shop and wanted ads."""

from http import HTTPStatus

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import ANYONE, ANYONE_AT_TIMES, VERSION
from services.gateway.api.resources.groups import Fields, ads
from services.gateway.api.schemas import ads as of_ads
from services.gateway.api.schemas.common import PageOf
from services.gateway.pages.choices import require_known


@ads.question("/ads", of_ads.AdPage, query=of_ads.SearchAds, to=ANYONE_AT_TIMES)
def list_ads(query: Fields) -> Answer:
    """Search the open ads: everybody the wanted ads, members the swap shop; who wants you near comes first."""
    return ask(calls.list_ads(**query))


@ads.question("/ads/<ad_id>", of_ads.Ad, to=ANYONE)
def get_ad(ad_id: str) -> Answer:
    """Get one ad, as its author with the replies to it and with what meets it."""
    return ask(calls.get_ad(ad_id))


@ads.question("/me/ads", of_ads.OwnAdPage, query=PageOf)
def list_my_ads(query: Fields) -> Answer:
    """Page through what you posted, the newest first."""
    return ask(calls.list_my_ads(**query))


@ads.question("/me/replies", of_ads.OwnReplyPage, query=PageOf)
def list_my_replies(query: Fields) -> Answer:
    """Page through what you replied, the newest first."""
    return ask(calls.list_my_replies(**query))


@ads.question("/me/matches", of_ads.MetPage, query=PageOf)
def list_my_matches(query: Fields) -> Answer:
    """Page through the ads that meet yours, and why."""
    return ask(calls.list_my_matches(**query))


@ads.command("/ads", of_ads.OwnAd, body=of_ads.PostAd, status=HTTPStatus.CREATED)
def post_ad(body: Fields) -> Answer:
    """Post a want or an offer as a member, or a wanted ad; a stranger's first one waits for staff."""
    require_known(body)
    return tell(calls.post_ad(body))


@ads.command("/ads/<ad_id>", of_ads.OwnAd, body=of_ads.AdFields, method="PATCH", seen=VERSION)
def change_ad(body: Fields, ad_id: str) -> Answer:
    """Change an ad of yours: the fields you send replace, the others stay."""
    require_known(body)
    return tell(calls.change_ad(ad_id, seen_version(), body))


@ads.command("/ads/<ad_id>/renewal", of_ads.OwnAd)
def renew_ad(ad_id: str) -> Answer:
    """Show an ad of yours for sixty days from now."""
    return tell(calls.renew_ad(ad_id))


@ads.command("/ads/<ad_id>/closure", of_ads.OwnAd, body=of_ads.Outcome)
def close_ad(body: Fields, ad_id: str) -> Answer:
    """End an ad of yours with what came of it."""
    return tell(calls.close_ad(ad_id, **body))


@ads.command("/ads/<ad_id>/replies", of_ads.Reply, body=of_ads.Message, status=HTTPStatus.CREATED)
def reply_to_ad(body: Fields, ad_id: str) -> Answer:
    """Reply to somebody's ad as a member, once."""
    return tell(calls.reply_to_ad(ad_id, **body))


@ads.command("/replies/<reply_id>/acceptance", of_ads.Reply)
def accept_reply(reply_id: str) -> Answer:
    """Agree to a reply to your ad: each of you gets the other's address by mail."""
    return tell(calls.settle_reply("accept", reply_id))


@ads.command("/replies/<reply_id>/refusal", of_ads.Reply)
def decline_reply(reply_id: str) -> Answer:
    """Say no, thank you, to a reply to your ad."""
    return tell(calls.settle_reply("decline", reply_id))


@ads.command("/replies/<reply_id>/withdrawal", of_ads.Reply)
def withdraw_reply(reply_id: str) -> Answer:
    """Take a reply of yours back while it waits."""
    return tell(calls.settle_reply("withdraw", reply_id))


@ads.command("/ads/<ad_id>/reports", of_ads.AdReported, body=of_ads.AdReport)
def report_ad(body: Fields, ad_id: str) -> Answer:
    """Tell staff what is wrong with an ad."""
    return tell(calls.report_ad(ad_id, **body))


@ads.question("/staff/ads", of_ads.KeptAds, query=PageOf)
def list_kept_ads(query: Fields) -> Answer:
    """Get, as staff, the ads that wait to be released and those that were reported."""
    return ask(calls.list_kept_ads(**query))


@ads.command("/staff/ads/<ad_id>/release", of_ads.OwnAd, seen=VERSION)
def release_ad(ad_id: str) -> Answer:
    """Show as staff a wanted ad that waits, as you read it."""
    return tell(calls.release_ad(ad_id, seen_version()))


@ads.command("/staff/ads/<ad_id>/dismissal", of_ads.AdReported)
def dismiss_reports(ad_id: str) -> Answer:
    """Say as staff that nothing is wrong with an ad."""
    return tell(calls.dismiss_reports(ad_id))


@ads.command("/staff/ads/<ad_id>/removal", of_ads.OwnAd, body=of_ads.Removal)
def remove_ad(body: Fields, ad_id: str) -> Answer:
    """Take an ad away as staff, and tell its author why."""
    return tell(calls.remove_ad(ad_id, **body))
