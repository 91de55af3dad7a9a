"""Asks a running matching as those who take part in coffee trials; the directory is silent, what it told is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from pymongo.read_concern import ReadConcern

from bus.database import Database, Work
from bus.ids import new_id
from bus.rpc import Pending
from bus.testing import Community
from bus.times import utc_now
from bus.wire import decode
from services.matching.model.round import london_day
from services.matching.schemas import MemberJoined, RoleGranted
from services.matching.service import MatchingService

MEMBER: dict[str, Any] = {
    "role": "Ward sister",
    "organisation": "Riverside Hospital",
    "region": "wales",
    "background": "frontline-staff",
    "topics": ["patient-safety"],
    "joined_at": "2026-01-01T09:00:00.000Z",
}
SAID = {"new_ideas": True, "collaboration": False, "beneficial": True, "words": "She knew how to do it."}


class Coffee:
    """Ask matching as a person by id, or as an operator."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.db = community.database("matching").with_options(read_concern=ReadConcern("majority"))

    def ask(self, who: str, method: str, **request: Any) -> dict[str, Any]:
        return dict(self.start(who, method, **request).result())

    def start(self, who: str, method: str, **request: Any) -> Pending:
        actor = self.community.service(who) if who == "ops" else self.community.person(who)
        return self.community.client.start("matching", method, request, actor=actor, timeout_s=30)

    def member(self, name: str, **changes: Any) -> str:
        """Let the directory tell of a member; return their id."""
        person_id = new_id()
        self.community.publish(MemberJoined, MEMBER | {"member_id": person_id, "name": name} | changes)
        self.community.eventually(lambda: self.db.members.find_one({"_id": person_id}))
        return person_id

    def enrolled(self, *names: str, **changes: Any) -> list[str]:
        """Let members take part."""
        people = [self.member(name, **changes) for name in names]
        for person_id in people:
            self.ask(person_id, "enrol", ways=["call", "in_person"])
        return people

    def staff(self) -> str:
        person_id = new_id()
        self.community.publish(RoleGranted, {"person_id": person_id, "roles": [{"role": "staff"}]})
        self.community.eventually(lambda: self.db.roles.find_one({"_id": person_id}))
        return person_id

    def opened(self) -> dict[str, Any]:
        """Open a round for a week."""
        return self.ask("ops", "open_round", closes_on=(london_day(utc_now()) + timedelta(days=7)).isoformat())

    def closed(self, one: dict[str, Any] | None = None) -> str:
        """Close a round (a new one, unless one is named), so that it is drawn; return its id."""
        one = one or self.opened()
        self.ask("ops", "close_round", round_id=one["round_id"], version=one["version"])
        return str(one["round_id"])

    def drawn(self, one: dict[str, Any] | None = None) -> str:
        """Have a round drawn and announced; return its id."""
        round_id = self.closed(one)
        self.community.eventually(lambda: self.round(round_id)["state"] == "announced", timeout_s=30)
        return round_id

    def round(self, round_id: str) -> dict[str, Any]:
        return dict(self.db.rounds.find_one({"_id": round_id}))

    def pairs(self, round_id: str) -> list[set[str]]:
        return [set(each["people"]) for each in self.db.pairs.find({"round_id": round_id, "state": "live"})]

    def pair_of(self, who: str) -> dict[str, Any]:
        """Return the one live pair of a person, as they see it."""
        [pair] = self.ask(who, "get_my_coffee")["pairs"]
        return dict(pair)

    def told(self, *types: str) -> list[dict[str, Any]]:
        """Return the published data of these types, oldest first."""
        rows = sorted(self.db.bus_outbox.find({"type": {"$in": types}}), key=lambda row: row["time"])
        return [{"type": row["type"]} | decode(bytes(row["body"])) for row in rows]

    def told_to(self, who: str) -> list[str]:
        """Name what a person was told, oldest first."""
        kinds = ("matched", "unmatched", "partner_left", "asked", "survey_due", "paused", "awaited")
        return [each["type"] for each in self.told(*(f"coffee.{kind}" for kind in kinds)) if each["person_id"] == who]

    @contextmanager
    def database(self, now: datetime | None = None, **settings: Any) -> Iterator[Database]:
        """Open matching's database, with a clock that stands still, or that of today."""
        community = self.community
        kept = community.settings(MatchingService, **settings)
        clock = (lambda: now) if now else utc_now
        database = Database(community.mongodb_uri, community.namespace, MatchingService, kept, clock)
        database.open()
        try:
            yield database
        finally:
            database.close()

    def run(self, job: Callable[[Work], Any], now: datetime, **settings: Any) -> None:
        """Run a job to its end as if it were that late."""
        with self.database(now, **settings) as database:
            while database.transact(job):
                continue
