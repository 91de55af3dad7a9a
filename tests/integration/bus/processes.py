"""Running services as processes of their own, as in production."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bus.testing import Community, eventually

HOUSE = Path(__file__).parents[3]
WITH_US = ("setpriv", "--pdeathsig", "KILL", "--")
"""What runs a program that the kernel ends when we die, even by `kill -9`."""


def environment(community: Community, service: str) -> dict[str, str]:
    """Return the settings of a service in this community, as environment variables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    return kept | {
        "PYTHONPATH": str(HOUSE),
        "PYTHONWARNINGS": "ignore",
        "AMQP_URI": community.amqp_uri,
        "MONGODB_URI": community.mongodb_uri,
        "Q_NAMESPACE": community.namespace,
        "Q_SIGNING_KEY": community.keys.private.get(service, community.keys.private["tester"]),
        "Q_VERIFY_KEYS": community.keys.public,
        "Q_PAGE_KEY": "page-key-of-a-test",
    }


@contextmanager
def process(arguments: list[str], environ: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of ours until the block ends; its output is shown when the block fails."""
    with tempfile.TemporaryFile() as output:
        command = [*WITH_US, sys.executable, *arguments]
        running = subprocess.Popen(command, env=environ, cwd=HOUSE, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield running
        except BaseException:
            output.seek(0)
            print(output.read().decode(errors="replace")[-4000:])
            raise
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGTERM)
                try:
                    running.wait(15)
                except subprocess.TimeoutExpired:
                    running.kill()
                    running.wait()


@contextmanager
def nameko_hosted(community: Community, path: str, port: int, **extra: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python -m bus.nameko` and wait until it says that it is ready."""
    name = path.rpartition(":")[2].lower()
    environ = environment(community, name) | {"Q_HEALTH_PORT": str(port)} | extra
    with process(["-m", "bus.nameko", path], environ) as running:
        eventually(lambda: running.poll() is not None or _ready(port), 60)
        assert running.poll() is None, "it ended instead of starting"
        yield running


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
