"""What a notice is on the screen: a kind with its name in the settings, and a sentence with a place to go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString

from services.gateway.pages.choices import Choices

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of notice: what the settings call it, and why it cannot be switched off if so."""

    name: LazyString
    reason: LazyString | None = None


@dataclass(frozen=True)
class Told:
    """A notice as a person reads it."""

    text: str
    href: str
    action: str


Tell = Callable[[Data, Choices], Told]
