"""Runs a service in a nameko container that kills or pauses itself at a named point of its work.

`python -m tests.integration.bus.faults.hosted MODULE:CLASS POINT SIGNAL NTH`: at the nth pass of the point the
process sends itself the signal. The bus knows nothing of this: the double wraps the function that stands there.
"""

import itertools
import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from bus import nameko  # First: it patches the standard library.

# isort: split
from bus import database, link, rpc_server
from bus.failing import Failures
from bus.publisher import Publisher
from bus.relay import Marks
from bus.subscription import Subscription

Strike = Callable[[], None]
Arm = Callable[[Strike], None]


def before(owner: Any, name: str) -> Arm:
    """Strike when the function is called."""
    original = getattr(owner, name)

    def arm(strike: Strike) -> None:
        @wraps(original)
        def armed(*args: Any, **kwargs: Any) -> Any:
            strike()
            return original(*args, **kwargs)

        setattr(owner, name, armed)

    return arm


def after(owner: Any, name: str) -> Arm:
    """Strike when the function has done its work, before anyone hears of it."""
    original = getattr(owner, name)

    def arm(strike: Strike) -> None:
        @wraps(original)
        def armed(*args: Any, **kwargs: Any) -> Any:
            answer = original(*args, **kwargs)
            strike()
            return answer

        setattr(owner, name, armed)

    return arm


POINTS = {
    "before_commit": before(database.ClientSession, "commit_transaction"),
    "after_commit": after(database.ClientSession, "commit_transaction"),
    "after_answer": after(rpc_server, "send"),
    "before_publish": before(Publisher, "publish"),
    "after_publish": before(Marks, "_mark"),
    "after_mark": after(Marks, "_mark"),
    "before_acknowledgement": before(Subscription, "_acknowledge"),
    "after_acknowledgement": after(Subscription, "_acknowledge"),
    "after_retry": after(Failures, "_retry"),
    "after_park": after(Failures, "park"),
}


def main(path: str, point: str, name: str, nth: str) -> int:
    passes, number = itertools.count(1), signal.Signals[name]

    def strike() -> None:
        if next(passes) == int(nth):
            os.kill(os.getpid(), number)

    link.HEARTBEAT_S = 5  # A paused process is given up soon.
    POINTS[point](strike)
    return nameko.main(path)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
