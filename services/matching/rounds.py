"""Takes rounds from step to step: frozen, drawn, announced, surveyed, ended.

Each step is a transaction that looks where its round stands, so that a process may end between any two of them, or
two processes do the same: a round is drawn once and announced once. The draw itself takes longer than a transaction
may, and runs outside of any, in a process of its own; what comes of it is kept by whoever is first.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from bus import logs
from bus.database import Database
from services.matching import actions, drawing, store
from services.matching.model.certificate import certify
from services.matching.model.round import Round

LOOK_S = 1.0
SEED_BITS = 53
"""As many as any reader of JSON can hold."""

log = logs.get(__name__)


def tend(database: Database, stop: threading.Event) -> None:
    """Go on with whatever is due, until told to stop; raises what goes wrong, to be called again a little later."""
    while not stop.is_set():
        if not step(database):
            stop.wait(LOOK_S)


def step(database: Database) -> bool:
    """Take every round that waits for it one step on; return whether any did."""
    now = database.now()
    due = [(one, name) for one in database.ask(store.list_unfinished_rounds) if (name := one.due(now, actions.PACE))]
    for one, name in due:
        log.info("round.step", id=one.round_id, state=one.state)
        STEPS[name](database, one)
    return bool(due)


def _freeze(database: Database, one: Round) -> None:
    seed = secrets.randbits(SEED_BITS)
    database.transact(lambda work: actions.freeze(work, one.round_id, drawing.VERSION, seed))


def _draw(database: Database, one: Round) -> None:
    frozen = database.ask(lambda read: store.find_inputs(read, one.round_id))
    if frozen is None:
        return
    inputs = frozen.inputs()
    draw = drawing.draw_round(inputs, one.seed)
    certificate = certify(inputs, draw)
    database.transact(lambda work: actions.keep_draw(work, one.round_id, draw, certificate))


def _announce(database: Database, one: Round) -> None:
    while database.transact(lambda work: actions.announce(work, one.round_id)):
        continue


def _survey(database: Database, one: Round) -> None:
    database.transact(lambda work: actions.begin_survey(work, one.round_id))


def _end(database: Database, one: Round) -> None:
    while database.transact(lambda work: actions.end_round(work, one.round_id)):
        continue


STEPS: dict[str, Callable[[Database, Round], None]] = {
    "freeze": _freeze,
    "draw": _draw,
    "announce": _announce,
    "survey": _survey,
    "end": _end,
}
