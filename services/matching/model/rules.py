"""How the model refuses a change, without knowing who asked or how they are answered."""

from __future__ import annotations


class RuleBroken(Exception):
    """Refuse a change because of a rule; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Incomplete(RuleBroken):
    """Refuse a change because something required is missing; `pointers` say what."""

    def __init__(self, pointers: tuple[str, ...]) -> None:
        super().__init__("incomplete")
        self.pointers = pointers


def require(holds: bool, code: str) -> None:
    """Raise `RuleBroken(code)` unless the rule holds."""
    if not holds:
        raise RuleBroken(code)


def require_nothing_missing(pointers: tuple[str, ...]) -> None:
    """Raise `Incomplete` when anything is missing."""
    if pointers:
        raise Incomplete(pointers)
