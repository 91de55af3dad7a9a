"""What a person finds in the application itself. It holds codes and ids; the screen finds the words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass
class Notice:
    """One thing a person is told; `subjects` are the people whose facts it holds."""

    notice_id: str
    person_id: str
    kind: str
    data: dict[str, Any]
    subjects: list[str]
    created_at: datetime
    read_at: datetime | None = None
    sequence: int = 0
