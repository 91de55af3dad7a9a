"""The one module that knows nameko: opens a service's doors as entrypoints of a nameko container.

`python -m bus.nameko services.directory.service:DirectoryService` is how a service runs. Each call and each batch
gets a worker of the container, with the dependencies that the service class declares, so stock nameko entrypoints
and dependency providers work beside ours in the same class. Nothing else in the bus may import eventlet.
"""

from __future__ import annotations

# eventlet must patch the standard library before pymongo, kombu and threading are used.
import eventlet

eventlet.monkey_patch()

import signal  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from collections.abc import Callable  # noqa: E402
from typing import Any  # noqa: E402

from nameko.containers import ServiceContainer  # noqa: E402
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR, Entrypoint, SharedExtension  # noqa: E402

from bus import logs, settings, topology  # noqa: E402
from bus.doors import Door, Job, doors_of  # noqa: E402
from bus.host import Host  # noqa: E402

SETTINGS = "q_settings"


class _Doors(SharedExtension):
    """Owns the host of this container; opens it when everything is set up."""

    def __init__(self) -> None:
        self.entrypoints: dict[str, Entrypoint] = {}
        self.host: Host | None = None
        super().__init__()

    def setup(self) -> None:
        if self.host is None:
            self.host = Host(self.container.service_cls, self.container.config[SETTINGS], workers=self)

    def start(self) -> None:
        if self.host is not None:
            self.host.start()

    def stop(self) -> None:
        if self.host is not None:
            self.host.stop()

    def drain(self) -> None:
        if self.host is not None:
            self.host.drain()

    def run(self, door: Door, job: Job) -> Any:
        outcome = _Outcome(job)
        self._spawn(door, outcome)
        return outcome.wait()

    def spawn(self, door: Door, job: Job) -> None:
        self._spawn(door, _Outcome(job))

    def _spawn(self, door: Door, job: Job) -> None:
        self.container.spawn_worker(self.entrypoints[door.method], (job,), {})


class _Outcome:
    """Carries what a job returned or raised from the worker to whoever waits for it."""

    def __init__(self, job: Job) -> None:
        self._job, self._done = job, threading.Event()
        self._answer: Any = None
        self._error: Exception | None = None

    def __call__(self, handler: Callable[..., Any]) -> None:
        try:
            self._answer = self._job(handler)
        except Exception as error:  # it travels to the waiting thread
            self._error = error
        finally:
            self._done.set()

    def wait(self) -> Any:
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._answer


class _DoorEntrypoint(Entrypoint):
    doors = _Doors()

    def setup(self) -> None:
        self.doors.entrypoints[self.method_name] = self

    def stop(self) -> None:
        self.doors.drain()


def container(service: type, loaded: settings.BusSettings) -> ServiceContainer:
    """Return a nameko container in which the doors of the service are entrypoints."""
    for door in doors_of(service):
        method = getattr(service, door.method)
        if not any(isinstance(one, _DoorEntrypoint) for one in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ())):
            _DoorEntrypoint.decorator(method)
    config = {
        SETTINGS: loaded,
        "AMQP_URI": loaded.amqp_uri,
        "max_workers": loaded.workers + 2 * len(list(doors_of(service))),
    }
    return ServiceContainer(service, config)


def main(path: str) -> int:
    """Run one service until SIGTERM or SIGINT, then finish what is in hand."""
    service = topology.load(path)
    try:
        loaded = settings.load(service.settings)  # type: ignore[attr-defined]
    except settings.SettingsError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    logs.configure(service.name, loaded.log_level)  # type: ignore[attr-defined]
    running = container(service, loaded)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: eventlet.spawn_n(running.stop))
    running.start()
    running.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
