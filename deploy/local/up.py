"""`./q up`: prepare the machine, start everything, say where it is, keep it running until told to stop."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deploy.local import machine, packages, running, showcase
from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.settings import RunnerSettings
from deploy.local.site import HOUSE, Site, choose_ports
from deploy.local.supervisor import Supervisor
from deploy.local.table import ISSUERS, SERVICES, TABLE
from deploy.local.terminal import say

FOREVER_S = float("inf")
BEAT_S = 0.1


@dataclass
class Up:
    """One run of the site, from this shell's settings."""

    settings: RunnerSettings
    home: Home
    demonstrates: bool
    ports: Ports = field(init=False)

    def stay(self) -> int:
        """Run in the foreground until Ctrl-C; everything is ended before it returns."""
        if not self.home.lock():
            return self._say_running()
        try:
            running.begin(self.settings, self.home, self.demonstrates)
            self._run()
        finally:
            self.home.forget("state")
            self.home.unlock()
        return 0

    def detach(self) -> int:
        """Run in the background; return when it is ready, or with what went wrong."""
        if running.state(self.home):
            return self._say_running()
        log = self.home.log("up")
        start = log.stat().st_size if log.exists() else 0
        with log.open("ab") as output:
            command = [sys.executable, "-m", "deploy.local", "up", *(["--demo"] if self.demonstrates else [])]
            background = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=HOUSE,
            )
        try:
            for line in _lines_until(log, start, lambda: self._is_settled(background)):
                print(line, end="", flush=True)
        except KeyboardInterrupt:
            background.terminate()
            return background.wait()
        return background.returncode or 0

    def _is_settled(self, background: subprocess.Popen[bytes]) -> bool:
        state = running.state(self.home)
        return background.poll() is not None or bool(state and state["open"])

    def _say_running(self) -> int:
        state = running.state(self.home) or {"address": ""}
        say(f"It runs already, at {state['address'] or 'an address that it will say in a moment'}.")
        say("'./q status' shows its processes, './q down' stops it.")
        return 0

    def _run(self) -> None:
        self._prepare()
        site = self._site()
        supervisor = Supervisor(site, TABLE)
        supervisor.listen_to_signals()
        say(f"Starting Q Commons; its data, keys and logs are in {self.home.path}")
        say(f"Settings: {', '.join(f'{name}={value}' for name, value in self.settings.public().items())}")
        try:
            supervisor.run_until(supervisor.is_ready)
            if not supervisor.stop_asked:
                welcome(site)
                supervisor.open()  # Who started it in the background reads on until now.
            supervisor.run_until(lambda: False, FOREVER_S)
        finally:
            say("Stopping ...")
            supervisor.stop()
            say("Everything has stopped; the data stays.")

    def _prepare(self) -> None:
        wanted = [machine.BROKER] if not self.settings.amqp_uri else []
        wanted += [machine.LIBRARIES] if not self.settings.mongodb_uri else []
        machine.ensure(self.home, *wanted)
        packages.ensure(self.home, packages.BROWSER_PARTS)

    def _site(self) -> Site:
        self.ports = Ports(self.home.recall("ports") or {})
        chosen = choose_ports(self.settings, self.home, SERVICES, self.ports)
        return Site(self.settings, self.home, chosen, ISSUERS, self.demonstrates)


def welcome(site: Site) -> None:
    """Say where the site is and who may sign in."""
    say(f"\nQ Commons is at {site.url}")
    if site.demonstrates:
        known = showcase.accounts()
        say("Its demonstration is loaded once, behind you; './q wait' returns when everybody is there.")
        say(f"Demonstration accounts, all with the password {known['password']}:")
        for account in known["accounts"]:
            say(f"  {account['address']:36} {account['about']}")
        if site.owns_mail:
            say(f"Mails that it sends are at {site.url}/mailbox")
    say("'./q status' shows every process, './q logs' what they say, './q down' stops them.\n")


def _lines_until(log: Path, start: int, is_settled: Callable[[], bool]) -> Iterator[str]:
    with log.open(errors="replace") as file:
        file.seek(start)
        settled = False
        while not settled:
            settled = is_settled()
            yield from file
            time.sleep(BEAT_S)
