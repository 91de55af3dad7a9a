"""A broker and a replica set of the tests' own, to be killed, stopped and started again."""

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pymongo
from pymongo.errors import PyMongoError

from bus.testing import eventually
from deploy.local import database
from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.processes import Process
from deploy.local.settings import RunnerSettings
from deploy.local.site import Site, choose_ports
from deploy.local.table import SERVERS, Entry

START_S = 90.0
MEMBERS = 3


class Broker:
    """The runner's broker, on ports and in folders of its own."""

    def __init__(self, folder: Path) -> None:
        home = Home(folder)
        settings = RunnerSettings(home=folder, namespace="test")
        self.site = Site(settings, home, choose_ports(settings, home, (), Ports({})), (), demonstrates=False)
        self.uri = self.site.amqp_uri
        self._entries = {entry.name: entry for entry in SERVERS}
        self._mapper = self._run(self._entries["port-mapper"])
        self._server: Process | None = None

    def start(self) -> None:
        """Start it, with what it kept; returns when one can log in."""
        entry = self._entries["broker"]
        self._server = self._run(entry)
        eventually(lambda: entry.is_ready is None or entry.is_ready(self.site), START_S)

    def kill(self) -> None:
        """End it with SIGKILL."""
        if self._server:
            self._server.end()

    def stop(self) -> None:
        """End it in order."""
        assert self._server is not None
        self._server.ask_to_end()
        eventually(lambda: self._server is None or self._server.exit_code() is not None, START_S)

    def close(self) -> None:
        self.kill()
        self._mapper.end()

    def close_connections(self) -> int:
        """Let the broker close every connection that it knows of now; return how many it closed."""
        names = [connection["name"] for connection in self._ask("GET", "/api/connections")]
        return sum(self._close(name) for name in names)

    def _close(self, name: str) -> bool:
        with suppress(HTTPError):  # It was gone already.
            self._ask("DELETE", f"/api/connections/{quote(name, safe='')}")
            return True
        return False

    def _run(self, entry: Entry) -> Process:
        log = self.site.home.log(entry.name)
        return Process(entry.command(self.site), entry.environment(self.site), log, dying="KILL")

    def _ask(self, method: str, path: str) -> Any:
        url = urlsplit(self.site.management_url)
        secret = b64encode(f"{url.username}:{url.password}".encode()).decode()
        request = Request(f"http://{url.hostname}:{url.port}{path}", method=method)
        request.add_header("Authorization", f"Basic {secret}")
        with urlopen(request, timeout=10) as answer:  # noqa: S310 - our own server
            return json.loads(answer.read() or b"null")


class Replicas:
    """A replica set of three, which elects another primary within seconds."""

    def __init__(self, folder: Path) -> None:
        self._home = Home(folder)
        ports = Ports({})
        self._ports = [ports.private(f"member-{number}") for number in range(MEMBERS)]
        self._processes: dict[int, Process] = {}
        self.uri = f"mongodb://{','.join(f'127.0.0.1:{port}' for port in self._ports)}/?replicaSet=own"

    def start(self) -> None:
        """Start the members that are not running, found the set the first time, and wait for a primary."""
        for port in self._ports:
            if port not in self._processes:
                self._processes[port] = self._run(port)
        eventually(lambda: all(self._answers(port) for port in self._ports), START_S)
        with self._member(self._ports[0]) as member:
            if "setName" not in member.admin.command("hello"):
                member.admin.command("replSetInitiate", self._configuration())
        eventually(self.primary, START_S)

    def primary(self) -> int | None:
        """Return the port of the member that can be written to, if there is one."""
        return next((port for port in self._processes if self._hello(port).get("isWritablePrimary")), None)

    def step_down(self) -> None:
        """Let the primary hand over in order."""
        with self._member(self._leading()) as member:
            member.admin.command("replSetStepDown", 20)

    def kill_primary(self) -> None:
        self._kill(self._leading())

    def kill(self) -> None:
        """End every member with SIGKILL."""
        for port in list(self._processes):
            self._kill(port)

    def _leading(self) -> int:
        return eventually(lambda: self.primary() or 0, START_S)

    def _kill(self, port: int) -> None:
        self._processes.pop(port).end()

    def _run(self, port: int) -> Process:
        command = [
            str(database.program()),
            "--bind_ip=127.0.0.1",
            f"--port={port}",
            f"--dbpath={self._home.folder(str(port))}",
            "--replSet=own",
            "--wiredTigerCacheSizeGB=0.25",
            "--oplogSize=64",
            "--nounixsocket",
            "--quiet",
            "--setParameter=diagnosticDataCollectionEnabled=false",
            f"--setParameter=transactionLifetimeLimitSeconds={database.ABANDONED_S}",
        ]
        return Process(command, {}, self._home.log(str(port)), dying="KILL")

    def _configuration(self) -> dict[str, Any]:
        members = [{"_id": number, "host": f"127.0.0.1:{port}"} for number, port in enumerate(self._ports)]
        soon = {"electionTimeoutMillis": 2000, "heartbeatIntervalMillis": 500}
        return {"_id": "own", "members": members, "settings": soon}

    def _answers(self, port: int) -> bool:
        return bool(self._hello(port))

    def _hello(self, port: int) -> dict[str, Any]:
        try:
            with self._member(port) as member:
                return dict(member.admin.command("hello"))
        except PyMongoError:
            return {}

    def _member(self, port: int) -> "pymongo.MongoClient[dict[str, Any]]":
        return pymongo.MongoClient("127.0.0.1", port, directConnection=True, serverSelectionTimeoutMS=1000)


@contextmanager
def own_broker(folder: Path) -> Iterator[Broker]:
    broker = Broker(folder)
    try:
        broker.start()
        yield broker
    finally:
        broker.close()


@contextmanager
def own_replicas(folder: Path) -> Iterator[Replicas]:
    replicas = Replicas(folder)
    try:
        replicas.start()
        yield replicas
    finally:
        replicas.kill()
