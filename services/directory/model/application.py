"""The one-stage application: a person writes it, the panel of a region decides (clauses 12, 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from services.directory.model import decision as deciding
from services.directory.model.decision import Decision
from services.directory.model.panel import ENOUGH_ASSESSMENTS, BeforePanel
from services.directory.model.profile import Profile
from services.directory.model.question import Question
from services.directory.model.rules import CRITERIA, RuleBroken, TooManyWords, require, require_nothing_missing

DECISION_TIME = timedelta(days=28)
MOST_WORDS = 500
"""An answer that is longer is kept in the draft, and not taken by the panel."""

LIVE = ("draft", "submitted")
SEEN_BY_PANEL = ("submitted", "accepted", "not_yet")
DECIDED = ("accepted", "not_yet")
OVERSEEN = ("submitted", "withdrawn", "accepted", "not_yet", "erased")


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
    question: Question | None = None
    held: Decision | None = None
    decided_by: str = ""
    contact: str = ""
    again_on: str | None = None
    not_before: str | None = None
    warned_at: datetime | None = None
    was: str = ""
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
        self.touch(now)

    def require_complete(self, now: datetime) -> None:
        """Refuse what cannot be handed in. Raises `not_a_draft`, `too_early`, `Incomplete` and `TooManyWords`."""
        require(self.status == "draft", "not_a_draft")
        require_nothing_missing(self.missing())
        if too_long := tuple(f"/{name}" for name in CRITERIA if len(self.answers[name].split()) > MOST_WORDS):
            raise TooManyWords(too_long)
        require(not self.not_before or self.not_before <= now.date().isoformat(), "too_early")

    def submit(self, wave_id: str, now: datetime) -> None:
        """Hand the draft to the panel, in a wave (clause 24). Raises as `require_complete` does."""
        self.require_complete(now)
        self.status, self.submitted_at, self.wave_id = "submitted", now, wave_id
        self.touch(now)

    def withdraw(self, now: datetime) -> None:
        """Take back a draft or a submitted application. Raises `not_live`."""
        require(self.is_live, "not_live")
        self.status, self.held = "withdrawn", None
        self.touch(now)

    def ask(self, question: Question) -> None:
        """Ask the applicant the one question. Raises `not_under_assessment`, `already_asked` and `Incomplete`."""
        require(self.is_under_assessment, "not_under_assessment")
        require(self.question is None, "already_asked")
        require_nothing_missing(() if question.text.strip() else ("/question",))
        self.question = question
        self.touch(question.asked_at)

    def answer(self, answer: str, now: datetime) -> None:
        """Answer the question, once. Raises `not_under_assessment`, `not_asked`, `already_answered`, `Incomplete`."""
        self.question = self.open_question().answered(answer, now)
        self.touch(now)

    def open_question(self) -> Question:
        """Return the question that waits. Raises `not_under_assessment`, `not_asked`."""
        require(self.is_with_panel, "not_under_assessment")
        if self.question is None:
            raise RuleBroken("not_asked")
        return self.question

    def decide(self, decision: Decision) -> None:
        """Accept, or say not yet with feedback (clause 20); it is held for a while before it takes effect.

        Raises `not_under_assessment`, `question_open`, `too_few_assessments`, `third_score_awaited` and
        `Incomplete`.
        """
        require(self.is_under_assessment, "not_under_assessment")
        require(not self.waits_for_answer(decision.made_at), "question_open")
        require(self.scored_count >= ENOUGH_ASSESSMENTS, "too_few_assessments")
        require(self.has_enough_scores, "third_score_awaited")
        deciding.hold(self, decision)

    def move(self, region: str, now: datetime) -> None:
        """Go to the panel of another region, which begins anew. Raises `not_under_assessment`, `same_region`."""
        require(self.is_under_assessment, "not_under_assessment")
        require(region != self.profile.region, "same_region")
        self.applied_in = self.applied_in or self.profile.region or ""
        self.profile = replace(self.profile, region=region)
        self.assigned, self.scored_by, self.scores_needed = (), (), ENOUGH_ASSESSMENTS
        self.touch(now)

    def erase(self) -> None:
        """Keep ids, codes and times: whatever was written by its person, or about them, is gone."""
        self.profile = self.profile.erased()
        self.answers, self.feedback, self.contact = dict.fromkeys(CRITERIA, ""), "", ""
        self.invitation = ""
        self.question, self.held = self.question and self.question.erased(), None
        self.status, self.was = "erased", self.status
        self.version += 1

    def forget_decider(self) -> None:
        """Leave out who decided, and how they are reached: they were erased while the decision was held."""
        self.held = self.held and replace(self.held, contact="", decided_by="")

    def touch(self, now: datetime) -> None:
        """Note a change; who was told that a draft goes is told anew."""
        self.version += 1
        self.updated_at, self.warned_at = now, None

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
        """Say whether the panel has it before it, and has not decided."""
        return self.is_with_panel and not self.is_held

    @property
    def is_with_panel(self) -> bool:
        """Say whether it was sent, and no answer has reached the applicant: what they see."""
        return self.status == "submitted"

    @property
    def is_held(self) -> bool:
        """Say whether a decision waits to take effect."""
        return self.held is not None

    def waits_for_answer(self, now: datetime) -> bool:
        """Say whether the chair has to wait for the applicant's answer."""
        return self.question is not None and self.question.is_waited_for(now)

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
        """Tell when the applicant will have heard; the time that a question is open is added."""
        added = self.question.added if self.question else timedelta()
        return self.submitted_at and self.submitted_at + DECISION_TIME + added

    def _write(self, given: Mapping[str, Any]) -> None:
        self.profile = self.profile.changed(given)
        self.answers |= {name: given[name] or "" for name in CRITERIA if name in given}
        self.invitation = given.get("invitation", self.invitation) or ""
