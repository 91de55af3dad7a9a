"""Assessing an application: scores kept as a draft, then final for good (clauses 13 to 15, 19)."""

from __future__ import annotations

from collections.abc import Mapping

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.directory import policies, store, views
from services.directory.actions import assigning
from services.directory.actions.rules import expect, keeping_rules
from services.directory.model import Application, Assessment
from services.directory.views import View

Scores = Mapping[str, int | None]
Reasons = Mapping[str, str | None]


@keeping_rules
def save_assessment(
    work: Work,
    actor: Actor,
    application_id: str,
    scores: Scores,
    reasons: Reasons,
    version: int | None = None,
) -> View:
    """Keep scores and reasons as a draft that nobody else sees.

    Raises `NoApplication`, `NotAllowed`, `not_under_assessment`, `VersionConflict`, `already_final`.
    """
    _, assessment = _written(work, actor, application_id, scores, reasons, version)
    store.save_assessment(work, assessment)
    return views.assessment(assessment)


@keeping_rules
def score_application(
    work: Work,
    actor: Actor,
    application_id: str,
    scores: Scores,
    reasons: Reasons,
    version: int | None = None,
) -> View:
    """Make three scores with their reasons final; a third assessor is asked when two lie apart.

    Raises as `save_assessment` does, and `Missing`; emits `assignment.made` for a third.
    """
    application, assessment = _written(work, actor, application_id, scores, reasons, version)
    assessment.finish()
    store.save_assessment(work, assessment)
    store.record(work, actor, "application.scored", application_id)
    assigning.note_score(work, actor, application)
    return views.assessment(assessment)


def _written(
    work: Work, actor: Actor, application_id: str, scores: Scores, reasons: Reasons, version: int | None
) -> tuple[Application, Assessment]:
    application = store.get_application(work, application_id)
    work.concern(application.person_id)
    policies.require(policies.may_assess(actor, store.roles_of(work, actor), application))
    policies.require(not store.is_barred(work, actor, application))
    if not application.is_under_assessment:
        raise Conflict("not_under_assessment")
    assessment = store.find_assessment(work, application_id, actor.id)
    if assessment:
        expect(version, assessment.version, views.assessment(assessment))
    assessment = assessment or Assessment(work.new_id(), application_id, actor.id)
    assessment.write(scores, reasons)
    return application, assessment
