"""Reading what panels have before them: one's own tasks, and what the chair sees of the panel's work (clause 19)."""

from __future__ import annotations

from collections import Counter

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import panel_views, policies, store
from services.directory.model import Application, Assignment
from services.directory.queries.calibration import panel_agreement
from services.directory.views import View, moment


def list_my_assignments(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List what the caller is to assess, what is due first first; what they may no longer read is left out."""
    policies.require(actor.is_person)
    size = pages.take(limit)
    place = pages.decode(read.settings.page_key, after)[0] if after else ""
    found = store.page_open(read, actor.id, place, size + 1)
    token = _token(read, found[size - 1]) if len(found) > size else None
    mine = store.find_assessments_by(read, actor.id, [each.application_id for each in found])
    items = [
        panel_views.task(each, application, written.status if written else "none", read.now)
        for each in found[:size]
        if (application := _readable(read, actor, each))
        for written in [mine.get(each.application_id)]
    ]
    return {"items": items, "next": token}


def get_panel(read: Read, actor: Actor, region: str) -> View:
    """Show who leads a panel what its assessors have open, how far they agree, and who the deputy is.

    Raises `NotAChoice`, `NotAllowed`.
    """
    region = store.lists(read).known("regions", region, "/region")
    policies.require(policies.may_lead(store.panel_roles_of(read, actor), region))
    sitting = {role: store.list_panel(read, region, role) for role in ("assessor", "chair")}
    panel, late = store.find_panel(read, region), Counter(store.list_late(read, region))
    calibrated = store.count_calibrations(read, sitting["assessor"])
    loads = store.workloads_of(read, sitting["assessor"])
    people = {*sitting["assessor"], *sitting["chair"], *filter(None, [panel.deputy_id])}
    return panel_views.deputy(panel) | {
        "chairs": sitting["chair"],
        "assessors": [panel_views.load(each, late, calibrated) for each in loads],
        "agreement": panel_agreement(read, sitting["assessor"]),
        "names": store.names_of(read, people),
        "today": read.now.date().isoformat(),
    }


def shown_of_panel(read: Read, actor: Actor, roles: policies.Roles, application: Application) -> View:
    """Show of one application who assesses it, as far as the caller may see that."""
    found = store.list_assignments(read, [application.application_id])
    mine = [panel_views.assignment(each, read.now) for each in found if each.assessor_id == actor.id]
    leads = policies.may_read_audit(roles, application)
    return panel_views.standing(application) | {
        "my_assignment": mine[0] if mine else None,
        "assignments": [panel_views.assignment(each, read.now) for each in found] if leads else [],
        "free": sorted(store.list_free(read, application)) if policies.may_decide(actor, roles, application) else [],
    }


def rows_of_panel(read: Read, actor: Actor, roles: policies.Roles, applications: list[Application]) -> dict[str, View]:
    """Show of a page of applications what each waits for, by when mine is due and, to who leads it, who is late."""
    found = store.list_assignments(read, [each.application_id for each in applications])
    return {each.application_id: _row(read, actor, roles, each, found) for each in applications}


def _row(read: Read, actor: Actor, roles: policies.Roles, application: Application, found: list[Assignment]) -> View:
    leads = policies.may_read_audit(roles, application)
    own = [each for each in found if each.application_id == application.application_id and each.status != "ended"]
    mine = next((each for each in own if each.assessor_id == actor.id), None)
    return {
        "my_due_at": moment(mine.due_at) if mine and mine.is_open else None,
        "my_late": bool(mine and mine.is_late(read.now)),
        "stage": application.stage,
        "late": leads and any(each.is_late(read.now) for each in own),
        "assignments": [panel_views.assignment(each, read.now) for each in own] if leads else [],
    }


def _readable(read: Read, actor: Actor, assignment: Assignment) -> Application | None:
    application = store.get_application(read, assignment.application_id)
    return None if store.is_barred(read, actor, application) else application


def _token(read: Read, last: Assignment) -> str:
    return pages.encode(read.settings.page_key, [store.place_in_order(last)])
