"""A whole service with the bus: how many members each region has, and when a region has its first."""

from typing import Any, ClassVar

from marshmallow import fields
from pymongo import ASCENDING, IndexModel

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import Request, projection, query, reaction
from bus.events import Copy, Event, Received
from bus.settings import BusSettings

MOST = 1000


class _Member(Copy):
    """What this service reads of a member; every other field is dropped."""

    source, subject = "directory", "member_id"
    member_id = fields.String(required=True)
    region = fields.String(load_default=None)


class MemberJoined(_Member):
    """A person became a member."""

    type = "member.joined"


class MemberUpdated(_Member):
    """A member changed their profile."""

    type = "member.updated"


class MemberLeft(_Member):
    """A person is a member no more: the last that is told of them."""

    type, tombstone = "member.left", True


class RegionReached(Event):
    """A region has its first member."""

    type, source, subject = "region.reached", "headcount", "region"
    region = fields.String(required=True)


class Region:
    """What the event is about; `sequence` counts its events."""

    sequence = 0


class CountMembers(Request):
    """Ask for one region."""

    region = fields.String(required=True)


class Headcount:
    """Keeps where members are, tells of new regions, answers how many there are."""

    name = "headcount"
    settings = BusSettings
    publishes = (RegionReached,)
    indexes: ClassVar = {"members": [IndexModel([("region", ASCENDING)])]}

    @projection(MemberJoined, MemberUpdated, MemberLeft, queue="headcount.members.v1")
    def keep_member(self, work: Work, event: Received) -> None:
        """Keep a copy. The newest state comes last, whatever the order of arrival; it may come again."""
        if event.type == "member.left":
            work.db["members"].delete_one({"_id": event.subject})
        else:
            copy = {"_id": event.subject, "region": event.data["region"]}
            work.db["members"].replace_one({"_id": event.subject}, copy, upsert=True)

    @reaction(MemberJoined, queue="headcount.firsts.v1")
    def tell_first(self, work: Work, event: Received) -> None:
        """Cause an effect: once for each event, and never for what is only told again."""
        region = event.data["region"]
        if work.db["regions"].find_one({"_id": region}) is None:
            work.db["regions"].insert_one({"_id": region})
            work.emit(RegionReached, {"region": region}, of=Region())

    @query(CountMembers)
    def count_members(self, read: Read, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Count the copies, up to 1,000."""
        counted = read.db["members"].count({"region": request["region"]}, limit=MOST + 1)
        return {"value": min(counted, MOST), "exact": counted <= MOST}
