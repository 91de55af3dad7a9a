"""Test helpers: a community of services on a real broker and a real database, gone when the test ends.

The given broker's virtual host must be named `test...`, and databases get a random prefix: tests never touch a
community that somebody uses.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlsplit

import kombu
import pymongo
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bus import topology
from bus.actor import Signer
from bus.doors import doors_of
from bus.events import Copy, Event, _Message
from bus.host import Host
from bus.ids import new_id
from bus.link import Link
from bus.publisher import Outgoing, Publisher
from bus.relay import message
from bus.rpc import RpcClient
from bus.settings import BusSettings
from bus.times import Clock, utc_now
from bus.wire import Envelope, encode

T = TypeVar("T")
ISSUERS = ("gateway", "ops", "directory", "notifications", "matching", "sig", "lab", "library", "room", "tester")


def eventually(found: Callable[[], T], timeout_s: float = 10.0, every_s: float = 0.02) -> T:
    """Return the first truthy answer of `found`, asked every so often; fails with its last when none comes in time."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while True:
        answer = found()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {timeout_s} s; last answer: {answer!r}")
        pause.wait(every_s)


class Keys:
    """A key pair for each issuer, drawn for one test run."""

    def __init__(self) -> None:
        pairs = {issuer: Ed25519PrivateKey.generate() for issuer in ISSUERS}
        self.private = {issuer: _private_pem(pair) for issuer, pair in pairs.items()}
        self.public = json.dumps({issuer: _public_pem(pair) for issuer, pair in pairs.items()})


class Community:
    """Services running in threads of the test process, and ways to talk to them."""

    def __init__(self, amqp_uri: str, mongodb_uri: str, keys: Keys, clock: Clock = utc_now) -> None:
        refuse_foreign(amqp_uri)
        self.amqp_uri, self.mongodb_uri, self.keys, self.clock = amqp_uri, mongodb_uri, keys, clock
        self.namespace = f"test{secrets.token_hex(4)}"
        self.hosts: dict[str, Host] = {}
        self._services: list[type] = []
        self._mongo = pymongo.MongoClient[dict[str, Any]](mongodb_uri, tz_aware=True)
        self._link = Link(amqp_uri, "tester")
        self._publisher = Publisher(self._link)
        self.client = RpcClient(self._link)
        topology.declare(amqp_uri, [])
        self._link.start()
        if not self._link.wait_open(10):
            raise RuntimeError("the broker of the test run does not answer")

    def settings(self, service: type, **extra: Any) -> BusSettings:
        """Return settings of this community for a service; `extra` by field name."""
        kind: type[BusSettings] = getattr(service, "settings", BusSettings)
        name: str = service.name  # type: ignore[attr-defined]
        given = {
            "amqp_uri": self.amqp_uri,
            "mongodb_uri": self.mongodb_uri,
            "namespace": self.namespace,
            "signing_key": self.keys.private[name if name in self.keys.private else "tester"],
            "verify_keys": self.keys.public,
            "page_key": "page-key-of-a-test",
        }
        return kind(**given | extra)

    def declare(self, *services: type) -> None:
        """Declare the queues of services that start later, so that nothing published meanwhile is missed."""
        self._services += [service for service in services if service not in self._services]
        topology.declare(self.amqp_uri, services)

    def start(self, service: type, **extra: Any) -> Host:
        """Start a service, empty of messages from earlier tests; return its host. A second start is a replica."""
        if service not in self._services:
            self.declare(service)
            self._purge(service)
        host = Host(service, self.settings(service, **extra), clock=self.clock)
        host.start()
        key = host.name if host.name not in self.hosts else f"{host.name}-{len(self.hosts)}"
        self.hosts[key] = host
        eventually(lambda: host.health()["broker"])
        return host

    def call(self, service: str, method: str, request: Mapping[str, Any] | None = None, **options: Any) -> Any:
        return self.client.call(service, method, request, **{"timeout_s": 10.0} | options)

    def person(self, person_id: str) -> str:
        """Return the token of a signed-in person, as the gateway signs it."""
        return Signer("gateway", self.keys.private["gateway"], self.clock).sign_person(person_id)

    def service(self, name: str) -> str:
        return Signer(name, self.keys.private[name], self.clock).sign_service()

    def publish(self, event: type[Event] | type[Copy], data: Mapping[str, Any], **fields: Any) -> Envelope:
        """Publish as the event's owner would; `fields` overrides id, sequence, subject, time. Returns the envelope."""
        envelope = envelope_of(event, data, now=self.clock(), **fields)
        self.deliver(envelope)
        return envelope

    def deliver(self, *envelopes: Envelope) -> None:
        """Send envelopes (again), in this order."""
        self.send(*[message(envelope) for envelope in envelopes])

    def send(self, *messages: Outgoing) -> None:
        self._publisher.publish(messages)

    def database(self, service: str) -> Any:
        return self._mongo[f"{self.namespace}_{service}"]

    def eventually(self, found: Callable[[], T], timeout_s: float = 10.0) -> T:
        return eventually(found, timeout_s)

    def settled(self, timeout_s: float = 20.0) -> None:
        """Wait until every outbox is published and every queue is empty and nothing is in hand, three looks long."""
        eventually(lambda: all(self._quiet() for _ in range(3)), timeout_s)

    def close(self) -> None:
        for host in self.hosts.values():
            host.stop()
        self.remove_queues(*self._services)
        self._link.stop()
        for name in self._mongo.list_database_names():
            if name.startswith(self.namespace):
                self._mongo.drop_database(name)
        self._mongo.close()

    def _quiet(self) -> bool:
        hosts = list(self.hosts.values())
        return (
            all(host.health()["outbox"]["waiting"] == 0 for host in hosts)
            and all(self._depth(queue) == 0 for queue in self._queues())
            and all(subscription.at_rest for host in hosts for subscription in host.subscriptions)
        )

    def _queues(self) -> list[str]:
        return [door.queue for service in self._services for door in doors_of(service) if door.queue]

    def _depth(self, queue: str) -> int:
        with kombu.Connection(self.amqp_uri) as connection:
            return int(connection.connection.channel().queue_declare(queue, passive=True).message_count)

    def _purge(self, service: type) -> None:
        with kombu.Connection(self.amqp_uri) as connection:
            channel = connection.connection.channel()
            for queue in topology.of([service]).queues:
                channel.queue_purge(queue.name)

    def remove_queues(self, *services: type) -> None:
        """Delete the queues of these services."""
        with kombu.Connection(self.amqp_uri) as connection:
            for queue in topology.of(services).queues:
                with suppress(*connection.connection_errors, *connection.channel_errors):
                    connection.connection.channel().queue_delete(queue.name)


def envelope_of(event: type[_Message], data: Mapping[str, Any], **fields: Any) -> Envelope:
    """Return the envelope in which the owner of an event would send this data."""
    now = fields.pop("now", None) or utc_now()
    given: dict[str, Any] = {
        "id": new_id(now),
        "type": event.type,
        "source": event.source,
        "subject": str(data.get(event.subject, "")),
        "sequence": 1,
        "time": now,
        "dataschema": event.dataschema(),
        "body": encode(dict(data)),
        "correlation_id": new_id(now),
        "exchange": event.exchange(),
    }
    return Envelope(**given | fields)


def refuse_foreign(amqp_uri: str) -> None:
    """Refuse to run tests against a virtual host that was not made for them."""
    if not urlsplit(amqp_uri).path.lstrip("/").startswith("test"):
        raise RuntimeError("AMQP_URI must name a virtual host that starts with 'test': run ./q test")


def servers() -> tuple[str, str]:
    """Return AMQP_URI and MONGODB_URI of the test run."""
    try:
        return os.environ["AMQP_URI"], os.environ["MONGODB_URI"]
    except KeyError as error:
        raise RuntimeError(f"{error.args[0]} is not set: run the tests with ./q test") from error


def _private_pem(pair: Ed25519PrivateKey) -> str:
    form = serialization.PrivateFormat.PKCS8
    return pair.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def _public_pem(pair: Ed25519PrivateKey) -> str:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return pair.public_key().public_bytes(serialization.Encoding.PEM, form).decode()
