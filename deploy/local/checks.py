"""`./q lint`, `./q test`, `./q bench`: every check the house has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from deploy.local import machine, packages, servers
from deploy.local.home import Home
from deploy.local.settings import RunnerSettings
from deploy.local.site import HOUSE
from deploy.local.terminal import Failure, say
from services import SERVICES

LINTERS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",))
QUICK = ("-m", "not slow")
WHOLE_SITES = ("tests/e2e", "tests/integration/runner", "tests/integration/benchmarks")
"""The tests that start a whole site, or a program that measures: about half of the time that all tests take."""
NO_TESTS = 5
"""What pytest returns when nothing was chosen."""
STOPPED = (2, 130)
"""What is returned when somebody stopped it."""


def lint() -> int:
    """Run every linter, also after one found something; 1 when any did."""
    programs = Path(sys.executable).parent
    codes = []
    for name, *arguments in LINTERS:
        say(f"== {' '.join((name, *arguments))}")
        codes.append(subprocess.run([str(programs / name), *arguments], cwd=HOUSE, check=False).returncode)
    return 1 if any(codes) else 0


def catalogue() -> int:
    """Write the event catalogue, for programs and for people, from the schemas of every service."""
    written = (("bus.catalogue", "events.yaml"), ("bus.catalogue_page", "events.md"))
    commands = [[sys.executable, "-m", module, str(HOUSE / "docs" / name), *SERVICES] for module, name in written]
    return max(subprocess.run(command, cwd=HOUSE, check=False).returncode for command in commands)


def test(settings: RunnerSettings, home: Home, choice: tuple[str, ...], arguments: list[str]) -> int:
    """Run pytest on a fresh broker and database; returns its exit code."""
    machine.ensure(home, machine.BROKER, machine.LIBRARIES, machine.BROWSER)
    packages.ensure(home, packages.BROWSER_PARTS)
    packages.ensure(home, packages.CATALOGUE_CHECK)
    with servers.fresh(settings, home, "test") as run:
        return run([sys.executable, "-m", "pytest", *choice, *arguments])


def test_all(settings: RunnerSettings, home: Home, arguments: list[str]) -> int:
    """Run every test in two halves side by side, each on servers of its own; returns pytest's exit code.

    The other half's output is shown when it has ended; until then it is in the logs.
    """
    with (home.folder("logs") / "tests-of-whole-sites.log").open("w+", encoding="utf-8") as told:
        beside = [sys.executable, "-m", "deploy.local", "test", "--all", *WHOLE_SITES, *arguments]
        other = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *beside], cwd=HOUSE, stdout=told, stderr=subprocess.STDOUT
        )
        try:
            code = test(settings, home, (), [*arguments, *(f"--ignore={folder}" for folder in WHOLE_SITES)])
            return code if code in STOPPED else worst(code, other.wait())
        finally:
            other.terminate()
            other.wait()
            told.seek(0)
            say(f"== Tests of whole sites:\n{told.read()}")


def worst(*codes: int) -> int:
    """Return the worst of pytest's exit codes; that one part had nothing to do is no fault, that one was killed is."""
    shown = {code if code >= 0 else 128 - code for code in codes}
    return max(shown - {NO_TESTS}, default=NO_TESTS)


def program(settings: RunnerSettings, home: Home, folder: str, name: str | None, arguments: list[str]) -> int:
    """Run one of the programs in a folder of the house on fresh servers, or list them."""
    there = {path.stem: path for path in (HOUSE / folder).glob("[!_]*.py")}
    if name not in there:
        known = ", ".join(sorted(there)) or "none yet"
        if name is None:
            say(f"In {folder}: {known}.")
            return 0
        raise Failure(f"There is no {name} in {folder}; there is: {known}.")
    machine.ensure(home, machine.BROKER, machine.LIBRARIES)
    with servers.fresh(settings, home, "bench") as run:
        return run([sys.executable, "-m", f"{folder}.{name}".replace("/", "."), *arguments])


def chaos(home: Home, arguments: list[str]) -> NoReturn:
    """Become the program that tries every fault on a site of its own."""
    machine.ensure(home, machine.BROKER, machine.LIBRARIES)
    packages.ensure(home, packages.BROWSER_PARTS)
    given = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    os.chdir(HOUSE)
    program = [sys.executable, "-m", "tests.chaos", *arguments]
    os.execve(sys.executable, program, given | {"Q_HOME": str(home.path)})  # noqa: S606
