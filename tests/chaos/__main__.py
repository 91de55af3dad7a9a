"""The command line of the trials: what the site's processes say goes to stderr, the results go to stdout."""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from bus.actor import Signer
from bus.link import Link
from bus.rpc import RpcClient
from deploy.local import keys, servers
from deploy.local.home import Home
from deploy.local.ops import waves
from deploy.local.ops.operator import operator_of
from deploy.local.supervisor import Supervisor
from deploy.local.terminal import Failure, say
from tests.chaos.doors import Calls
from tests.chaos.faults import FAULTS
from tests.chaos.journeys import Surroundings
from tests.chaos.report import Report, as_line, as_object, heads
from tests.chaos.site import gateways, site_in, supervisor_of
from tests.chaos.trial import Trials
from tests.chaos.world import World

MINUTES = 10.0
FOREVER_S = float("inf")
EXAMPLES = """\
examples:
  ./q chaos                          every fault in turn, for ten minutes
  ./q chaos kill-broker              one of them, once
  ./q chaos --minutes 60 --json      for an hour, one object a line

faults:
"""


@dataclass(frozen=True)
class Plan:
    """What to try, each with a seed of its own, and for how many seconds to begin with another."""

    trials: Iterator[tuple[str, str]]
    seconds: float
    seed: str


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(
        "./q chaos",
        description="Break the whole site in one way after another while people use it, and count what it kept.",
        epilog=EXAMPLES + "".join(f"  {name}\n" for name in FAULTS),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    found.add_argument("names", nargs="*", type=_fault, metavar="FAULT", help="only these, once")
    found.add_argument("--minutes", type=float, metavar="M", help="begin trials for so long (10, if no FAULT is named)")
    found.add_argument("--seed", default="1", help="draws people, order, moments and victims (1)")
    found.add_argument("--json", action="store_true", help="one object a line")
    return found


def main(arguments: list[str]) -> int:
    """Run the trials; 1 when a promise was broken."""
    typed = parser().parse_args(arguments)
    plan = _plan(typed.names, typed.minutes, typed.seed)
    report = Report(sys.stdout, as_object if typed.json else as_line)
    if not typed.json:
        print(heads())
    home = Home(Path(os.environ["Q_HOME"]))
    with redirect_stdout(sys.stderr), servers.apart(home, "chaos") as own, _standing(own) as supervisor:
        _try_beside(supervisor, plan, report)
        return 130 if supervisor.stop_asked else report.code


@contextmanager
def _standing(home: Home) -> Iterator[Supervisor]:
    """Yield what keeps the site running; everything is ended afterwards."""
    supervisor = supervisor_of(site_in(home))
    supervisor.listen_to_signals()
    say("Starting a site with two replicas of every service ...")
    try:
        supervisor.run_until(supervisor.is_ready)
        supervisor.open()
        yield supervisor
    finally:
        supervisor.stop()


def _fault(name: str) -> str:
    if name not in FAULTS:
        raise argparse.ArgumentTypeError(f"there is no {name}; there is: {', '.join(FAULTS)}")
    return name


def _plan(names: list[str], minutes: float | None, seed: str) -> Plan:
    order = _order(names or list(FAULTS), seed)
    if names and minutes is None:
        return Plan(itertools.islice(order, len(names)), FOREVER_S, seed)
    return Plan(order, (MINUTES if minutes is None else minutes) * 60, seed)


def _order(names: list[str], seed: str) -> Iterator[tuple[str, str]]:
    """Yield names of faults, each round in another order, with a seed for each trial."""
    rng = random.Random(seed)
    for round_ in itertools.count():
        for name in rng.sample(names, len(names)):
            yield name, f"{seed}/{round_}/{name}"


def _try_beside(supervisor: Supervisor, plan: Plan, report: Report) -> None:
    """Run the trials in a thread while this one keeps the site's processes running."""
    over = threading.Event()
    with ThreadPoolExecutor(1) as trying:
        done = trying.submit(_try, supervisor, plan, over, report)
        supervisor.run_until(done.done, FOREVER_S)
        over.set()
    done.result()


def _try(supervisor: Supervisor, plan: Plan, over: threading.Event, report: Report) -> None:
    """Run one trial after the other until the time is up, or everything is over."""
    ends_at = time.monotonic() + plan.seconds
    with _trials(supervisor, plan.seed, over) as trials:
        for name, chance in plan.trials:
            say(f"Trial: {name}")
            result = trials.run(name, FAULTS[name], chance)
            if over.is_set():
                return
            report.add(result)
            if time.monotonic() >= ends_at:
                break
        report.add(trials.afterwards())


@contextmanager
def _trials(supervisor: Supervisor, seed: str, over: threading.Event) -> Iterator[Trials]:
    """Yield the trials of a standing site, with its panel founded."""
    site = supervisor.site
    link = Link(site.amqp_uri, "chaos")
    client = RpcClient(link)
    gateway, operator = (Signer(name, keys.signing_key(site.home, name).read_text()) for name in ("gateway", "ops"))
    world = World(site)
    link.start()
    try:
        with operator_of(site) as asking:
            waves.open_everywhere(asking)
        around = Surroundings(Calls(client, gateway, operator, over), gateways(site), world.mailbox, over)
        yield Trials(supervisor, world, around, seed)
    finally:
        link.stop()
        world.close()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        sys.exit(str(failure))
