"""How a coffee was, as each of them says: new ideas, working together, worth it (clauses 46, 47)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SAID = ("new_ideas", "collaboration", "beneficial", "words")


@dataclass
class Survey:
    """Hold one person's answer about one pair; nobody whom they met ever sees it."""

    answer_id: str
    pair_id: str
    round_id: str
    person_id: str
    with_person_ids: tuple[str, ...]
    new_ideas: bool
    collaboration: bool
    beneficial: bool
    words: str
    answered_at: datetime
    sequence: int = 0

    def say(self, said: Mapping[str, Any], now: datetime) -> bool:
        """Answer anew; return whether the benefit is news: there is one, or there is none any more."""
        was_beneficial = self.beneficial
        for name in SAID:
            setattr(self, name, said[name])
        self.answered_at = now
        return self.beneficial or was_beneficial

    @property
    def gave(self) -> list[str]:
        """Name what it gave, in the words of the directory's reports."""
        named = {"new_idea": self.new_ideas, "collaboration": self.collaboration}
        return [name for name, is_so in named.items() if is_so]
