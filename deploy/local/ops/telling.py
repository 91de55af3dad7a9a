"""Tells the demonstration's story to the directory, act by act in its order, and goes on where it was cut off."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bus import logs
from bus.rehearsal import BUDGET_S, Act, Rehearsal
from bus.settings import S, load, names
from bus.times import utc_now
from deploy.local import showcase
from deploy.local.demonstration import story
from deploy.local.demonstration.acts import Script
from deploy.local.demonstration.make_cohort import HERE
from deploy.local.home import Home
from deploy.local.terminal import Failure
from services.directory.service import DirectorySettings

AT_ONCE = 20
"""How many acts a transaction carries: few enough for whoever uses the site meanwhile to wait for none of them long."""
LONGEST_BREAK = timedelta(days=5)
"""What acts answered is kept for a week; a story that was cut off for longer cannot be taken up again."""
KINDNESS = 10
"""How far whoever uses the site goes before it (nice)."""

Answers = dict[str, Any]
"""What acts answered, by their ids."""

log = logs.get(__name__)


@dataclass(frozen=True)
class Begun:
    """A story that was begun: on which day, for how many members, in which database, and whether it is told."""

    database: str
    today: str
    members: int
    told: bool = False

    @property
    def prefix(self) -> str:
        """Return how the ids of its acts begin."""
        return f"story {self.today} {self.members}"


def begin(home: Home, database: str, members: int) -> Begun:
    """Return the story of this database, begun now unless it was before: one that has begun stays as it is.

    Raises Failure for one that was cut off too long ago.
    """
    kept = home.recall(showcase.BEGUN)
    begun = Begun(**kept) if kept and kept["database"] == database else None
    if begun is None:
        begun = Begun(database, today().isoformat(), members)
        home.remember(showcase.BEGUN, vars(begun))
    if not begun.told and today() - date.fromisoformat(begun.today) > LONGEST_BREAK:
        raise Failure("The demonstration was cut off too long ago to go on: './q demo --reset' begins anew.")
    return begun


def finish(home: Home, begun: Begun) -> None:
    """Remember that a story is told, so that it never is again."""
    home.remember(showcase.BEGUN, vars(replace(begun, told=True)))


def settings(environ: Mapping[str, str]) -> DirectorySettings:
    """Read the directory's settings; nothing is held back, since its hold is over long ago."""
    return replace(settings_of(DirectorySettings, environ), decision_hold_s=0)


def settings_of(kind: type[S], environ: Mapping[str, str]) -> S:
    """Read one service's settings out of an environment that holds those of several."""
    own = names(kind)
    return load(kind, {name: value for name, value in environ.items() if name in own})


def tell(rehearsal: Rehearsal, begun: Begun, report: Callable[[int], None]) -> int:
    """Carry out what is left of a story; `report` hears how many have joined. Return how many acts were refused."""
    known = rehearsal.done(begun.prefix)
    told, texts = story.of(begun.members), json.loads((HERE / "history.json").read_text("utf-8"))
    script = Script(told, date.fromisoformat(begun.today), begun.prefix, known, texts)
    return perform(rehearsal, script.acts(), known, lambda: report(story.FOUNDERS + len(script.joins & known.keys())))


def perform(
    rehearsal: Rehearsal,
    acts: Sequence[Act],
    known: Answers,
    report: Callable[[], None],
    budget_s: float = BUDGET_S,
) -> int:
    """Carry out those acts that are not known to be done; return how many were refused."""
    left = [act for act in acts if act.act_id not in known]
    refused = 0
    for start in range(0, len(left), AT_ONCE):
        refused += _some(rehearsal, left[start : start + AT_ONCE], known, budget_s)
        report()
    return refused


def _some(rehearsal: Rehearsal, acts: Sequence[Act], known: Answers, budget_s: float) -> int:
    refused = rehearsal.perform(acts, known.__setitem__, budget_s)
    for act, problem in refused:
        known.pop(act.act_id, None)  # It may have answered before it was undone.
        log.warning("act.refused", id=act.act_id, error=problem.code)
    return len(refused)


def today() -> date:
    """Return the day before which everything happened."""
    return utc_now().date()
