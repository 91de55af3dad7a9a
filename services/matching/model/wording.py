"""The words of an ad: folded, without endings of the plural, and without those that every ad here has."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 24
MOST_WORDS = 200
MOST_SOUGHT = 8
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’ʼ`]")
_LEAST = 3
_COMMON_TEXT = (
    "the and for with that this from have has had our are was were you your not but can could would will who whom "
    "how what when where which why into about some any all more most other others than then there their them they "
    "been being also just like very much many one two get got make made need needs want wants wanted offer offers "
    "offered help helping looking look seek seeking share sharing would should may might use using work working "
    "people someone somebody anyone anybody care health nhs improvement improve improving quality team project "
    "member community new good please"
)


def fold(text: str) -> str:
    """Lower the case and drop the accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """List the words of a text once each, in their order, by which it is searched."""
    return list(dict.fromkeys(_stem(word)[:LONGEST] for word in _WORD.findall(fold(text))))[:MOST_WORDS]


def telling(title: str, text: str, most: int) -> list[str]:
    """List the words that tell one ad from another, those of its title first, at most so many."""
    found = words_of(f"{title}\n{text}")
    return [word for word in found if len(word) >= _LEAST and word not in _TOLD_BY_ALL][:most]


def _stem(word: str) -> str:
    """Drop the ending of a plural: "falls" and "fall" are one word, "stress" stays."""
    return word[:-1] if len(word) > _LEAST and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


_TOLD_BY_ALL = frozenset(form for word in _COMMON_TEXT.split() for form in (word, _stem(word)))
