"""The lists that people choose from, as staff keep them: renamed, added to, retired, merged (clauses 6, 22, 25).

A slug stays for ever: what is merged is taken for what it was merged into, wherever it comes in or stands already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.directory.errors import NotAChoice
from services.directory.model.profile import Profile
from services.directory.model.rules import require, require_nothing_missing
from services.directory.model.words import fold, words_of

LISTS = ("regions", "partnerships", "backgrounds", "topics")
GROWING = ("partnerships", "backgrounds", "topics")
"""What may be added to; a region is where a panel decides, and none comes with a name alone."""
STATES = ("used", "retired", "merged")
MOST_IN_A_LIST = 400
LONGEST_SLUG = 60

OF_PROFILE = {
    "region": "regions",
    "partnership": "partnerships",
    "background": "backgrounds",
    "topics": "topics",
    "interests": "topics",
}
"""From which list each field of a profile is chosen."""


@dataclass
class Choice:
    """Hold one entry of a list as it is now; version 0 is as the list began with it."""

    choice_id: str
    list_name: str
    slug: str
    name: str
    regions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    state: str = "used"
    into: str = ""
    moving_since: datetime | None = None
    version: int = 0
    sequence: int = 0

    @classmethod
    def begin(
        cls, list_name: str, slug: str, name: str, regions: tuple[str, ...] = (), places: tuple[str, ...] = ()
    ) -> Choice:
        """Put an entry into a list."""
        return cls(f"{list_name} {slug}", list_name, slug, name, regions, places)

    @classmethod
    def add(cls, list_name: str, slug: str, name: str, regions: Iterable[str] = ()) -> Choice:
        """Put a new entry into a list."""
        added = cls.begin(list_name, slug, name, regions=tuple(dict.fromkeys(regions)))
        added.version = 1
        return added

    def rename(self, name: str) -> None:
        """Be called something else; who has it has it still. Raises `choice_merged`."""
        require(self.state != "merged", "choice_merged")
        self._change(name=name)

    def retire(self) -> None:
        """Be offered no more; who has it keeps it, and is found by it. Raises `choice_not_used`."""
        require(self.is_offered, "choice_not_used")
        self._change(state="retired")

    def restore(self) -> None:
        """Be offered again. Raises `choice_not_retired`."""
        require(self.state == "retired", "choice_not_retired")
        self._change(state="used")

    def merge(self, into: Choice, now: datetime) -> None:
        """Become another one, for good. Raises `choice_merged`, `merged_into_itself`, `choice_not_used` of the other.

        What others are merged into is never merged itself at that moment: so no chain of merges comes round.
        """
        require(self.state != "merged", "choice_merged")
        require(self.slug != into.slug, "merged_into_itself")
        require(into.is_offered, "choice_not_used")
        self._change(state="merged", into=into.slug, moving_since=now)

    @property
    def is_offered(self) -> bool:
        """Say whether people may choose it."""
        return self.state == "used"

    def _change(self, **changes: Any) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.version += 1


class Lists:
    """Hold every list at one moment: what it began with, with what staff made of it in its place."""

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._lists: defaultdict[str, dict[str, Choice]] = defaultdict(dict)
        for choice in choices:
            self._lists[choice.list_name][choice.slug] = choice
        self.topic_names: Mapping[str, str] = {each.slug: self.name_of("topics", each.slug) for each in self["topics"]}

    def __getitem__(self, list_name: str) -> list[Choice]:
        """Return a list: what it began with in that order, then what was added."""
        return list(self._lists[list_name].values())

    def find(self, list_name: str, slug: str) -> Choice | None:
        """Find an entry, in whatever state."""
        return self._lists[list_name].get(slug)

    def present(self, list_name: str, slug: str) -> str:
        """Return what a slug means today: the end of its chain of merges. One that nobody knows stays."""
        found = self.find(list_name, slug)
        return self.present(list_name, found.into) if found and found.into else slug

    def name_of(self, list_name: str, slug: str) -> str:
        """Return the name by which people know it today."""
        found = self.find(list_name, self.present(list_name, slug))
        return found.name if found else slug

    def known(self, list_name: str, slug: str, pointer: str) -> str:
        """Return what a slug means today, offered or not. Raises `NotAChoice`."""
        if self.find(list_name, slug) is None:
            raise NotAChoice(pointer)
        return self.present(list_name, slug)

    def chosen(self, list_name: str, slug: str, pointer: str, held: Iterable[str] = ()) -> str:
        """Return what a slug means today if it may be chosen, by who holds some already. Raises `NotAChoice`."""
        meant = self.known(list_name, slug, pointer)
        found = self.find(list_name, meant)
        if not (found and found.is_offered) and meant not in {self.present(list_name, each) for each in held}:
            raise NotAChoice(pointer)
        return meant

    def chosen_for(self, profile: Profile, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was given for a profile, in the slugs of today. Raises `NotAChoice`."""
        return {**given} | {
            field: self._chosen_field(field, given[field], _held(profile, field))
            for field in OF_PROFILE
            if given.get(field)
        }

    def recoded(self, profile: Profile) -> Profile:
        """Return a profile in the slugs of today; two topics that became one are one."""
        changes: dict[str, Any] = {
            field: self._recoded(list_name, getattr(profile, field))
            for field, list_name in OF_PROFILE.items()
            if getattr(profile, field)
        }
        return replace(profile, **changes)

    def recoded_slugs(self, list_name: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return slugs in those of today, each once."""
        return tuple(dict.fromkeys(self.present(list_name, each) for each in slugs))

    def new_slug(self, list_name: str, name: str) -> str:
        """Make a slug of a name that no other has, or had. Raises `name_unusable`, `name_taken`, `list_full`."""
        self.require_free(list_name, name)
        require(len(self._lists[list_name]) < MOST_IN_A_LIST, "list_full")
        slug = "-".join(word for word in words_of(name) if word.isascii())[:LONGEST_SLUG].strip("-")
        require(bool(slug), "name_unusable")
        tries = (slug, *(f"{slug[: LONGEST_SLUG - 4].rstrip('-')}-{number}" for number in range(2, MOST_IN_A_LIST + 2)))
        return next(each for each in tries if each not in self._lists[list_name])

    def require_free(self, list_name: str, name: str, slug: str = "") -> None:
        """Refuse a name that another entry of the list bears. Raises `name_taken`."""
        others = (each for each in self[list_name] if each.slug != slug and each.state != "merged")
        require(fold(name) not in {fold(each.name) for each in others}, "name_taken")

    def _chosen_field(self, field: str, value: Any, held: Iterable[str]) -> Any:
        list_name = OF_PROFILE[field]
        if isinstance(value, str):
            return self.chosen(list_name, value, f"/{field}", held)
        return [self.chosen(list_name, each, f"/{field}/{place}", held) for place, each in enumerate(value)]

    def _recoded(self, list_name: str, value: Any) -> Any:
        return self.present(list_name, value) if isinstance(value, str) else self.recoded_slugs(list_name, value)


def require_regions(list_name: str, regions: Iterable[str]) -> None:
    """Refuse a partnership that lies nowhere. Raises `Incomplete`."""
    require_nothing_missing(() if list_name != "partnerships" or any(regions) else ("/regions",))


def _held(profile: Profile, field: str) -> tuple[str, ...]:
    value = getattr(profile, field)
    return (value,) if isinstance(value, str) else tuple(value or ())
