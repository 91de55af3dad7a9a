"""The database as a replica set of three, founded as the runner founds its set of one and then joined by two more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local import database
from deploy.local.ports import answers
from deploy.local.site import Site
from deploy.local.table import Entry

NAMES = ("database", "database-2", "database-3")
QUICKLY = "--setParameter=shutdownTimeoutMillisForSignaledShutdown=1000"


def entries() -> list[Entry]:
    """Return the lines of the table for the three members; the first one founds the set."""
    ready = dict.fromkeys(NAMES, _joins) | {NAMES[0]: _founds}
    return [
        Entry(name, partial(_command, name), partial(ready[name], name), after=after, dying="TERM", port=name)
        for name, after in zip(NAMES, ((), NAMES[:1], NAMES[:2]), strict=True)
    ]


def uri(password: str, ports: Mapping[str, int]) -> str:
    """Return an address that names all three, so that whoever starts while one is away finds the others."""
    hosts = ",".join(f"127.0.0.1:{ports[name]}" for name in NAMES)
    return f"mongodb://q:{password}@{hosts}/?replicaSet=q&authSource=admin"


def primary(site: Site) -> str | None:
    """Return the name of the member that takes writes now, or None while there is none."""
    return next((name for name in NAMES if _hello(site, name).get("isWritablePrimary")), None)


def step_down(site: Site, for_s: int) -> None:
    """Ask the primary to let another one lead for a while."""
    name = primary(site)
    if name:
        with _entered(site, name) as server:
            server.admin.command("replSetStepDown", for_s, secondaryCatchUpPeriodSecs=for_s - 1)


def _command(name: str, site: Site) -> list[str]:
    return [*database.command(site, name), QUICKLY]


def _founds(name: str, site: Site) -> bool:
    if not site.home.recall(name):
        site.home.remember(name, database.is_ready(site))
    return bool(site.home.recall(name)) and _takes_part(site, name)


def _joins(name: str, site: Site) -> bool:
    if answers(site.ports[name]) and not site.home.recall(name):
        site.home.remember(name, _invited(site, name))
    return _takes_part(site, name)


def _invited(site: Site, name: str) -> bool:
    member = {"_id": NAMES.index(name), "host": f"127.0.0.1:{site.ports[name]}"}
    with suppress(PyMongoError), _entered(site, NAMES[0]) as server:
        config = server.admin.command("replSetGetConfig")["config"]
        config["members"].append(member)
        config["version"] += 1
        server.admin.command("replSetReconfig", config)
        return True
    return False


def _takes_part(site: Site, name: str) -> bool:
    hello = _hello(site, name)
    return bool(hello.get("isWritablePrimary") or hello.get("secondary"))


def _hello(site: Site, name: str) -> dict[str, Any]:
    with suppress(PyMongoError), _entered(site, name) as server:
        return dict(server.admin.command("hello"))
    return {}


def _entered(site: Site, name: str) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        "127.0.0.1",
        site.ports[name],
        username="q",
        password=site.password("database"),
        directConnection=True,
        serverSelectionTimeoutMS=1000,
        socketTimeoutMS=10_000,
    )
