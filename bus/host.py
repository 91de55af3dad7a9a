"""A host opens a service's doors: database, links, relay, subscriptions, calls, background work, and their end.

This one runs handlers in plain threads; under gevent they are greenlets. `bus.nameko` runs the same parts with
the workers of a nameko container.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import pymongo
from pymongo.errors import PyMongoError

from bus import logs, relay
from bus.actor import Signer, Verifier
from bus.answering import Answering
from bus.collection import is_away
from bus.database import Database
from bus.doors import Door, Job, doors_of
from bus.erasure import Eraser
from bus.failing import Failures
from bus.filling import Filler
from bus.health import HealthServer
from bus.link import Link
from bus.operating import Operating
from bus.projections import Projections
from bus.publisher import Publisher
from bus.relay import Relay
from bus.rpc import RpcClient
from bus.rpc_server import RpcServer
from bus.schedules import Schedule
from bus.settings import BusSettings
from bus.subscription import Listener, Subscription
from bus.times import Clock, utc_now

log = logs.get(__name__)

_LAG_READY_S = 60.0
_OPERATORS = 4
_BACKGROUND_ENDS_S = 20.0
_SLOWEST_RESTART_S = 30.0


class Workers(Protocol):
    """Where handlers run."""

    def run(self, door: Door, job: Job) -> Any:
        """Run the job with the door's handler; return or raise what it does."""

    def spawn(self, door: Door, job: Job) -> None:
        """Run the job without waiting for it."""


class ThreadWorkers:
    """Runs handlers on one object with doors, in a pool of threads."""

    def __init__(self, service: object, size: int) -> None:
        self._service = service
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="worker")

    def run(self, door: Door, job: Job) -> Any:
        return getattr(self._service, door.method)(job)

    def spawn(self, door: Door, job: Job) -> None:
        self._pool.submit(self.run, door, job)


class Host:
    """One process's share of a service. `start` returns when the doors are being opened, `drain` and `stop` end it."""

    def __init__(
        self,
        service: type,
        settings: BusSettings,
        workers: Workers | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.name: str = service.name  # type: ignore[attr-defined]
        self.settings = settings
        self.database = Database(settings.mongodb_uri, settings.namespace, service, settings, clock)
        self.signer = Signer(self.name, settings.signing_key, clock)
        self._workers = workers or ThreadWorkers(service(), settings.workers)
        self._operators = ThreadWorkers(Operating(self), _OPERATORS)
        self._doors = list(doors_of(service))
        self._consuming = Link(settings.amqp_uri, f"{self.name}.consume")
        self._publishing = Link(settings.amqp_uri, f"{self.name}.publish")
        self.publisher = Publisher(self._publishing)
        self.relay = Relay(self._publishing, self.publisher, self.database)
        self.database.nudge = self.relay.nudge
        self.client = RpcClient(self._publishing)
        self.filler = Filler(self._publishing, self.publisher, self.relay, self.database)
        self.projections = Projections(self._doors, self.database, self.client, self.signer)
        self.failures = Failures(self.name, self.database, self.publisher)
        self._answering = Answering(self.database, Verifier(settings.verify_keys, clock))
        self.subscriptions = [
            Subscription(door, self.database, self.failures, self._workers.run) for door in self._doors if door.queue
        ]
        self._erasers = [
            Eraser(door, self.database, self._workers.run) for door in self._doors if door.kind == "erasure"
        ]
        self.schedules = [
            Schedule(door, self.database, self._workers.run) for door in self._doors if door.kind == "scheduled"
        ]
        self._calls = self._rpc_server()
        self._attach()
        self._stop = threading.Event()
        self._backgrounds: list[threading.Thread] = []
        self._health: HealthServer | None = None

    def start(self) -> None:
        """Open the database and every door. The broker may come later: links keep trying."""
        self.database.open()
        if self.settings.health_port:
            self._health = HealthServer(self.settings.health_bind, self.settings.health_port, self.health)
            self._health.start()
        self._indexes()
        self._publishing.start()
        self._consuming.start()
        self.relay.start()
        self.filler.start()
        self.projections.start()
        for subscription in self.subscriptions:
            subscription.start()
        for eraser in self._erasers:
            eraser.start()
        for schedule in self.schedules:
            schedule.start()
        for door in self._doors:
            if door.kind == "background":
                self._backgrounds.append(self._background(door))
        log.info("host.started", service=self.name)

    def drain(self) -> None:
        """Take nothing more in; finish and acknowledge what is in hand. Safe to repeat."""
        if self._stop.is_set():
            return
        self._stop.set()
        self._calls.stop()
        self.filler.stop()
        self.projections.stop()
        for subscription in self.subscriptions:
            subscription.stop()
        for eraser in self._erasers:
            eraser.stop()
        for schedule in self.schedules:
            schedule.stop()
        for thread in self._backgrounds:
            thread.join(_BACKGROUND_ENDS_S)

    def stop(self) -> None:
        """Drain, publish what was committed, close every connection."""
        self.drain()
        self.relay.stop()
        self._consuming.stop()
        self._publishing.stop()
        if self._health:
            self._health.stop()
        self.database.close()
        log.info("host.stopped", service=self.name)

    def health(self) -> dict[str, Any]:
        """Return whether broker and database answer and how long the oldest event has waited."""
        links = {"consume": self._consuming.is_open, "publish": self._publishing.is_open}
        broker = all(links.values())
        try:
            with pymongo.timeout(2):
                waiting, lag_s = relay.lag(self.database)
                unrouted = relay.unrouted(self.database)
            database = True
        except PyMongoError:
            database, waiting, lag_s, unrouted = False, 0, 0.0, 0
        return {
            "ready": broker and database and lag_s < _LAG_READY_S,
            "broker": broker,
            "links": links,
            "database": database,
            "outbox": {"waiting": waiting, "lag_s": round(lag_s, 3), "unrouted": unrouted},
            "published": self.relay.published,
            "leads": self.relay.leads,
            "handled": sum(subscription.handled for subscription in self.subscriptions),
            **{name: self.failures.counts[name] for name in ("retried", "parked", "skipped")},
        }

    def _rpc_server(self) -> RpcServer:
        asked = {door.method: door for door in self._doors if door.kind in ("command", "query")}
        asked |= {door.method: door for door in doors_of(Operating)}
        at_once = self.settings.workers + _OPERATORS
        return RpcServer(self.name, self._consuming, asked, self._answering, self._spawn, at_once)

    def _spawn(self, door: Door, job: Job) -> None:
        workers = self._operators if door.kind == "operation" else self._workers
        workers.spawn(door, job)

    def _attach(self) -> None:
        for subscription in self.subscriptions:
            self._consuming.add(subscription)
        for door in self._doors:
            if door.kind == "listen":
                self._consuming.add(Listener(door, self._workers.run))
        self._consuming.add(self._calls)

    def _indexes(self) -> None:
        pause_s = 0.2
        while not self._stop.is_set():
            try:
                self.database.ensure_indexes()
                return
            except PyMongoError as error:
                if not is_away(error):
                    raise
                log.warning("database.away", error=type(error).__name__)
                self._stop.wait(pause_s)
                pause_s = min(pause_s * 2, 5.0)

    def _background(self, door: Door) -> threading.Thread:
        thread = threading.Thread(target=self._keep_running, args=(door,), name=door.method, daemon=True)
        thread.start()
        return thread

    def _keep_running(self, door: Door) -> None:
        pause_s = 0.5
        while not self._stop.is_set():
            try:
                self._workers.run(door, lambda handler: handler(self.database, self._stop))
                pause_s = 0.5
            except Exception:  # whatever stopped it, it is started again, a little later each time
                log.exception("background.failed", method=door.method)
            self._stop.wait(pause_s)
            pause_s = min(pause_s * 2, _SLOWEST_RESTART_S)
