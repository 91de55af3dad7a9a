"""How every action answers what the model refuses, and a version that somebody else has overtaken."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from bus.errors import Conflict
from services.matching.errors import Missing, VersionConflict
from services.matching.model.rules import Incomplete, RuleBroken

P = ParamSpec("P")
R = TypeVar("R")


def keeping_rules(action: Callable[P, R]) -> Callable[P, R]:
    """Answer a broken rule as a conflict with its code, and what is missing field by field."""

    @wraps(action)
    def act(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return action(*args, **kwargs)
        except Incomplete as incomplete:
            raise Missing(incomplete.pointers) from incomplete
        except RuleBroken as broken:
            raise Conflict(broken.code) from broken

    return act


def expect(version: int, present: int, shown: dict[str, Any]) -> None:
    """Raise `VersionConflict` with what is there now unless the caller saw the present version."""
    if version != present:
        raise VersionConflict(data=shown)
