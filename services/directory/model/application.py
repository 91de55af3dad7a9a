"""The one-stage application: a person writes it, the panel of a region decides (clauses 12, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.directory.model.panel import ENOUGH_ASSESSMENTS, BeforePanel
from services.directory.model.profile import Profile
from services.directory.model.rules import CRITERIA, require, require_nothing_missing

DECISION_TIME = timedelta(days=28)

LIVE = ("draft", "submitted")
SEEN_BY_PANEL = ("submitted", "accepted", "not_yet")
DECIDED = ("accepted", "not_yet")


@dataclass
class Application(BeforePanel):
    """Hold one application: draft, then submitted or withdrawn, then accepted or not yet; erased with its person."""

    application_id: str
    person_id: str
    created_at: datetime
    updated_at: datetime
    profile: Profile = field(default_factory=Profile)
    answers: dict[str, str] = field(default_factory=lambda: dict.fromkeys(CRITERIA, ""))
    status: str = "draft"
    submitted_at: datetime | None = None
    decided_at: datetime | None = None
    feedback: str = ""
    scored_by: tuple[str, ...] = ()
    invitation: str = ""
    wave_id: str | None = None
    assigned: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    scores_needed: int = ENOUGH_ASSESSMENTS
    short_handed: bool = False
    applied_in: str = ""
    version: int = 1
    sequence: int = 0

    @classmethod
    def start(cls, application_id: str, person_id: str, given: Mapping[str, Any], now: datetime) -> Application:
        """Begin a draft with whatever the person has said so far."""
        application = cls(application_id, person_id, created_at=now, updated_at=now)
        application._write(given)
        return application

    def edit(self, given: Mapping[str, Any], now: datetime) -> None:
        """Replace the given fields of a draft. Raises `not_a_draft`."""
        require(self.status == "draft", "not_a_draft")
        self._write(given)
        self._touch(now)

    def require_complete(self) -> None:
        """Refuse what is no draft, or lacks something. Raises `not_a_draft` and `Incomplete`."""
        require(self.status == "draft", "not_a_draft")
        require_nothing_missing(self.missing())

    def submit(self, wave_id: str, now: datetime) -> None:
        """Hand the draft to the panel, in a wave (clause 24). Raises `not_a_draft` and `Incomplete`."""
        self.require_complete()
        self.status, self.submitted_at, self.wave_id = "submitted", now, wave_id
        self._touch(now)

    def withdraw(self, now: datetime) -> None:
        """Take back a draft or a submitted application. Raises `not_live`."""
        require(self.is_live, "not_live")
        self.status = "withdrawn"
        self._touch(now)

    def decide(self, outcome: str, feedback: str, now: datetime) -> None:
        """Accept, or say not yet with feedback (clause 20).

        Raises `not_under_assessment`, `too_few_assessments`, `third_score_awaited` and `Incomplete`.
        """
        require(self.is_under_assessment, "not_under_assessment")
        require(self.scored_count >= ENOUGH_ASSESSMENTS, "too_few_assessments")
        require(self.has_enough_scores, "third_score_awaited")
        require_nothing_missing(("/feedback",) if outcome == "not_yet" and not feedback else ())
        self.status, self.feedback, self.decided_at = outcome, feedback, now
        self._touch(now)

    def move(self, region: str, now: datetime) -> None:
        """Go to the panel of another region, which begins anew. Raises `not_under_assessment`, `same_region`."""
        require(self.is_under_assessment, "not_under_assessment")
        require(region != self.profile.region, "same_region")
        self.applied_in = self.applied_in or self.profile.region or ""
        self.profile = replace(self.profile, region=region)
        self.assigned, self.scored_by, self.scores_needed = (), (), ENOUGH_ASSESSMENTS
        self._touch(now)

    def erase(self) -> None:
        """Keep ids, codes and times: whatever was written by its person, or about them, is gone."""
        self.profile = self.profile.erased()
        self.answers, self.feedback, self.invitation = dict.fromkeys(CRITERIA, ""), "", ""
        self.status = "erased"
        self.version += 1

    def missing(self) -> tuple[str, ...]:
        """Name what a complete application still lacks, as pointers."""
        return self.profile.missing() + tuple(f"/{name}" for name in CRITERIA if not self.answers[name])

    @property
    def is_live(self) -> bool:
        """Say whether it still waits for its person or for the panel."""
        return self.status in LIVE

    @property
    def is_erased(self) -> bool:
        """Say whether it went with its person."""
        return self.status == "erased"

    @property
    def is_under_assessment(self) -> bool:
        """Say whether the panel has it before it."""
        return self.status == "submitted"

    @property
    def is_decidable(self) -> bool:
        """Say whether the chair can decide now."""
        return self.is_under_assessment and self.has_enough_scores

    @property
    def scored_count(self) -> int:
        """Count the final assessments."""
        return len(self.scored_by)

    @property
    def outcome(self) -> str | None:
        """Tell the decision, once there is one."""
        return self.status if self.status in DECIDED else None

    @property
    def own_profile(self) -> Profile:
        """Tell the profile as its person wrote it, with their own region wherever the panel sat."""
        return replace(self.profile, region=self.applied_in or self.profile.region)

    @property
    def decide_by(self) -> datetime | None:
        """Tell when the applicant will have heard."""
        return self.submitted_at and self.submitted_at + DECISION_TIME

    def _write(self, given: Mapping[str, Any]) -> None:
        self.profile = self.profile.changed(given)
        self.answers |= {name: given[name] or "" for name in CRITERIA if name in given}
        self.invitation = given.get("invitation", self.invitation) or ""

    def _touch(self, now: datetime) -> None:
        self.version += 1
        self.updated_at = now
