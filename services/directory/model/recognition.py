"""Recognition of advanced expertise: what for, and when; never by whom (clause 27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.directory.model.rules import require

Recognition = dict[str, Any]
"""`recognition_id`, `topic`, `reason`, `given_at`, and `shown` unless its member would rather not."""

MOST_HELD = 20


def given(
    held: Sequence[Recognition], recognition_id: str, topic: str, reason: str, now: datetime
) -> list[Recognition]:
    """Add a recognition, the latest first. Raises `recognised_already` for the topic, `too_many_recognitions`."""
    require(topic not in {each["topic"] for each in held}, "recognised_already")
    require(len(held) < MOST_HELD, "too_many_recognitions")
    new = {"recognition_id": recognition_id, "topic": topic, "reason": reason, "given_at": now, "shown": True}
    return [new, *held]


def taken_back(held: Sequence[Recognition], recognition_id: str) -> list[Recognition]:
    """Leave one out. Raises `no_such_recognition`."""
    require(_is_among(held, recognition_id), "no_such_recognition")
    return [each for each in held if each["recognition_id"] != recognition_id]


def showing(held: Sequence[Recognition], recognition_id: str, level: str) -> list[Recognition]:
    """Show one to whoever sees the entry (`entry`), or to `nobody`. Raises `no_such_recognition`."""
    require(_is_among(held, recognition_id), "no_such_recognition")
    return [each | {"shown": level == "entry"} if _is(each, recognition_id) else each for each in held]


def shown(held: Sequence[Recognition]) -> list[Recognition]:
    """List what its member lets others see."""
    return [each for each in held if each["shown"]]


def _is(each: Recognition, recognition_id: str) -> bool:
    return bool(each["recognition_id"] == recognition_id)


def _is_among(held: Sequence[Recognition], recognition_id: str) -> bool:
    return any(_is(each, recognition_id) for each in held)
