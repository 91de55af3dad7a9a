"""A member of the community, from nomination or acceptance on (clauses 1, 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.directory.model.history import History, moved_on
from services.directory.model.profile import Profile
from services.directory.model.recognition import shown
from services.directory.model.rules import require, require_nothing_missing
from services.directory.model.visibility import is_shown, seen_profile

LATELY = timedelta(days=1)
MOST_REMEMBERED = 50
CHECK_EVERY = timedelta(days=183)
"""How long an entry counts as current: then its member is asked whether it still is, and never pressed (clause 9)."""


@dataclass
class Member:
    """Hold one membership; who is nominated is not listed until they confirm. Version 0 was never saved."""

    member_id: str
    profile: Profile = field(default_factory=Profile)
    status: str = "nominated"
    nominating_organisation: str = ""
    joined_at: datetime | None = None
    checked_at: datetime | None = None
    ask_at: datetime | None = None
    version: int = 0
    sequence: int = 0
    organisations: History = field(default_factory=list)
    recognitions: list[dict[str, Any]] = field(default_factory=list)
    settled_steps: list[str] = field(default_factory=list)
    worked_at: list[str] = field(default_factory=list)
    """Every organisation that was named, shown to nobody: a conflict of interest is not mended away (clause 19)."""

    def nominate(self, profile: Profile) -> None:
        """Keep what the nominating organisation says of the person, until they confirm."""
        self.profile = profile
        self.version += 1

    def confirm(self, given: Mapping[str, Any], now: datetime) -> None:
        """Join by one's own word, with the profile as one wants it. Raises `already_member`, `Incomplete`."""
        profile = self.profile.changed(given)
        require_nothing_missing(profile.missing())
        self.organisations = list(given.get("organisations") or [])
        self.join(profile, now)

    def join(self, profile: Profile, joined_at: datetime) -> None:
        """Become listed with this profile. Raises `already_member`."""
        require(not self.is_listed, "already_member")
        self.status, self.joined_at, self.profile = "member", joined_at, profile
        self._remember_where()
        self._call_current(joined_at)

    def update(self, given: Mapping[str, Any], now: datetime) -> None:
        """Replace the given fields of the profile (clause 9). Raises `not_confirmed`, `Incomplete`.

        The organisation that was left is kept with the day (clause 42).
        """
        require(self.is_listed, "not_confirmed")
        profile = self.profile.changed(given)
        require_nothing_missing(profile.missing())
        history = given.get("organisations")
        history = self.organisations if history is None else history
        self.organisations = moved_on(history, self.profile.organisation, profile.organisation, now.date())
        self.profile = profile
        self._remember_where()
        self._call_current(now)

    def belong(self, organisation_id: str, kind: str) -> bool:
        """Belong to an organisation of the register, or to none of it; return whether that is news."""
        before, self.profile = self.profile, self.profile.belonging_to(organisation_id, kind)
        return self.profile != before

    def check(self, now: datetime) -> None:
        """Say that the entry is still right (clause 9). Raises `not_confirmed`."""
        require(self.is_listed, "not_confirmed")
        self._call_current(now)

    def ask_anew(self, now: datetime) -> None:
        """Let half a year pass from now before they are asked (again) whether the entry is right."""
        self.ask_at = now + CHECK_EVERY

    def show_photograph(self, version: str, shown_to: str | None = None) -> None:
        """Show this version of a photograph, or none, to whoever is named. Raises `not_confirmed`.

        The member's version stays: who is typing just now is not disturbed.
        """
        require(self.is_listed, "not_confirmed")
        levels = {"photograph": shown_to} if shown_to else {}
        self.profile = replace(self.profile, photograph=version, shown_to={**self.profile.shown_to, **levels})

    def leave(self) -> None:
        """Be a member no more; nothing of the entry is kept. Raises `not_confirmed`."""
        require(self.is_listed, "not_confirmed")
        self.status, self.profile, self.nominating_organisation = "left", Profile(), ""
        self.joined_at = self.checked_at = self.ask_at = None
        self.organisations, self.recognitions, self.settled_steps, self.worked_at = [], [], [], []
        self.version += 1

    def seen_by(self, audience: str) -> Member:
        """Return the entry as the `public` or other `members` see it: what is hidden from them is empty (clause 1).

        Whatever shows or tells a member to others begins here.
        """
        if not self.is_listed:
            return replace(self, profile=Profile(), organisations=[], recognitions=[], settled_steps=[], worked_at=[])
        listed = is_shown(self.profile, "name", audience)
        return replace(
            self,
            profile=seen_profile(self.profile, audience),
            organisations=self.organisations if is_shown(self.profile, "organisation", audience) else [],
            recognitions=shown(self.recognitions) if listed else [],
            settled_steps=[],
            worked_at=[],
        )

    @property
    def is_listed(self) -> bool:
        """Say whether they are a member whom others can find."""
        return self.status == "member"

    def was_checked_lately(self, now: datetime) -> bool:
        """Say whether the entry was called current within a day: a button that is pressed twice says nothing new."""
        return self.checked_at is not None and now - self.checked_at < LATELY

    @property
    def has_left(self) -> bool:
        """Say whether they were a member once, and are none now."""
        return self.status == "left"

    def _remember_where(self) -> None:
        named = [*self.worked_at, *(each["name"] for each in self.organisations), self.profile.organisation]
        self.worked_at = [each for each in dict.fromkeys(named) if each][:MOST_REMEMBERED]

    def _call_current(self, at: datetime) -> None:
        self.checked_at, self.ask_at = at, at + CHECK_EVERY
        self.version += 1
