"""The command line behind `./q`: one small function a command, over what the other modules can do."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deploy.local import checks, reports, running
from deploy.local.home import Home
from deploy.local.reset import reset
from deploy.local.settings import RunnerSettings, from_environment
from deploy.local.terminal import Failure, say
from deploy.local.up import Up

WAIT_S = 900.0


@dataclass(frozen=True)
class Shell:
    """What a command starts from: the settings of this shell, their home, what was typed and left over."""

    settings: RunnerSettings
    home: Home
    typed: argparse.Namespace
    rest: list[str]


def up(shell: Shell) -> int:
    """Start everything; Ctrl-C stops it."""
    run = Up(shell.settings, shell.home, shell.typed.demo or shell.settings.is_private)
    return run.detach() if shell.typed.detach else run.stay()


def down(shell: Shell) -> int:
    """Stop everything; the data stays."""
    say("Everything has stopped; the data stays." if running.end(shell.home) else "Nothing is running.")
    return 0


def status(shell: Shell) -> int:
    """Show each process and how it does."""
    return reports.status(shell.settings, shell.home)


def wait(shell: Shell) -> int:
    """Return when every service is ready and the demonstration is loaded."""
    return reports.wait(shell.settings, shell.home, shell.typed.timeout)


def logs(shell: Shell) -> int:
    """Show the end of every log, or of one."""
    return reports.logs(shell.home, shell.typed.name)


def test(shell: Shell) -> int:
    """Run the tests on servers of their own; further arguments go to pytest."""
    contained = _test_in_containers(shell) if shell.typed.containers else 0
    return _test(shell) or contained


def _test(shell: Shell) -> int:
    names_no_file = all(argument.startswith("-") for argument in shell.rest)
    if shell.typed.all and names_no_file and not shell.settings.e2e_url:
        return checks.test_all(shell.settings, shell.home, shell.rest)
    return checks.test(shell.settings, shell.home, () if shell.typed.all else checks.QUICK, shell.rest)


def _test_in_containers(shell: Shell) -> int:
    # Imported here, because no other command needs Docker's library.
    from deploy.local import containers

    return containers.test(shell.home)


def lint(shell: Shell) -> int:
    """Run every linter."""
    return checks.lint()


def bench(shell: Shell) -> int:
    """Run a benchmark, or list those that exist."""
    return checks.program(shell.settings, shell.home, "benchmarks", shell.typed.name, shell.rest)


def demo(shell: Shell) -> int:
    """Load the demonstration into the running site; with --reset, empty the site first."""
    if shell.typed.reset:
        was_running = reset(shell.settings, shell.home)
        return Up(shell.settings, shell.home, demonstrates=True).detach() if was_running else 0
    return _operate(shell, ["demonstration"])


def env(shell: Shell) -> int:
    """Print what a program beside the running community needs: eval "$(./q env)"."""
    return reports.env(shell.settings, shell.home, shell.typed.service)


def catalogue(shell: Shell) -> int:
    """Write docs/events.yaml and docs/events.md anew from the schemas."""
    return checks.catalogue()


def ops(shell: Shell) -> int:
    """Operate the running site: cohorts, roles, erasing, queues, parked messages, traces; './q ops help' lists it."""
    return _operate(shell, shell.typed.arguments)


def _operate(shell: Shell, arguments: list[str]) -> int:
    # Imported here, because `./q down` must work even while the bus does not.
    from deploy.local.ops import commands

    return commands.main(arguments, lambda: running.site(shell.settings, shell.home))


def chaos(shell: Shell) -> int:
    """Try every fault on a site of its own under load: './q chaos --help' lists them."""
    checks.chaos(shell.home, shell.rest)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    found = argparse.ArgumentParser("./q", description="Every task of the house.", add_help=False)
    commands = found.add_subparsers(metavar="COMMAND", required=True)

    def add(run: Callable[[Shell], int], **options: Any) -> argparse.ArgumentParser:
        command = commands.add_parser(run.__name__, help=run.__doc__, description=run.__doc__, **options)
        command.set_defaults(run=run)
        return command

    starting = add(up)
    starting.add_argument("--detach", action="store_true", help="return when it is ready, and let it run")
    starting.add_argument("--demo", action="store_true", help="load the demonstration also where others reach it")
    add(down)
    add(status)
    add(wait).add_argument("--timeout", type=float, default=WAIT_S, metavar="SECONDS")
    add(logs).add_argument("name", nargs="?", metavar="SERVICE")
    testing = add(test)
    testing.add_argument("--all", action="store_true", help="the slow ones too")
    testing.add_argument("--containers", action="store_true", help="the bus's tests again, in containers")
    add(lint)
    add(catalogue)
    add(env).add_argument("service", nargs="?", metavar="SERVICE", help="also the settings of a service of that name")
    add(bench).add_argument("name", nargs="?", metavar="NAME")
    add(demo).add_argument("--reset", action="store_true", help="throw the local data away and begin anew")
    add(ops).add_argument("arguments", nargs=argparse.REMAINDER, help="'./q ops help' lists them")
    add(chaos, add_help=False)
    return found


def _interrupt_on(*numbers: signal.Signals) -> None:
    """Undo what was begun on these signals, as on Ctrl-C."""
    for number in numbers:
        signal.signal(number, signal.default_int_handler)


def main(arguments: list[str]) -> int:
    """Carry out one command; a failure is one sentence and exit code 1."""
    known = parser()
    if arguments in ([], ["help"], ["--help"], ["-h"]):
        known.print_help()
        return 0
    typed, rest = known.parse_known_args(arguments)
    if rest and typed.run not in (test, bench, chaos):
        known.error(f"not known: {' '.join(rest)}")
    _interrupt_on(signal.SIGTERM, signal.SIGHUP)
    try:
        settings = from_environment(os.environ)
        return int(typed.run(Shell(settings, Home(settings.home), typed, rest)))
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
