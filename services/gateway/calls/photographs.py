"""Photographs: one's own, and those that the asker may see (Clauses 1 and 9)."""

from services.gateway.calls.asking import Command, Question, given


def get_photograph(member_id: str, size: str = "large", known: str | None = None) -> Question:
    """A member's photograph: `{member_id, version, photograph}`, the last null when its version is `known` already.

    `NotFound("no_photograph")` when there is none, or none for the asker.
    """
    return Question("directory", "get_photograph", given(member_id=member_id, size=size, known=known))


def set_photograph(large: str, small: str, shown_to: str | None = None) -> Command:
    """Show a photograph with the asking member's entry, both sizes in base64."""
    return Command("directory", "set_photograph", given(large=large, small=small, shown_to=shown_to))


def show_photograph(shown_to: str) -> Command:
    """Say who sees the asking member's photograph."""
    return Command("directory", "show_photograph", {"shown_to": shown_to})


def remove_photograph() -> Command:
    """Forget the asking member's photograph."""
    return Command("directory", "remove_photograph", {})
