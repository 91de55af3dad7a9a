"""What is really there: every effect counted in the databases of all services and in the mailbox.

All ids are UUIDv7, so what came to be since a moment is what has a greater id.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import kombu
import pymongo

from bus import topology
from deploy.local.site import Site
from deploy.local.table import DOORS
from tests.chaos.ledger import Effect, Place, State
from tests.chaos.mailbox import Mailbox

Row = dict[str, Any]
Databases = Callable[[str], Any]


class World:
    """The site seen from behind: its databases, its queues and its mails."""

    def __init__(self, site: Site) -> None:
        self.mailbox = Mailbox(site.mailbox)
        self._site = site
        self._mongo = pymongo.MongoClient[Row](site.mongodb_uri, tz_aware=True, readConcernLevel="majority")
        self._queues = [queue.name for queue in topology.of(map(topology.load, DOORS.values())).queues]

    def close(self) -> None:
        self._mongo.close()

    def database(self, service: str) -> Any:
        return self._mongo[f"{self._site.settings.namespace}_{service}"]

    def effects(self, since: str) -> Counter[Effect]:
        """Count every effect that came to be since an id was drawn."""
        newer = {"_id": {"$gte": since}}
        counted = Counter(effect for service in DOORS for effect in self._events(service, newer))
        for service, collection, name in NAMED:
            counted.update(name(row) for row in self.database(service)[collection].find(newer))
        return counted + self._mails(since)

    def states(self, places: Iterable[Place]) -> dict[Place, State]:
        """Return the documents at these places, as far as there are any."""
        keys: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for service, collection, field, key in places:
            keys[service, collection, field].append(key)
        return {
            (service, collection, field, row[field]): row
            for (service, collection, field), wanted in keys.items()
            for row in self.database(service)[collection].find({field: {"$in": wanted}})
        }

    def parked(self) -> list[str]:
        """Return what waits for an operator, which no fault may cause."""
        rows = [row for service in DOORS for row in self.database(service).bus_parked.find({}, {"error": 1})]
        return [f"parked {row['_id']}: {row['error']}" for row in rows]

    def waiting(self, service: str) -> Row | None:
        """Return an event that is not published yet, if there is one."""
        found: Row | None = self.database(service).bus_outbox.find_one({"published": False}, {"_id": 1})
        return found

    def is_quiet(self) -> bool:
        """Tell whether nothing waits to be published, to be handled, or to be tried again."""
        return not any(self.waiting(service) for service in DOORS) and not any(self._depths())

    def published(self, service: str, since: str) -> list[Row]:
        """Return the rows of events that the relay has sent."""
        return list(self.database(service).bus_outbox.find({"_id": {"$gte": since}, "published": True}))

    def publish_again(self, service: str, ids: list[str]) -> None:
        """Let the relay find events as if they had not been sent."""
        unsent = {"$set": {"published": False}, "$unset": {"published_at": ""}}
        self.database(service).bus_outbox.update_many({"_id": {"$in": ids}}, unsent)

    def _depths(self) -> Iterator[int]:
        with kombu.Connection(self._site.amqp_uri, connect_timeout=5) as connection:
            channel = connection.connection.channel()
            for queue in self._queues:
                yield channel.queue_declare(queue, passive=True).message_count

    def _events(self, service: str, newer: Row) -> Iterator[Effect]:
        for row in self.database(service).bus_outbox.find(newer):
            yield "event", row["type"], *_whose(row["type"], row["subject"], json.loads(row["body"]))

    def _mails(self, since: str) -> Counter[Effect]:
        """Count a mail once however often it came, as far as notifications says that it may have come again."""
        mails = self.mailbox.mails(since)
        repeats = Counter(mail.mail_id for mail in mails)
        known = {mail.mail_id: ("mail", mail.to, mail.subject, mail.about) for mail in mails}
        rows = self.database("notifications").mails.find({"_id": {"$in": list(known)}}, {"maybe_repeated": 1})
        allowed = {row["_id"]: row["maybe_repeated"] for row in rows}
        counted: Counter[Effect] = Counter()
        for mail_id, effect in known.items():
            counted[effect] += max(1, repeats[mail_id] - allowed.get(mail_id, 0))
        return counted


def _whose(kind: str, subject: str, data: Row) -> tuple[str, ...]:
    """Name an event by what the person knows of it, where they do not know the id of its subject."""
    if kind == "link.requested":
        return (data["address"],)
    if kind.startswith("assignment."):
        return data["application_id"], data["person_id"]
    return (data["person_id"], data["kind"]) if kind == "notice.added" else (subject,)


NAMED: tuple[tuple[str, str, Callable[[Row], Effect]], ...] = (
    ("directory", "audit", lambda row: ("audit", row["action"], row["thing_id"])),
    ("directory", "persons", lambda row: ("person", row["_id"])),
    ("directory", "applications", lambda row: ("application", row["_id"])),
    ("directory", "assessments", lambda row: ("assessment", row["application_id"], row["assessor_id"])),
    ("gateway", "accounts", lambda row: ("account", row["address"])),
    ("gateway", "tokens", lambda row: ("token", row["person_id"])),
    (
        "notifications",
        "notices",
        lambda row: ("notice", row["kind"], row["person_id"], row["data"].get("application_id", "")),
    ),
)
"""Which documents are effects, and what each is called."""
