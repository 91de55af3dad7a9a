"""What the runner says, and how it gives up: one line a fact, one sentence a failure."""

from __future__ import annotations

from contextlib import suppress


class Failure(Exception):
    """Something that the person at the terminal must know or do; the text is one clear sentence."""


def say(text: str) -> None:
    """Print a line at once, also into a file or a pipe; go on where nobody reads any more."""
    with suppress(OSError):
        print(text, flush=True)


def columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Align rows of cells into lines."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
