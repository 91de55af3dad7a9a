"""Asks a running matching as people ask it; the directory is not there, only what it told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pymongo.read_concern import ReadConcern

from bus.database import Database, Work
from bus.ids import new_id
from bus.rpc import Pending
from bus.testing import Community
from bus.wire import decode
from services.matching.schemas import MemberJoined, RoleGranted
from services.matching.service import MatchingService

MEMBER: dict[str, Any] = {
    "role": "Ward sister",
    "organisation": "Riverside Hospital",
    "region": "wales",
    "partnership": "gwent",
    "background": "frontline-staff",
    "topics": [],
    "joined_at": "2026-01-01T09:00:00.000Z",
}
WANT: dict[str, Any] = {
    "side": "want",
    "kind": "data",
    "title": "Falls on wards",
    "text": "Who has a run chart that fills itself?",
    "topics": ["patient-safety"],
    "reach": "uk",
}
OFFER = WANT | {"side": "offer", "title": "Charts of falls", "text": "We have one, and show it."}
WANTED = WANT | {"side": "wanted", "name": "Olu Outside", "organisation": "A care home"}


class Matching:
    """Ask matching as a person by id, or as nobody."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.db = community.database("matching")

    def ask(self, who: str, method: str, **request: Any) -> dict[str, Any]:
        return dict(self.start(who, method, **request).result())

    def start(self, who: str, method: str, **request: Any) -> Pending:
        actor = None if who == "nobody" else self.community.person(who)
        return self.community.client.start("matching", method, request, actor=actor, timeout_s=30)

    def member(self, name: str, **changes: Any) -> str:
        """Let the directory tell of a member; return their id."""
        person_id = new_id()
        self.community.publish(MemberJoined, MEMBER | {"member_id": person_id, "name": name} | changes)
        self.known("members", person_id)
        return person_id

    def staff(self) -> str:
        person_id = new_id()
        self.community.publish(RoleGranted, {"person_id": person_id, "roles": [{"role": "staff"}]})
        self.known("roles", person_id)
        return person_id

    def known(self, name: str, person_id: str) -> None:
        """Wait until a copy is there for good, and so for whoever asks."""
        copies = self.db.get_collection(name, read_concern=ReadConcern("majority"))
        self.community.eventually(lambda: copies.find_one({"_id": person_id}))

    def post(self, who: str, **changes: Any) -> dict[str, Any]:
        return self.ask(who, "post_ad", **WANT | changes)

    def reply(self, who: str, ad: dict[str, Any], message: str = "I can show you ours.") -> dict[str, Any]:
        return self.ask(who, "reply_to_ad", ad_id=ad["ad_id"], message=message)

    def titles(self, who: str, **sought: Any) -> list[str]:
        request = {"shop": "swap"} | sought
        return [each["title"] for each in self.ask(who, "list_ads", **request)["items"]]

    def told(self, *types: str) -> list[dict[str, Any]]:
        """Return the published data of these types, oldest first."""
        rows = sorted(self.db.bus_outbox.find({"type": {"$in": types}}), key=lambda row: row["time"])
        return [{"type": row["type"]} | decode(bytes(row["body"])) for row in rows]

    def run(self, job: Callable[[Work], Any], now: datetime) -> Any:
        """Run one step of a job as if it were that late."""
        community = self.community
        kept = community.settings(MatchingService)
        database = Database(community.mongodb_uri, community.namespace, MatchingService, kept, lambda: now)
        database.open()
        try:
            return database.transact(job)
        finally:
            database.close()
