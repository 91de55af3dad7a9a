"""How every action answers what the model refuses, and a version that somebody else has overtaken."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from bus.errors import Conflict
from services.directory.errors import Missing, TooLong, VersionConflict
from services.directory.model import Incomplete, RuleBroken, TooManyWords
from services.directory.views import View

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
        except TooManyWords as broken:
            raise TooLong(broken.pointers) from broken
        except RuleBroken as broken:
            raise Conflict(broken.code) from broken

    return act


def expect(version: int | None, present: int, shown: View) -> None:
    """Raise `VersionConflict` with what is there now unless the caller saw the present version."""
    if version != present:
        raise VersionConflict(data=shown)
