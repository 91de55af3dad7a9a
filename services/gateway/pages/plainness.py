"""Notices what may be hard to follow for somebody from another walk of life; it advises and never blocks (Clause 16).

A few lines of our own: libraries for this score whole texts by formulas for American schools, and name nothing that
a writer could change.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

LONG_SENTENCE = 35
MOST_NAMED = 4
KNOWN = {"NHS", "UK", "GP", "GPS", "TV", "OK", "PM", "AM", "EU", "USA", "COVID", "WALES", "ENGLAND"}
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
ABBREVIATION = re.compile(r"\b[A-Z][A-Z0-9&]*[A-Z][A-Z0-9]*s?\b")
JARGON = (
    "stakeholder",
    "co-production",
    "coproduction",
    "upskill",
    "leverage",
    "synerg",
    "driver diagram",
    "run chart",
    "quality improvement methodology",
    "pathway redesign",
    "deliverable",
    "granular",
    "going forward",
    "low-hanging fruit",
    "paradigm",
    "operationalis",
)


def hints(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Return, for each answer that has them, what could be said more plainly, in one line."""
    return {name: " ".join(said) for name in names if (said := _said(str(values.get(name) or "")))}


def _said(text: str) -> list[str]:
    said = []
    longest = max((len(sentence.split()) for sentence in SENTENCE.findall(text)), default=0)
    if longest > LONG_SENTENCE:
        said.append(_("One sentence has %(count)s words: shorter ones are easier to follow.", count=longest))
    if short := _named(_unexplained(text)):
        said.append(_("Not everyone knows what these short forms mean: %(names)s. Say it in full once.", names=short))
    if jargon := _named(word for word in JARGON if word in text.casefold()):
        said.append(_("Some readers may not know these words: %(names)s. Is there an everyday one?", names=jargon))
    return said


def _unexplained(text: str) -> Iterable[str]:
    """Yield short forms that stand neither in brackets behind their words nor before words in brackets."""
    for found in dict.fromkeys(ABBREVIATION.findall(text)):
        explained = f"({found})" in text or f"{found} (" in text
        if found.upper() not in KNOWN and not explained:
            yield found


def _named(words: Iterable[str]) -> str:
    return ", ".join(list(words)[:MOST_NAMED])
