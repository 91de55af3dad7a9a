"""What the machine must have, installed from Debian's packages when missing, with nothing asked.

Installing never starts, enables or alters a server of the distribution: a temporary policy-rc.d says no while
packages are set up, and units that an installation enabled are disabled again. A policy that is already there is
left alone, unless a killed installation of ours left it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.local import broker, database
from deploy.local.home import Home
from deploy.local.processes import Identity
from deploy.local.terminal import Failure, say

POLICY = Path("/usr/sbin/policy-rc.d")
MARK = "# Q Commons installs packages: "  # Followed by the process that does.
UNITS = Path("/etc/systemd/system")
LOCK_TIMEOUT_S = 300
DISABLE = ("env", "DPKG_MAINTSCRIPT_PACKAGE=q-commons", "deb-systemd-helper", "disable")  # Needs no systemd.


@dataclass(frozen=True)
class Program:
    """Something the runner needs, the Debian packages that bring it, and how its presence is seen."""

    name: str
    packages: tuple[str, ...]
    is_there: Callable[[], bool]


def _has(command: str) -> Callable[[], bool]:
    return lambda: shutil.which(command) is not None


def _database_finds_its_libraries() -> bool:
    listed = subprocess.run(["ldd", str(database.program())], capture_output=True, text=True, check=False)
    return "not found" not in listed.stdout


BROKER = Program("RabbitMQ", ("rabbitmq-server",), lambda: (broker.PROGRAMS / "rabbitmq-server").exists())
LIBRARIES = Program("MongoDB's libraries", ("libcurl4", "libssl3"), _database_finds_its_libraries)
BROWSER = Program("a browser for the tests", ("chromium",), _has("chromium"))
DOCKER = Program("a Docker engine", ("docker.io",), _has("dockerd"))
BASE_IMAGE = Program("what builds images", ("debootstrap",), _has("debootstrap"))


def ensure(home: Home, *programs: Program) -> None:
    """Install what is missing; raises Failure with the command to run where we may not."""
    _remove_left_over_policy()
    missing = [program for program in programs if not program.is_there()]
    if not missing:
        return
    names = " and ".join(program.name for program in missing)
    install = [package for program in missing for package in program.packages]
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *install]
    privilege = _privilege()
    if privilege is None:
        raise Failure(f"{names} must be installed: run 'sudo {' '.join(command)}' and start again.")
    say(f"Installing {names} ...")
    _install(privilege, command, home)


def _privilege() -> list[str] | None:
    """Return what goes before a command so that root runs it, or None when that is not possible."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    may = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if may and may.returncode == 0 else None


def _install(privilege: list[str], command: list[str], home: Home) -> None:
    log = home.log("apt")
    options = ["-o", f"DPkg::Lock::Timeout={LOCK_TIMEOUT_S}"]
    quiet = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive"]
    with _nothing_starts(privilege), _nothing_stays_enabled(privilege):
        for step in (["apt-get", "update", *options], [*command, *options]):
            if run_into([*quiet, *step], log):
                raise Failure(f"'{' '.join(step)}' failed; {log} says why.")


def run_into(command: list[str], log: Path, folder: Path | None = None) -> int:
    """Run a command that asks nothing, its words into a log; interrupted, let it end in its own way."""
    with log.open("ab") as output:
        child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        return child.wait()
    except KeyboardInterrupt:
        with suppress(PermissionError):  # Behind sudo it is root's.
            child.send_signal(signal.SIGINT)
        child.wait()
        raise


@contextmanager
def _nothing_starts(privilege: list[str]) -> Iterator[None]:
    """Deny the start of services while packages are installed, unless the machine has its own policy."""
    if POLICY.exists():
        yield
        return
    deny = f"#!/bin/sh\n{MARK}{json.dumps(Identity.held(os.getpid()).dump())}\nexit 101\n".encode()
    try:
        subprocess.run([*privilege, "tee", str(POLICY)], input=deny, stdout=subprocess.DEVNULL, check=True)
        subprocess.run([*privilege, "chmod", "755", str(POLICY)], check=True)
        yield
    finally:
        subprocess.run([*privilege, "rm", "-f", str(POLICY)], check=True)


def _remove_left_over_policy() -> None:
    """Remove the policy that a killed installation of ours left."""
    privilege = _privilege() if POLICY.exists() else None
    if privilege is not None and _is_left_over(POLICY.read_text(errors="replace")):
        subprocess.run([*privilege, "rm", "-f", str(POLICY)], check=True)


def _is_left_over(policy: str) -> bool:
    marked = re.search(f"^{MARK}(.*)$", policy, re.MULTILINE)
    return bool(marked and not Identity.load(json.loads(marked[1])).is_alive)


@contextmanager
def _nothing_stays_enabled(privilege: list[str]) -> Iterator[None]:
    """Disable the units that an installation enabled; those enabled before stay as they are."""
    before = _enabled_units()
    try:
        yield
    finally:
        newly = sorted(_enabled_units() - before)
        for unit in newly:
            subprocess.run([*privilege, *DISABLE, unit], capture_output=True, check=False)
        for name in sorted({Path(unit).stem for unit in newly} & _scripts()):
            subprocess.run([*privilege, "update-rc.d", name, "disable"], capture_output=True, check=False)


def _enabled_units() -> set[str]:
    return {link.name for link in UNITS.glob("*.wants/*") if link.is_symlink()}


def _scripts() -> set[str]:
    return {script.name for script in Path("/etc/init.d").glob("*")}
