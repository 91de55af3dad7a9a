"""Every process of the house in one table: what runs it, which settings it gets, how it is seen to be ready.

A new service is one line. The order is the order of `./q status`; what a process waits for is its `after`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import attrgetter, methodcaller
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import services
from deploy.local import broker, database, mail, showcase
from deploy.local.site import HOUSE, Site

GIVEN = ("AMQP_URI", "MONGODB_URI", "SMTP_URL")
DOORS = {path.split(".")[1]: path for path in services.SERVICES}
SERVICES = tuple(DOORS)
ISSUERS = (*SERVICES, "ops")
DIRECTLY = build_opener(ProxyHandler({}))  # What a process of ours says is not for a proxy.


def _always(site: Site) -> bool:
    return True


def _nothing(site: Site) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Entry:
    """One process. `is_ready` is None for a task, which is done when it ends well.

    `dying` is the signal that it gets from the kernel when the runner is killed.
    """

    name: str
    command: Callable[[Site], list[str]]
    is_ready: Callable[[Site], bool] | None
    settings: Callable[[Site], Mapping[str, str]] = _nothing
    after: tuple[str, ...] = ()
    wanted: Callable[[Site], bool] = _always
    dying: str = "KILL"
    port: str = ""

    def environment(self, site: Site) -> dict[str, str]:
        """Return the machine's variables without anyone's settings, and its own settings."""
        own = {name: value for name, value in os.environ.items() if not _is_setting(name)}
        return own | {"PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"} | dict(self.settings(site))


def _is_setting(name: str) -> bool:
    return name.startswith("Q_") or name.removesuffix("_FILE") in GIVEN


def _python(*arguments: str) -> Callable[[Site], list[str]]:
    return lambda site: [sys.executable, *arguments]


def _settings(name: str, wanted: tuple[str, ...]) -> Callable[[Site], Mapping[str, str]]:
    return lambda site: site.variables(name, wanted)


def health(url: Callable[[Site], str]) -> Callable[[Site], bool]:
    """Return what tells whether the service at an address says that it is ready."""

    def is_ready(site: Site) -> bool:
        try:
            with DIRECTLY.open(f"{url(site)}/health/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    return is_ready


def server(
    name: str,
    command: Callable[[Site], list[str]],
    is_ready: Callable[[Site], bool],
    wanted: Callable[[Site], bool],
    settings: Callable[[Site], Mapping[str, str]] = _nothing,
    after: tuple[str, ...] = (),
) -> Entry:
    """Return the line of an embedded server, asked to end in order even when the runner is killed."""
    return Entry(name, command, is_ready, settings, after, wanted, dying="TERM", port=name)


def service(name: str, *settings: str) -> Entry:
    """Return the line of a service that nameko hosts."""
    command = _python("-m", "bus.nameko", DOORS[name])
    is_ready = health(methodcaller("health_url", name))
    return Entry(name, command, is_ready, _settings(name, settings), after=("topology",), port=f"{name}-health")


def web(name: str, *settings: str) -> Entry:
    """Return the line of a service that answers people: it runs its own web server on its own port."""
    command = _python("-m", f"services.{name}")
    return Entry(
        name, command, health(attrgetter("gateway_url")), _settings(name, settings), after=("topology",), port=name
    )


def task(
    name: str,
    command: Callable[[Site], list[str]],
    after: tuple[str, ...],
    wanted: Callable[[Site], bool] = _always,
    settings: tuple[str, ...] = (),
) -> Entry:
    """Return the line of something that is done once at each start, in the name of the operator."""
    return Entry(name, command, None, _settings("ops", settings), after, wanted)


def _declare(site: Site) -> list[str]:
    return [sys.executable, "-m", "bus.topology", *DOORS.values()]


def _demonstrate(site: Site) -> list[str]:
    wanted = (showcase.edition(site), showcase.database(site), str(site.settings.demo_members))
    return [sys.executable, "-m", "deploy.local.ops.demonstration", str(site.home.path), *wanted]


def _lacks_demonstration(site: Site) -> bool:
    return site.demonstrates and not showcase.is_loaded(site)


_owns_broker, _owns_database = attrgetter("owns_broker"), attrgetter("owns_database")
_owns_mail = attrgetter("owns_mail")

DIRECTORY = ("Q_DIGEST_KEY", "Q_ASSESSOR_LOAD", "Q_ASSESSMENT_DAYS", "Q_DECISION_HOLD_S", "Q_RETENTION_DAYS")
MATCHING = ("Q_COFFEE_DAY", "Q_COFFEE_OPEN_DAYS")
REHEARSED = (*DIRECTORY, *MATCHING)
"""What the demonstration reads, which carries out a past in the place of these services."""

TABLE = (
    server("port-mapper", broker.port_mapper, broker.port_mapper_answers, _owns_broker),
    server("broker", broker.command, broker.is_ready, _owns_broker, broker.environment, ("port-mapper",)),
    server("database", database.command, database.is_ready, _owns_database),
    server("mail", mail.command, mail.is_ready, _owns_mail),
    task("topology", _declare, ("broker", "database", "mail")),
    service("directory", *DIRECTORY),
    service("matching", *MATCHING),
    service("notifications", "SMTP_URL", "Q_SENDER", "Q_URL", "Q_LINK_KEY"),
    web(
        "gateway",
        "Q_URL",
        "Q_BIND",
        "Q_PORT",
        "Q_PROXIES",
        "Q_CONTACT",
        "Q_COOKIE_KEY",
        "Q_LINK_KEY",
        "Q_MAILBOX",
        "Q_DEMO",
    ),
    task("demonstration", _demonstrate, SERVICES, _lacks_demonstration, REHEARSED),
)
SERVERS = tuple(entry for entry in TABLE if entry.dying == "TERM")
