"""The faults, one function each: it returns when the fault is over, and what it broke may heal by itself."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from urllib.parse import quote

import requests

from bus import outbox
from bus.link import HEARTBEAT_S, Link
from bus.publisher import Publisher
from bus.relay import message
from deploy.local.child import Child
from deploy.local.processes import Process
from deploy.local.supervisor import Supervisor
from deploy.local.table import SERVICES
from tests.chaos import members
from tests.chaos.doors import NotYet, stubbornly
from tests.chaos.site import replicas
from tests.chaos.world import World

FROZEN_S = 2.2 * HEARTBEAT_S
FROZEN_DATABASE_S = 15.0
STEPPED_DOWN_S = 20
MOST_REPEATED = 300


@dataclass(frozen=True)
class Scene:
    """Where a fault happens: the processes, what is behind them, and chance from the trial's seed."""

    supervisor: Supervisor
    world: World
    rng: random.Random
    since: str
    over: threading.Event

    def children(self, *services: str) -> list[Child]:
        """Return both processes of each of these services."""
        return list(chain.from_iterable(replicas(self.supervisor, service) for service in services))

    def one_of_each(self) -> list[Child]:
        """Return one process of each service."""
        return [self.rng.choice(replicas(self.supervisor, service)) for service in SERVICES]

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""

        def look() -> None:
            if not holds():
                raise NotYet("not yet")

        stubbornly(look, what, self.over)


def kill(*names: str) -> Callable[[Scene], None]:
    """Return the fault that every process of some services dies at once."""

    def fault(scene: Scene) -> None:
        _signal(scene.children(*names), signal.SIGKILL)

    return fault


def kill_one_of_each(scene: Scene) -> None:
    """End one of the two processes of every service at once."""
    _signal(scene.one_of_each(), signal.SIGKILL)


def kill_broker(scene: Scene) -> None:
    """End the broker at once."""
    _signal([scene.supervisor.children["broker"]], signal.SIGKILL)


def restart_broker(scene: Scene) -> None:
    """Let the broker end in order and start again."""
    _restart(scene, [scene.supervisor.children["broker"]])


def close_connections(scene: Scene) -> None:
    """Have the broker close every connection, three times, with messages in flight."""
    address = f"{scene.supervisor.site.management_url}/api/connections"
    for _ in range(3):
        for connection in requests.get(address, timeout=10).json():
            requests.delete(f"{address}/{quote(connection['name'], safe='')}", timeout=10)
        scene.over.wait(3.0)


def step_down(scene: Scene) -> None:
    """Have the database's primary hand over to another member."""
    members.step_down(scene.supervisor.site, STEPPED_DOWN_S)


def kill_primary(scene: Scene) -> None:
    """End the database's primary at once."""
    _signal([_primary(scene)], signal.SIGKILL)


def kill_database(scene: Scene) -> None:
    """End all members of the database at once."""
    _signal([scene.supervisor.children[name] for name in members.NAMES], signal.SIGKILL)


def freeze_primary(scene: Scene) -> None:
    """Stop the database's primary for so long that another one is elected, then let it go on."""
    _freeze(scene, [_primary(scene)], FROZEN_DATABASE_S)


def freeze_one_of_each(scene: Scene) -> None:
    """Stop one of the two processes of every service for longer than the broker waits for a heartbeat."""
    _freeze(scene, scene.one_of_each(), FROZEN_S)


def freeze_services(scene: Scene) -> None:
    """Stop every process of the services for longer than the broker waits for a heartbeat."""
    _freeze(scene, scene.children(*SERVICES), FROZEN_S)


def rolling_restart(scene: Scene) -> None:
    """Ask one process of each service to end, and when they are back the other ones."""
    for wave in zip(*(replicas(scene.supervisor, service) for service in SERVICES), strict=True):
        _restart(scene, wave)


def repeat_events(scene: Scene) -> None:
    """Have the relays send the latest events once more, then send them again in no order at all."""
    rows = [(service, row) for service in SERVICES for row in scene.world.published(service, scene.since)]
    chosen = scene.rng.sample(rows, min(len(rows), MOST_REPEATED))
    for service in SERVICES:
        scene.world.publish_again(service, [row["_id"] for owner, row in chosen if owner == service])
    scene.until(lambda: not any(scene.world.waiting(service) for service in SERVICES), "relay")
    link = Link(scene.supervisor.site.amqp_uri, "chaos.repeat")
    publisher = Publisher(link)
    link.start()
    try:
        scene.until(lambda: link.is_open, "link")
        publisher.publish([message(outbox.envelope(row, service)) for service, row in chosen])
    finally:
        link.stop()


FAULTS: dict[str, Callable[[Scene], None]] = {
    "kill-directory": kill("directory"),
    "kill-notifications": kill("notifications"),
    "kill-gateway": kill("gateway"),
    "kill-services": kill(*SERVICES),
    "kill-one-of-each": kill_one_of_each,
    "kill-broker": kill_broker,
    "restart-broker": restart_broker,
    "close-connections": close_connections,
    "step-down": step_down,
    "kill-primary": kill_primary,
    "kill-database": kill_database,
    "freeze-primary": freeze_primary,
    "freeze-one-of-each": freeze_one_of_each,
    "freeze-services": freeze_services,
    "rolling-restart": rolling_restart,
    "repeat-events": repeat_events,
}


def _primary(scene: Scene) -> Child:
    return scene.supervisor.children[members.primary(scene.supervisor.site) or members.NAMES[0]]


def _signal(children: Iterable[Child], number: signal.Signals) -> None:
    """Send a signal to processes with all that they started."""
    for child in children:
        if child.process:
            with suppress(ProcessLookupError):
                os.killpg(child.process.pid, number)


def _freeze(scene: Scene, children: list[Child], seconds: float) -> None:
    _signal(children, signal.SIGSTOP)
    scene.over.wait(seconds)
    _signal(children, signal.SIGCONT)


def _restart(scene: Scene, children: Iterable[Child]) -> None:
    """Ask processes to end, and wait until all of them are back."""
    before = {child: child.process for child in children}
    for process in filter(None, before.values()):
        process.ask_to_end()
    scene.until(lambda: all(_is_back(child, process) for child, process in before.items()), "restart")


def _is_back(child: Child, before: Process | None) -> bool:
    return child.process is not before and child.state == "ready"
