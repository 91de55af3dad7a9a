"""One trial: people use the site, something breaks, they go on, and then everything is counted."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from pymongo.errors import PyMongoError

from bus.ids import new_id
from bus.link import LOST
from deploy.local.supervisor import Supervisor
from tests.chaos import panel
from tests.chaos.doors import NotYet, Unanswered, stubbornly
from tests.chaos.faults import Scene
from tests.chaos.journeys import Journey, Surroundings
from tests.chaos.ledger import Ledger, Verdict
from tests.chaos.load import Load
from tests.chaos.nominees import Nominee
from tests.chaos.world import World

BEFORE_S, AFTER_S = 4.0, 4.0
SETTLED_S = 200.0
"""Longer than a mail stays with a sender that was killed, and than an event waits for its fourth attempt."""
LOOK_S = 0.5
CALM_LOOKS = 3


@dataclass(frozen=True)
class Result:
    """What became of a trial. `recovery_s` is None when nothing recovered."""

    fault: str
    acknowledged: int
    lost: list[str]
    doubled: list[str]
    recovery_s: float | None
    failed: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Tell whether every promise was kept."""
        return not (self.lost or self.doubled or self.failed) and self.recovery_s is not None


class Trials:
    """Trials on one site, each with a ledger of its own; all together are counted once more at the end."""

    def __init__(self, supervisor: Supervisor, world: World, around: Surroundings, seed: str) -> None:
        self._supervisor, self._world, self._around, self._over = supervisor, world, around, around.over
        self._all, self._began = Ledger(), new_id()
        self._panel = panel.found(around, self._all, random.Random(seed))

    def run(self, name: str, fault: Callable[[Scene], None], seed: str) -> Result:
        """Break the site in one way under load and count what it kept."""
        ledger, since, rng = Ledger(), new_id(), random.Random(seed)
        load = Load(lambda kind, chance: self._person(kind, ledger, chance), seed)
        for child in self._supervisor.children.values():
            child.ends = 0  # The runner waits longer each time that a process ends; every trial is a new day.
        load.start()
        self._over.wait(BEFORE_S + rng.random())
        try:
            fault(Scene(self._supervisor, self._world, rng, since, self._over))
            recovery_s = self._recovery_s(ledger, rng)
        except Unanswered as reason:
            ledger.fail(f"{name}: {reason}")
            recovery_s = None
        self._over.wait(AFTER_S)
        load.finish()
        verdict = self._settle(ledger, since)
        self._all.add(ledger)
        return self._result(name, verdict, recovery_s, ledger.failed)

    def afterwards(self) -> Result:
        """Count everything since the first trial once more: nothing came too late, nothing is gone again."""
        return self._result("afterwards", self._settle(self._all, self._began), 0.0, [])

    def _result(self, name: str, verdict: Verdict, recovery_s: float | None, failed: list[str]) -> Result:
        lost = verdict.lost + self._world.parked()
        return Result(name, verdict.acknowledged, lost, verdict.doubled, recovery_s, failed)

    def _person(self, kind: type[Journey], ledger: Ledger, rng: random.Random) -> Journey:
        return kind(self._around, ledger, self._panel, rng)

    def _recovery_s(self, ledger: Ledger, rng: random.Random) -> float | None:
        """Return how long after the fault a new command has had its effects through every service.

        A nomination crosses directory, gateway and notifications and ends as a mail.
        """
        began = time.monotonic()
        probe = Nominee(self._around, ledger, self._panel, rng)
        try:
            probe.be_nominated()
            probe.read_link("invitation")
        except Unanswered as reason:
            ledger.fail(str(reason), *probe.ids)
            return None
        return round(time.monotonic() - began, 2)

    def _settle(self, ledger: Ledger, since: str) -> Verdict:
        """Wait until nothing is missing and nothing is under way any more, then compare."""
        deadline = time.monotonic() + SETTLED_S
        calm = 0
        verdict = self._compare(ledger, since)
        while calm < CALM_LOOKS and time.monotonic() < deadline and not self._over.is_set():
            self._over.wait(LOOK_S)
            verdict = self._compare(ledger, since)
            calm = calm + 1 if not verdict.lost and self._is_quiet() else 0
        return verdict

    def _is_quiet(self) -> bool:
        try:
            return self._world.is_quiet() and self._supervisor.is_ready()
        except (PyMongoError, *LOST):
            return False

    def _compare(self, ledger: Ledger, since: str) -> Verdict:
        def look() -> Verdict:
            try:
                return ledger.verdict(self._world.effects(since), self._world.states(ledger.places()))
            except PyMongoError as error:
                raise NotYet(type(error).__name__) from error

        return stubbornly(look, "count", self._over)
