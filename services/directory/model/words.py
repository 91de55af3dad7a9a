"""The one folding of text for search and sorting, and the words by which people find and mistype (clauses 3, 4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LONGEST_TERM = 16
MOST_SOUGHT = 8
LEAST_MISTYPED = 4
"""Shorter words have too many neighbours to guess at what was meant."""

_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile("['’ʼ`]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower the case and drop the accents: "Siân Łoś" becomes "sian los"."""
    if text.isascii():
        return text.lower()
    letters = _decomposed(_decomposed(text).casefold()).translate(_UNDECOMPOSED)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """List the folded words of a name, by which two spellings of one are the same."""
    return _words(_APOSTROPHES.sub("", text))


def normal_form(name: str) -> str:
    """Return the one form of a name, by which two spellings of an organisation are the same: case, accents, spaces and
    punctuation say nothing, and "&" is "and".
    """
    return " ".join(words_of(name.replace("&", " and ")))


def sort_key(name: str, member_id: str) -> str:
    """Order members by name as they write it; namesakes are told apart, so that one key pages through all."""
    return f"{' '.join(_words(name))}\0{member_id}"


def id_in(sort_key: str) -> str:
    """Tell whose sort key it is."""
    return sort_key.rpartition("\0")[2]


def sought(text: str) -> list[str]:
    """List the words somebody asks for, at most eight: O'Brien is sought as one word."""
    return list(dict.fromkeys(_clip(_words(_APOSTROPHES.sub("", text)))))[:MOST_SOUGHT]


def spelled(text: str) -> frozenset[str]:
    """Split text into words, each as written and without its apostrophes: obrien, o and brien."""
    texts = {text, _APOSTROPHES.sub("", text)}
    return frozenset(word for each in texts for word in _clip(_words(each)))


@lru_cache(maxsize=20_000)
def often_spelled(text: str) -> frozenset[str]:
    """Split a text that many profiles share, such as an organisation."""
    return spelled(text)


def near(word: str, letters: Iterable[str]) -> set[str]:
    """List what a word may have been meant to be: one letter added, left out or replaced, or two neighbours swapped."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    shorter = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    longer = {left + letter + right for left, right in parts for letter in letters}
    replaced = {left + letter + right[1:] for left, right in parts if right for letter in letters}
    return (shorter | swapped | longer | replaced) - {word}


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _clip(words: Iterable[str]) -> list[str]:
    return [word[:LONGEST_TERM] for word in words]
