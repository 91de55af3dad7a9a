"""Runs tests on servers in containers; starts a Docker engine first where none answers.

A program of its own, because an engine of its own lives in this process's namespaces and ends with it.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docker
import pymongo
from kombu import Connection
from pymongo.errors import PyMongoError

os.environ |= {"TESTCONTAINERS_RYUK_DISABLED": "true", "TESTCONTAINERS_CONNECTION_MODE": "docker_host"}
from testcontainers.core.container import DockerContainer

from deploy.local.containers import runs
from deploy.local.database import ABANDONED_S
from deploy.local.home import Home
from deploy.local.terminal import Failure, say

IMAGE = "q-commons-servers:test"
LABEL = "q-commons.home"
BROKER = "/usr/lib/rabbitmq/bin/rabbitmq-server"
DATABASE = (
    f"mongod --dbpath /var/tmp --bind_ip_all --replSet q --setParameter transactionLifetimeLimitSeconds={ABANDONED_S}"
)
QUICK_AND_HARMLESS = ("-m", "not slow", "--ignore-glob=*/faults/*")
"""Faults are done to servers of their own, which are no containers."""
PATIENCE_S = 120.0
BEAT_S = 0.2
BROKER_ENVIRONMENT = {
    "HOME": "/var/lib/rabbitmq",
    "RABBITMQ_NODENAME": "q@localhost",
    "RABBITMQ_DEFAULT_USER": "q",
    "RABBITMQ_DEFAULT_PASS": "contained",
    "RABBITMQ_DEFAULT_VHOST": "test",
}


def run(home: Home, archive: Path, tests: str) -> int:
    """Run the tests on a broker and a database in containers; returns pytest's exit code."""
    with _engine(home):
        _import(archive)
        _remove_leftovers(home)
        with _broker(home) as broker, _database(home) as database:
            amqp_uri = f"amqp://q:contained@127.0.0.1:{broker.get_exposed_port(5672)}/test"
            mongodb_uri = f"mongodb://127.0.0.1:{database.get_exposed_port(27017)}/?directConnection=true"
            _wait("The broker", lambda: _may_enter(amqp_uri))
            _wait("The database", lambda: _is_primary(mongodb_uri))
            return _pytest(tests, AMQP_URI=amqp_uri, MONGODB_URI=mongodb_uri)


def _broker(home: Home) -> DockerContainer:
    return _container(home, 5672).with_envs(**BROKER_ENVIRONMENT).with_command(BROKER)


def _database(home: Home) -> DockerContainer:
    return _container(home, 27017).with_command(DATABASE)


def _container(home: Home, port: int) -> DockerContainer:
    return DockerContainer(IMAGE).with_exposed_ports(port).with_kwargs(labels={LABEL: str(home.path)})


def _pytest(tests: str, **addresses: str) -> int:
    say("The bus's tests, on servers in containers:")
    command = [sys.executable, "-m", "pytest", tests, *QUICK_AND_HARMLESS]
    return subprocess.run(command, env=os.environ | addresses, check=False).returncode


@contextmanager
def _engine(home: Home) -> Iterator[None]:
    if runs():
        yield
        return
    _raise_loopback()
    folder = home.folder("docker")
    with home.log("docker").open("ab") as log:
        engine = subprocess.Popen(_dockerd(folder), stdout=log, stderr=log)
    os.environ["DOCKER_HOST"] = f"unix://{folder}/engine.sock"
    try:
        _wait("a Docker engine", runs)
        yield
    finally:
        engine.terminate()
        engine.wait(PATIENCE_S)


def _dockerd(folder: Path) -> list[str]:
    return [
        "dockerd",
        f"--host=unix://{folder}/engine.sock",
        f"--data-root={folder}/data",
        f"--exec-root={folder}/run",
        f"--pidfile={folder}/pid",
        "--iptables=false",
        "--ip6tables=false",
        "--ip-forward=false",
    ]


def _raise_loopback() -> None:
    """Raise the loopback interface of a new network namespace."""
    set_flags, up = 0x8914, 0x1
    with socket.socket() as handle:
        fcntl.ioctl(handle, set_flags, struct.pack("16sh14x", b"lo", up))


def _import(archive: Path) -> None:
    repository, _, tag = IMAGE.partition(":")
    docker.from_env().api.import_image_from_file(str(archive), repository, tag)


def _remove_leftovers(home: Home) -> None:
    """Remove what a killed run left at an engine that is not ours."""
    for left in docker.from_env().containers.list(all=True, filters={"label": f"{LABEL}={home.path}"}):
        left.remove(force=True)


def _wait(what: str, is_there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_there():
        if time.monotonic() > deadline:
            raise Failure(f"{what} did not start in a container")
        time.sleep(BEAT_S)


def _may_enter(amqp_uri: str) -> bool:
    try:
        with Connection(amqp_uri, connect_timeout=1) as connection:
            connection.connect()
    except Exception:  # Whatever it is, it is not ready.
        return False
    return True


def _is_primary(mongodb_uri: str) -> bool:
    try:
        with pymongo.MongoClient[dict[str, Any]](mongodb_uri, serverSelectionTimeoutMS=1000) as server:
            hello = server.admin.command("hello")
            if "setName" not in hello:
                server.admin.command("replSetInitiate", {"_id": "q", "members": [{"_id": 0, "host": "127.0.0.1"}]})
            return bool(hello.get("isWritablePrimary"))
    except PyMongoError:
        return False


if __name__ == "__main__":
    try:
        sys.exit(run(Home(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3]))
    except Failure as failure:
        say(f"Tests in containers: not run: {failure}")
