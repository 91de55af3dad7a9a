"""Replying to an ad, and agreeing: then each gets the other's address (clauses 49, 51, 55)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.matching import ad_views, events, policies, store
from services.matching.actions.ending import pass_over
from services.matching.actions.rules import keeping_rules
from services.matching.ad_views import View
from services.matching.errors import MembersOnly, NoAd, NoReply
from services.matching.model.ad import MOST_REPLIES, Ad
from services.matching.model.reply import MOST_WAITING, Reply


@keeping_rules
def reply_to_ad(work: Work, actor: Actor, ad_id: str, message: str) -> View:
    """Reply to somebody's ad, once, with one message.

    Raises `MembersOnly`, `NoAd`, `NotAllowed` for one's own, `not_open`, `already_replied`, `too_many_replies`,
    `enough_replies`; emits `reply.sent`.
    """
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None:
        raise MembersOnly()
    ad = _open_to(work, actor, ad_id)
    store.hold_author(work, actor.id)
    if len(store.list_waiting_replies(work, actor.id, MOST_WAITING)) >= MOST_WAITING:
        raise Conflict("too_many_replies")
    reply = Reply(work.new_id(), ad_id, ad.author_id, actor.id, message, work.now)
    work.emit(events.ReplySent, events.reply_sent(reply, ad, member.name), of=reply)
    store.add_reply(work, reply)
    ad.replies += 1
    store.save_beside(work, ad)
    store.record(work, actor, "reply.sent", ad_id, reply_id=reply.reply_id)
    return ad_views.reply(reply)


@keeping_rules
def accept_reply(work: Work, actor: Actor, reply_id: str) -> View:
    """Agree to a reply to one's ad; for advice several may be accepted, else one.

    Who accepts again what they accepted has done it. Raises `NoReply`, `already_settled`, `not_open`; emits
    `reply.accepted`.
    """
    reply, ad = _mine(work, actor, reply_id)
    if reply.state != "accepted":
        reply.accept(work.now)
        ad.agree()
        names = _name(work, reply.person_id), ad.name or _name(work, ad.author_id)
        work.emit(events.ReplyAccepted, events.reply_accepted(reply, ad, *names), of=reply)
        store.save_reply(work, reply)
        store.save_ad(work, ad)
        store.record(work, actor, "reply.accepted", ad.ad_id, reply_id=reply_id)
    return ad_views.reply(reply)


@keeping_rules
def decline_reply(work: Work, actor: Actor, reply_id: str) -> View:
    """Say no, thank you, to a reply to one's ad. Raises `NoReply`, `already_settled`; emits `reply.passed_over`."""
    reply, ad = _mine(work, actor, reply_id)
    if reply.state != "declined":
        reply.decline(work.now)
        pass_over(work, reply, ad)
        store.record(work, actor, "reply.declined", ad.ad_id, reply_id=reply_id)
    return ad_views.reply(reply)


@keeping_rules
def withdraw_reply(work: Work, actor: Actor, reply_id: str) -> View:
    """Take back a reply of one's own while it waits; what was written is gone. Raises `NoReply`, `already_settled`."""
    reply = store.get_reply(work, reply_id)
    if not (actor.is_person and reply.person_id == actor.id):
        raise NoReply()
    if reply.state != "withdrawn":
        reply.withdraw(work.now)
        store.save_reply(work, reply)
        store.record(work, actor, "reply.withdrawn", reply.ad_id, reply_id=reply_id)
    return ad_views.reply(reply)


def _open_to(work: Work, actor: Actor, ad_id: str) -> Ad:
    ad = store.get_ad(work, ad_id)
    policies.require(ad.author_id != actor.id)
    is_hidden = ad.state in ("waiting", "removed") or store.is_blocked_between(work, actor.id, ad.author_id)
    if is_hidden:
        raise NoAd()
    if ad.state != "open":
        raise Conflict("not_open")
    if ad.replies >= MOST_REPLIES:
        raise Conflict("enough_replies")
    return ad


def _mine(work: Work, actor: Actor, reply_id: str) -> tuple[Reply, Ad]:
    reply = store.get_reply(work, reply_id)
    ad = store.find_ad(work, reply.ad_id)
    is_seen = ad is not None and policies.may_keep(actor, ad) and reply.state != "withdrawn"
    if ad is None or not is_seen or store.is_blocked_between(work, reply.person_id, reply.author_id):
        raise NoReply()
    return reply, ad


def _name(work: Work, person_id: str) -> str:
    member = store.find_member(work, person_id)
    return member.name if member else ""
