"""The doors of the swap shop: ads, replies, and whom an ad meets (clauses 49, 51 to 55)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, projection, query, reaction, scheduled
from bus.events import Received
from bus.schedules import Run
from services.matching import actions, queries, schemas

Answer = dict[str, Any]


class Swapping:
    """Post ads, reply to them, agree; meet, renew and end."""

    @command(schemas.PostAd)
    def post_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Post a want, an offer or a wanted ad."""
        return actions.post_ad(work, actor, **request)

    @command(schemas.ChangeAd)
    def change_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change an ad of one's own."""
        return actions.change_ad(work, actor, **request)

    @command(schemas.NameAd)
    def renew_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Show an ad of one's own for sixty days from now."""
        return actions.renew_ad(work, actor, **request)

    @command(schemas.CloseAd)
    def close_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """End an ad of one's own with what came of it."""
        return actions.close_ad(work, actor, **request)

    @command(schemas.ReplyToAd)
    def reply_to_ad(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Reply to somebody's ad."""
        return actions.reply_to_ad(work, actor, **request)

    @command(schemas.NameReply)
    def accept_reply(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Agree to a reply."""
        return actions.accept_reply(work, actor, **request)

    @command(schemas.NameReply)
    def decline_reply(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say no, thank you, to a reply."""
        return actions.decline_reply(work, actor, **request)

    @command(schemas.NameReply)
    def withdraw_reply(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take back a reply of one's own."""
        return actions.withdraw_reply(work, actor, **request)

    @query(schemas.ListAds)
    def list_ads(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find open ads."""
        return queries.list_ads(read, actor, **request)

    @query(schemas.NameAd)
    def get_ad(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one ad."""
        return queries.get_ad(read, actor, **request)

    @query(schemas.Page)
    def list_my_ads(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what one has posted."""
        return queries.list_my_ads(read, actor, **request)

    @query(schemas.Page)
    def list_my_replies(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what one has replied."""
        return queries.list_my_replies(read, actor, **request)

    @query(schemas.Page)
    def list_my_matches(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List the ads that meet one's own."""
        return queries.list_my_matches(read, actor, **request)

    @reaction(schemas.AdOpened, queue="matching.meetings.v1")
    def meet(self, work: Work, event: Received) -> None:
        """Tell both sides when a want and an offer meet."""
        actions.meet(work, event.data["ad_id"])

    @reaction(schemas.MemberLeft, queue="matching.leavings.v1")
    def leave_swap_shop(self, work: Work, event: Received) -> None:
        """End what somebody wants and offers who is a member no more."""
        actions.leave_swap_shop(work, event.data["member_id"])

    @projection(schemas.ChoiceRenamed, schemas.ChoiceMerged, queue="matching.choices.v1")
    def keep_merged(self, work: Work, event: Received) -> None:
        """Put what an entry of a list became in place of it."""
        actions.keep_merged(work, event)

    @scheduled("7 * * * *")
    def warn_of_end(self, work: Work, run: Run) -> bool | None:
        """Tell authors that their ads end in a week."""
        return actions.warn_of_end(work) or None

    @scheduled("17 * * * *")
    def expire_ads(self, work: Work, run: Run) -> bool | None:
        """End ads whose time is over."""
        return actions.expire_ads(work) or None
