"""The words of the pages themselves: what is not among them came from people, and differs from run to run."""

import re
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir

GATEWAY = Path(__file__).resolve().parents[2] / "services/gateway"
SOURCES = [("templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
ALSO = ("Q Commons", "Error:", "Success", "Information:", "Important", "Show password")
"""The name of the house, and what the library of components says by itself."""
ELSE = "…"
HOLE = re.compile(r"%\(\w+\)[sd]")
NUMBER = re.compile(r"[\d,.]+")
SENTENCE = re.compile(r"(?<=[.!?:])\s+")
LEAST_LETTERS = 6
MOST_WORDS = 16
"""The longest run of words that is looked for inside a text that is not known as a whole."""


@cache
def known(text: str) -> str:
    """Return a text with `…` for whatever the pages do not say by themselves."""
    said = [_sentence(each) for each in SENTENCE.split(" ".join(text.split()))]
    return " ".join(_without_repeats(" ".join(said).split(" ")))


def _sentence(text: str) -> str:
    literals, patterns = _vocabulary()
    if text in literals:
        return text
    for pattern, said in patterns:
        if pattern.fullmatch(text):
            return said
    return _by_parts(text.split(), literals)


def _by_parts(words: list[str], literals: frozenset[str]) -> str:
    """Find known runs of words between others, the longest first; a number by itself says nothing.

    Beside what people wrote a word or two say nothing either: they may have written them.
    """
    if len(words) > MOST_WORDS:
        return ELSE
    parts: list[str] = []
    place = 0
    while place < len(words):
        end = next((end for end in range(len(words), place, -1) if " ".join(words[place:end]) in literals), 0)
        if end:
            parts.append(" ".join(words[place:end]))
        elif not NUMBER.fullmatch(words[place]):
            parts.append(ELSE)
        place = end or place + 1
    is_telling = ELSE not in parts or any(len(part.split()) > 2 for part in parts)
    return " ".join(parts) if is_telling else ELSE


def _without_repeats(words: list[str]) -> list[str]:
    return [word for place, word in enumerate(words) if word != ELSE or place == 0 or words[place - 1] != ELSE]


@cache
def _vocabulary() -> tuple[frozenset[str], list[tuple[re.Pattern[str], str]]]:
    """Return the sentences that are always alike, and patterns of those with holes, the most telling first."""
    said = {part for text in _texts() for part in SENTENCE.split(" ".join(text.split()))} | set(ALSO)
    holed = sorted((text for text in said if HOLE.search(text)), key=lambda text: (-len(HOLE.sub("", text)), text))
    patterns = [(_pattern(text), HOLE.sub(ELSE, text)) for text in holed if _is_telling(text)]
    return frozenset(said - set(holed)), patterns


def _is_telling(text: str) -> bool:
    """Tell whether a text has enough of its own to be told from what people write: “%s from %s” has not."""
    return len(re.findall(r"[A-Za-z]", HOLE.sub("", text))) >= LEAST_LETTERS and not text[0].islower()


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".+?".join(re.escape(part) for part in HOLE.split(text)))


def _texts() -> list[str]:
    """Return every text that the gateway marks as one that people read."""
    found: list[str] = []
    for _path, _line, message, _comments, _context in extract_from_dir(GATEWAY, SOURCES, keywords=KEYWORDS):
        found += [text for text in (message if isinstance(message, tuple) else (message,)) if text]
    return found
