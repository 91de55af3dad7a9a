"""A broker and a database for one run of something, fresh, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from deploy.local import running
from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.settings import RunnerSettings
from deploy.local.site import HOUSE, Site, choose_ports
from deploy.local.supervisor import Supervisor
from deploy.local.table import SERVERS
from deploy.local.terminal import say

FOREVER_S = float("inf")


@contextmanager
def fresh(settings: RunnerSettings, home: Home, purpose: str) -> Iterator[Callable[[list[str]], int]]:
    """Yield a function that runs a command on fresh servers and returns its exit code."""
    with apart(home, purpose) as own:
        ports = Ports({})
        settings = replace(settings, namespace="test", port=0)
        chosen = choose_ports(settings, own, (), ports)
        supervisor = Supervisor(Site(settings, own, chosen, (), demonstrates=False), SERVERS)
        supervisor.listen_to_signals()
        try:
            supervisor.run_until(supervisor.is_ready)
            supervisor.open()
            yield lambda command: _run(supervisor, command)
        finally:
            supervisor.stop()


@contextmanager
def apart(home: Home, purpose: str) -> Iterator[Home]:
    """Yield a home of its own for one run; what an interrupted run left there is ended and removed first."""
    _sweep(home.folder(purpose))
    own = Home(Path(tempfile.mkdtemp(prefix="run-", dir=home.folder(purpose))))
    own.lock()
    try:
        yield own
    finally:
        shutil.rmtree(own.path, ignore_errors=True)


def _run(supervisor: Supervisor, command: list[str]) -> int:
    """Run a command in the terminal, while the servers are kept running."""
    if supervisor.stop_asked:
        return 130
    given = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    child = subprocess.Popen(
        ["setpriv", "--pdeathsig", "TERM", "--", *command], cwd=HOUSE, env=given | _addresses(supervisor.site)
    )
    supervisor.run_until(lambda: child.poll() is not None, FOREVER_S)
    if supervisor.asked_by == signal.SIGTERM:  # Ctrl-C and a closed terminal reach the command by themselves.
        child.send_signal(signal.SIGINT)
    return child.wait()


def _addresses(site: Site) -> dict[str, str]:
    own = {
        "AMQP_URI": site.amqp_uri,
        "MONGODB_URI": site.mongodb_uri,
        "SMTP_URL": site.smtp_url,
        "AMQP_MANAGEMENT_URL": site.management_url,
    }
    visited = {"Q_E2E_URL": site.settings.e2e_url, "Q_HOME": str(site.settings.home)}
    return own | (visited if site.settings.e2e_url else {})


def _sweep(folder: Path) -> None:
    """End and remove what a killed run left; a run that lives holds its lock."""
    for lock in folder.glob("run-*/run/lock"):
        path = lock.parents[1]
        left = Home(path)
        if left.lock():
            running.end_left_over(left)
            left.unlock()
            shutil.rmtree(path, ignore_errors=True)
            say(f"Removed what an interrupted run left in {path.name}")
