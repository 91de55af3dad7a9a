"""The one folding of text for search and sorting, and the terms a member is found by (clauses 3, 4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from services.directory.model.profile import Profile

LONGEST_TERM = 16
MOST_SOUGHT = 8
EVERYONE = "everyone:"

_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile("['’ʼ`]")
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower the case and drop the accents: "Siân Łoś" becomes "sian los"."""
    letters = _decomposed(_decomposed(text).casefold()).translate(_UNDECOMPOSED)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """List the folded words of a name, by which two spellings of one are the same."""
    return _words(_APOSTROPHES.sub("", text))


def sort_key(name: str, member_id: str) -> str:
    """Order members by name as they write it; namesakes are told apart, so that one key pages through all."""
    return f"{' '.join(_words(name))}\0{member_id}"


def sought(text: str) -> list[str]:
    """List the terms somebody asks for, at most eight: O'Brien is sought as one word."""
    return list(dict.fromkeys(_clip(_words(_APOSTROPHES.sub("", text)))))[:MOST_SOUGHT]


def terms(profile: Profile, topic_names: Iterable[str]) -> list[str]:
    """List what finds a member with this profile.

    Every beginning of the words of name, role and organisation, the whole words of topics, interests, biography, what
    is offered and looked for, marks for background, topics, interests and offers, and the one that finds everyone.
    What the profile does not show finds nobody: pass it as its audience sees it.
    """
    headline = _spelled(" ".join((profile.name, profile.role, profile.organisation)))
    beginnings = {word[:length] for word in headline for length in range(1, len(word) + 1)}
    texts = (profile.biography, profile.offers_note, profile.looking_for)
    whole = _spelled(" ".join((*topic_names, *texts)))
    return sorted(beginnings | whole | set(_marks(profile)))


def mark(kind: str, slug: str) -> str:
    """Spell a filter as a term that no typed word can equal."""
    return f"{kind}:{slug}"


def _marks(profile: Profile) -> Iterator[str]:
    yield EVERYONE
    if profile.background:
        yield mark("background", profile.background)
    yield from (mark("topic", slug) for slug in profile.topics)
    yield from (mark("interest", slug) for slug in profile.interests)
    yield from (mark("offer", slug) for slug in profile.offers)


def _spelled(text: str) -> set[str]:
    """Split text into words, each as written and without its apostrophes: obrien, o and brien."""
    return {*_clip(_words(text)), *_clip(_words(_APOSTROPHES.sub("", text)))}


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _clip(words: Iterable[str]) -> Iterator[str]:
    return (word[:LONGEST_TERM] for word in words)
