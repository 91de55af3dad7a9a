"""Finding ads, reading one, and what one has posted, replied and met (clauses 49 to 51, 54)."""

from __future__ import annotations

from collections.abc import Iterable

from bus import pages
from bus.actor import Actor
from bus.database import Read
from bus.errors import Invalid
from services.matching import ad_views, policies, store
from services.matching.ad_views import View
from services.matching.errors import MembersOnly, NoAd
from services.matching.model import Member
from services.matching.model.ad import OFFER, WANT, WANTED, Ad
from services.matching.model.match import Match
from services.matching.model.reply import Reply

SHOPS = {"swap": (WANT, OFFER), "wanted": (WANTED,)}
LISTED = {"region": "regions", "partnership": "partnerships", "topic": "topics"}


def list_ads(
    read: Read,
    actor: Actor,
    shop: str,
    words: str | None = None,
    limit: int | None = None,
    after: str | None = None,
    **chosen: str | None,
) -> View:
    """List the open ads of a shop: those first that want somebody near who is where the caller is, then the newest.

    Members see the swap shop, everybody the wanted ads. What the blocked posted, or who blocked the caller, is not
    among them. Raises `MembersOnly`.
    """
    member = store.find_member(read, actor.id) if actor.is_person else None
    if shop == "swap" and member is None:
        raise MembersOnly()
    sought = store.Sought(
        SHOPS[shop],
        _meant(read, chosen),
        words or "",
        store.blocked_with(read, actor.id) if actor.is_person else (),
        member.region if member else "",
        member.partnership if member else "",
    )
    size = pages.take(limit)
    found = store.search_ads(read, sought, _place(read, after), size + 1)
    count = store.count_ads(read, sought)
    return {
        "items": _cards(read, [ad for _, ad in found[:size]]),
        "next": pages.encode(read.settings.page_key, found[size - 1][0]) if found[size:] else None,
        "total": {"value": min(count, store.MOST_COUNTED), "exact": count <= store.MOST_COUNTED},
    }


def get_ad(read: Read, actor: Actor, ad_id: str) -> View:
    """Return an ad with what the caller may see of it, and what they may do. Raises `NoAd`.

    Its author sees the replies, how many were told of it and, as a member, whom it meets; who replied sees their own
    reply. `other_id` is whose address is theirs to know, once both agreed.
    """
    ad = store.get_ad(read, ad_id)
    member = store.find_member(read, actor.id) if actor.is_person else None
    reply = store.find_reply_of(read, ad_id, actor.id) if actor.is_person else None
    is_staff = policies.may_moderate(actor, store.roles_of(read, actor))
    is_mine = policies.may_keep(actor, ad)
    if not (policies.may_read(actor, ad, member is not None) or policies.may_follow(actor, ad, reply) or is_staff):
        raise NoAd()
    hidden = store.blocked_with(read, actor.id) if actor.is_person else set()
    if ad.author_id in hidden and not is_staff:
        raise NoAd()
    shown = ad_views.own(ad) if is_mine else {}
    (seen,) = _cards(read, [ad])
    matches = store.list_matches(read, ad) if is_mine else []
    return (
        shown
        | seen
        | {
            "mine": is_mine,
            "may_reply": member is not None and not is_mine and ad.state == "open" and reply is None,
            "may_moderate": is_staff,
            "my_reply": _own_reply(reply, ad.author_id not in hidden) if reply else None,
            "received": _received(read, ad, member is not None, hidden) if is_mine else [],
            "matches": _met(read, actor.id, matches, hidden) if member else [],
            "told": len(matches),
        }
    )


def list_my_ads(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List what one has posted, the newest first, with how many replied and how many of them wait for an answer."""
    policies.require(actor.is_person)
    size, last = pages.take(limit), _last(read, after)
    found = store.list_ads_of(read, actor.id, last, size + 1)
    shown = found[:size]
    waiting = store.count_waiting_to(read, [ad.ad_id for ad in shown], store.blocked_with(read, actor.id))
    items = [ad_views.own(ad) | {"waiting": waiting[ad.ad_id]} for ad in shown]
    return _page(read, items, [ad.ad_id for ad in found], size)


def list_my_replies(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List what one has replied, the newest first, with the ads.

    Those of the blocked, and of who blocked the caller, look as if they were taken away.
    """
    policies.require(actor.is_person)
    size, last = pages.take(limit), _last(read, after)
    found = store.list_replies_by(read, actor.id, last, size + 1)
    ads = store.list_ads(read, [reply.ad_id for reply in found[:size]])
    hidden = store.blocked_with(read, actor.id)
    there = [ad for ad in ads.values() if ad.state != "removed" and ad.author_id not in hidden]
    cards = {each["ad_id"]: each for each in _cards(read, there)}
    items = [_listed_reply(reply, cards.get(reply.ad_id)) for reply in found[:size]]
    return _page(read, items, [reply.reply_id for reply in found], size)


def list_my_matches(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List the ads that meet one's own, and why, the latest first; only what is open yet. Raises `MembersOnly`."""
    if not actor.is_person or store.find_member(read, actor.id) is None:
        raise MembersOnly()
    size, last = pages.take(limit), _last(read, after)
    found = store.list_matches_of(read, actor.id, last, size + 1)
    met = _met(read, actor.id, found[:size], store.blocked_with(read, actor.id))
    return _page(read, met, [match.match_id for match in found], size)


def _received(read: Read, ad: Ad, is_member: bool, hidden: set[str]) -> list[View]:
    replies = [
        reply
        for reply in store.list_replies(read, ad.ad_id)
        if reply.state != "withdrawn" and reply.person_id not in hidden
    ]
    people = store.find_members(read, {reply.person_id for reply in replies})
    show = ad_views.person if is_member else ad_views.name_only
    return [
        ad_views.reply(reply)
        | {"person": show(people.get(reply.person_id)), "other_id": _known(reply, reply.person_id)}
        for reply in replies
    ]


def _own_reply(reply: Reply, is_seen: bool) -> View:
    """Show a reply to who sent it; of an author who keeps them away, or is gone, they know nobody's address."""
    return ad_views.reply(reply) | {"other_id": _known(reply, reply.author_id) if is_seen else None}


def _listed_reply(reply: Reply, card: View | None) -> View:
    return _own_reply(reply, card is not None) | {"ad": card}


def _known(reply: Reply, other_id: str) -> str | None:
    return other_id if reply.state == "accepted" else None


def _met(read: Read, person_id: str, matches: list[Match], hidden: set[str]) -> list[View]:
    """Show, for each match of two that are open, the ad that is not the caller's."""
    ads = store.list_ads(read, [each for match in matches for each in (match.want_id, match.offer_id)])
    both = [(match, ads.get(ad_id)) for match in matches for ad_id in (match.want_id, match.offer_id)]
    pairs = [(match, ad) for match, ad in both if ad and ad.state == "open"]
    theirs = [(match, ad) for match, ad in pairs if ad.author_id not in (person_id, *hidden)]
    people = _authors(read, [ad for _, ad in theirs])
    mine = {match.match_id: ad for match, ad in pairs if ad.author_id == person_id}
    return [
        ad_views.met(match, ad, people.get(ad.author_id)) | {"mine": ad_views.card(mine[match.match_id], None)}
        for match, ad in theirs
        if match.match_id in mine
    ]


def _cards(read: Read, ads: list[Ad]) -> list[View]:
    people = _authors(read, ads)
    return [ad_views.card(ad, people.get(ad.author_id)) for ad in ads]


def _authors(read: Read, ads: Iterable[Ad]) -> dict[str, Member]:
    return store.find_members(read, {ad.author_id for ad in ads if ad.side != WANTED})


def _meant(read: Read, chosen: dict[str, str | None]) -> dict[str, str]:
    given = {name: value for name, value in chosen.items() if value}
    return given | {name: store.present_slug(read, of, given[name]) for name, of in LISTED.items() if name in given}


def _place(read: Read, after: str | None) -> store.Place:
    """Return where a page of a search begins; the token of another list is none of ours."""
    place = pages.decode(read.settings.page_key, after) if after else store.FIRST
    if len(place) != len(store.FIRST) or place[0] not in store.PARTS:
        raise Invalid("invalid_page_token")
    return place[0], str(place[1])


def _last(read: Read, after: str | None) -> str:
    return str(pages.decode(read.settings.page_key, after)[0]) if after else ""


def _page(read: Read, items: list[View], ids: list[str], size: int) -> View:
    token = pages.encode(read.settings.page_key, [ids[size - 1]]) if ids[size:] else None
    return {"items": items, "next": token}
