"""Has a photograph written anew by a process of its own, a few at a time, and says in a code why it was not taken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from bus import logs
from bus.errors import Invalid, Unavailable

log = logs.get(__name__)

PROGRAM = Path(__file__).with_name("recoding.py")
AT_ONCE = 2
"""How many are read at once in one process of the gateway; each may take `recoding.MEMORY_BYTES`."""
WAITED_S, READ_S = 5.0, 20.0

_places = BoundedSemaphore(AT_ONCE)


def take(data: bytes) -> dict[str, str]:
    """Return the photograph anew as `{large, small}`, JPEGs in base64.

    Raises Invalid with the code of why it is not taken, Unavailable while many send theirs.
    """
    if not _places.acquire(timeout=WAITED_S):
        raise Unavailable("photographs_busy")
    try:
        answer = _answer(data)
    finally:
        _places.release()
    if code := answer.get("code"):
        raise refusal(code)
    return answer


def refusal(code: str) -> Invalid:
    """Say why a photograph is not taken, at the field that it was sent in."""
    return Invalid(code, [{"pointer": "/photograph", "code": code, "message": ""}])


def _answer(data: bytes) -> dict[str, str]:
    """Run the program; whatever ends it but its own word says that nobody can read this file.

    Nothing of our environment goes along: keys and the address of the database are in it.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-I", PROGRAM], input=data, capture_output=True, timeout=READ_S, cwd="/", env={}
        )
    except subprocess.TimeoutExpired:
        log.warning("photograph.unread", reason="time")
        return {"code": "photograph_unreadable"}
    if done.returncode:
        log.info("photograph.unread", status=done.returncode)
        return {"code": "photograph_unreadable"}
    answer: dict[str, str] = json.loads(done.stdout)
    return answer
