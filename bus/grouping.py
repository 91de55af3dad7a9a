"""Commands that wait at the same time are committed together: a commit costs more than most commands.

Whoever finds a place free leads: it runs what waits, its own command first, in one transaction. Nobody waits for
others to come. When the transaction fails, each of its commands runs alone, so one's failure touches no other.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from bus.cause import NOBODY, Caused
from bus.database import BUDGET_S, Database, Work
from bus.errors import Conflict, Problem

MOST = 16
"""How many commands a transaction carries: more would make the first wait for the last."""
LEADERS = 2
"""How many transactions run at once in a process: one computes while the other waits for the database."""

PATIENCE_S = 0.25
"""How long a command waits for its turn before it runs anyway, with those behind it."""
LEAST_S = 0.1
"""A command whose caller gives up sooner is not begun."""

Change = Callable[[Work], Any]


class _Waiting:
    """One command that waits: to lead a group (then `group` begins with it), to be settled, or to run alone."""

    def __init__(self, change: Change, caused: Caused, deadline: float) -> None:
        self.change, self.caused, self.deadline = change, caused, deadline
        self.turn = threading.Event()
        self.group: list[_Waiting] = []
        self.settled = False
        self.outcome: Any = None

    def left_s(self) -> float:
        """Return the seconds until its caller gives up; never nothing, which would mean for ever."""
        return max(0.001, self.deadline - time.monotonic())

    def settle(self, outcome: Any) -> None:
        self.outcome, self.settled = outcome, True


class Group:
    """Commits the commands of one process. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._waiting: deque[_Waiting] = deque()
        self.leaders = 0

    @property
    def waiting(self) -> int:
        """How many commands wait for their turn."""
        return len(self._waiting)

    def transact(self, change: Change, caused: Caused = NOBODY, budget_s: float = BUDGET_S) -> Any:
        """Run `change(work)` in a transaction, perhaps with others'; answers and raises as `Database.transact`."""
        mine = _Waiting(change, caused, time.monotonic() + budget_s)
        self._join(mine)
        if not mine.group:
            self._wait(mine)
        return self._lead(mine) if mine.group else self._outcome(mine)

    def _join(self, mine: _Waiting) -> None:
        with self._lock:
            leads = self.leaders < LEADERS
            self.leaders += leads
            if not leads:
                self._waiting.append(mine)
        if leads:
            time.sleep(0)  # Waits for no time: only lets threads run that have a command in hand already.
            with self._lock:
                mine.group = [mine, *self._next(MOST - 1)]

    def _wait(self, mine: _Waiting) -> None:
        """Wait for a turn, but not for long: slow commands that lead must not hold up the others.

        Raises Conflict("busy") when the caller's time is over; nothing has been changed then.
        """
        if mine.turn.wait(min(PATIENCE_S, mine.left_s())):
            return
        with self._lock:
            if mine in self._waiting:
                self._waiting.remove(mine)
                if mine.left_s() < LEAST_S:
                    raise Conflict("busy")
                self.leaders += 1
                mine.group = [mine, *self._next(MOST - 1)]
                return
        mine.turn.wait()

    def _lead(self, mine: _Waiting) -> Any:
        """Run a group, let the next one begin, then wake those who waited."""
        try:
            if len(mine.group) == 1:
                return self._alone(mine)
            self._run(mine.group)
        finally:
            self._hand_over()
            for one in mine.group[1:]:
                one.turn.set()
        return self._outcome(mine)

    def _alone(self, mine: _Waiting) -> Any:
        return self._database.transact(mine.change, mine.caused, mine.left_s())

    def _outcome(self, mine: _Waiting) -> Any:
        """Return or raise what became of a command; one that its group could not settle runs now."""
        if not mine.settled:
            return self._alone(mine)
        if isinstance(mine.outcome, Problem):
            raise mine.outcome
        return mine.outcome

    def _run(self, group: list[_Waiting]) -> None:
        """Run those who have time left together; the others are refused, so that they hurry nobody."""
        in_time = [one for one in group if one.left_s() >= LEAST_S]
        for one in set(group) - set(in_time):
            one.settle(Conflict("busy"))
        if not in_time:
            return
        try:
            changes = [(one.change, one.caused) for one in in_time]
            outcomes = self._database.together(changes, max(one.left_s() for one in in_time))
        except Exception:  # whose it was shows when each runs alone
            return
        for one, outcome in zip(in_time, outcomes, strict=True):
            one.settle(outcome)

    def _hand_over(self) -> None:
        """Let the first who waits lead those who wait behind it."""
        with self._lock:
            if not self._waiting or self.leaders > LEADERS:
                self.leaders -= 1
                return
            group = self._next(MOST)
            group[0].group = group
            group[0].turn.set()

    def _next(self, most: int) -> list[_Waiting]:
        """Take those who wait longest; under the lock."""
        return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
