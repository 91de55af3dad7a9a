"""Reading applications: one's own, and those before a panel."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, reference, store, views
from services.directory.errors import NoApplication
from services.directory.model import READY, SEEN_BY_PANEL, Application, Assessment
from services.directory.queries.panel import rows_of_panel, shown_of_panel
from services.directory.views import View


def get_my_application(read: Read, actor: Actor) -> View:
    """Return the latest application of whoever asks. Raises `NoApplication`."""
    policies.require(policies.may_apply(actor))
    application = store.find_latest_application(read, actor.id)
    if application is None or application.is_erased:
        raise NoApplication()
    return views.application(application)


def list_applications(
    read: Read,
    actor: Actor,
    region: str | None = None,
    status: str | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> View:
    """List what is before the panels that the caller leads, or what they assess; never what they may not read.

    What waits comes with the longest waiting first, anything else with the latest first; of what waits, `ready` is what
    the chair can decide. Raises `NotAllowed`,
    `NotAChoice`.
    """
    region = store.lists(read).known("regions", region, "/region") if region else None
    roles = store.panel_roles_of(read, actor)
    led = policies.panel_regions(roles, reference.slugs(reference.REGIONS))
    policies.require(bool(roles) if region is None else region in led | {role.region for role in roles})
    place = pages.decode(read.settings.page_key, after)[0] if after else ""
    statuses = [status] if status else SEEN_BY_PANEL
    direction = store.ASCENDING if status in ("submitted", READY) else store.DESCENDING
    wanted = led & {region} if region else led
    if wanted:
        found = store.list_applications(read, statuses, wanted, direction, place, pages.take(limit) + 1)
    else:
        found = store.list_assigned(read, actor.id, region, statuses, direction, place, pages.take(limit) + 1)
    return _page(read, actor, roles, found, pages.take(limit))


def get_application(read: Read, actor: Actor, application_id: str) -> View:
    """Return an application as its panel may see it: blind until one's own assessment is final.

    Raises `NoApplication`, `NotAllowed`.
    """
    application, roles = store.get_application(read, application_id), store.panel_roles_of(read, actor)
    policies.require(policies.may_read(actor, roles, application))
    policies.require(not store.is_barred(read, actor, application))
    mine = store.find_assessment(read, application_id, actor.id)
    others = _others(read, actor, roles, application, mine)
    trail = _trail(read, roles, application)
    panel = shown_of_panel(read, actor, roles, application)
    people = {each["assessor_id"] for each in others + panel["assignments"]} | {each["actor_id"] for each in trail}
    show = views.decided if policies.may_read_audit(roles, application) else views.read_by_panel
    standing = {
        "scored_count": application.scored_count,
        "my_assessment": views.assessment(mine) if mine else None,
        "assessments": others,
        "audit": trail,
        "names": store.names_of(read, people | {*panel["free"]}),
        "may": _may(read, actor, roles, application, mine),
    }
    return show(application) | panel | standing


def _page(read: Read, actor: Actor, roles: policies.Roles, found: list[Application], size: int) -> View:
    kept_from = store.list_barred(read, actor, found)
    shown = [each for each in found[:size] if each.person_id != actor.id and each.application_id not in kept_from]
    mine = store.find_assessments_by(read, actor.id, [each.application_id for each in shown])
    panel = rows_of_panel(read, actor, roles, shown)
    items = [views.application_row(each, mine.get(each.application_id)) | panel[each.application_id] for each in shown]
    following = len(found) > size
    token = pages.encode(read.settings.page_key, [store.place_of(found[size - 1])]) if following else None
    return {"items": items, "next": token}


def _others(
    read: Read, actor: Actor, roles: policies.Roles, application: Application, mine: Assessment | None
) -> list[View]:
    if not policies.may_read_assessments(roles, application, mine):
        return []
    found = store.list_final_assessments(read, application.application_id, not_by=actor.id)
    return [views.assessment(each) for each in found if each.assessor_id in application.scored_by]


def _trail(read: Read, roles: policies.Roles, application: Application) -> list[View]:
    if not policies.may_read_audit(roles, application):
        return []
    texts = store.list_reasons(read, application.application_id)
    return [views.audit(each, texts) for each in store.list_audit(read, application.application_id)]


def _may(
    read: Read, actor: Actor, roles: policies.Roles, application: Application, mine: Assessment | None
) -> dict[str, bool]:
    leads, is_open = policies.may_decide(actor, roles, application), application.is_under_assessment
    return {
        "assess": _may_still_assess(actor, roles, application, mine),
        "lead": leads and is_open,
        "step_back": policies.may_step_back(actor, roles, application) and is_open,
    } | _chair_may(read, leads, application)


def _chair_may(read: Read, chairs: bool, application: Application) -> View:
    is_open = application.is_under_assessment
    is_correctable = application.status == "not_yet" or (application.is_with_panel and application.is_held)
    return {
        "ask": chairs and is_open and application.question is None,
        "decide": chairs and application.is_decidable and not application.waits_for_answer(read.now),
        "change": chairs and is_correctable,
        "take_back": chairs and application.is_held,
    }


def _may_still_assess(actor: Actor, roles: policies.Roles, application: Application, mine: Assessment | None) -> bool:
    open_to_all = policies.may_assess(actor, roles, application) and application.is_under_assessment
    return open_to_all and not (mine and mine.is_final)
