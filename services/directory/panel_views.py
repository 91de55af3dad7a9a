"""What a panel is shown of its own work, in plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from services.directory.model import Application, Assignment, Panel, Workload
from services.directory.views import View, moment


def stepped_back(application: Application) -> View:
    """Show somebody who may not read an application that they are off it."""
    return {"application_id": application.application_id, "version": application.version}


def standing(application: Application) -> View:
    """Show where an application stands with its panel."""
    return {
        "application_id": application.application_id,
        "version": application.version,
        "region": application.profile.region,
        "stage": application.stage,
        "short_handed": application.short_handed,
        "scores_needed": application.scores_needed,
        "alone": application.is_for_chair_alone,
    }


def assignment(assignment: Assignment, now: datetime) -> View:
    """Show an assignment to who leads the panel, or to its assessor."""
    return {
        "assessor_id": assignment.assessor_id,
        "status": assignment.status,
        "reason": assignment.reason,
        "given_at": moment(assignment.given_at),
        "due_at": moment(assignment.due_at),
        "late": assignment.is_late(now),
    }


def task(assignment: Assignment, application: Application, status: str, now: datetime) -> View:
    """Show an assessor what is theirs to assess."""
    return {
        "application_id": application.application_id,
        "name": application.profile.name,
        "region": assignment.region,
        "given_at": moment(assignment.given_at),
        "due_at": moment(assignment.due_at),
        "late": assignment.is_late(now),
        "my_assessment": status,
    }


def deputy(panel: Panel) -> View:
    """Show a panel's deputy."""
    return {
        "region": panel.region,
        "deputy_id": panel.deputy_id or None,
        "deputy_until": panel.deputy_until or None,
    }


def load(load: Workload, late: Mapping[str, int], calibrated: Mapping[str, int]) -> View:
    """Show what an assessor has open, how much of it is late, and how many examples they have scored."""
    return {
        "assessor_id": load.assessor_id,
        "open": load.open,
        "late": late.get(load.assessor_id, 0),
        "last_at": moment(load.last_at),
        "calibrated": calibrated.get(load.assessor_id, 0),
    }
