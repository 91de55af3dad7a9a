"""Rewriting what carries the slug of something merged, a few at a time: whatever is killed goes on where it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bus.actor import Actor
from bus.database import Work
from services.directory import events, store
from services.directory.model import LISTED, Choice, Lists, Member, Person, Role

AT_ONCE = 50
SETTLED = timedelta(minutes=1)
"""Longer than any transaction that began before the merge: only then nobody can write the old slug any more."""
ITSELF = Actor("service", "directory")

Step = Callable[[Work, Lists, Choice], int]


def move_merged(work: Work) -> bool:
    """Rewrite some of what carries a merged slug; return whether more may be left.

    Emits `member.updated` for each member, `organisation.changed` for each organisation, and `role.granted`,
    `role.revoked` for who sat on the panel of a region.
    """
    lists = store.lists(work)
    for choice in store.list_moving(work, AT_ONCE):
        if any(step(work, lists, choice) for step in STEPS[choice.list_name]):
            return True
        if work.now - (choice.moving_since or work.now) >= SETTLED:
            store.save_moved(work, choice)
            return True
    return False


def _move_members(work: Work, lists: Lists, choice: Choice) -> int:
    found = store.members_with(work, choice.list_name, choice.slug, AT_ONCE)
    for member in found:
        _recode(member, lists)
        if member.is_listed:
            work.emit(events.MemberUpdated, events.member_state(member), of=member)
        store.save_recoded_member(work, member)
    return len(found)


def _recode(member: Member, lists: Lists) -> None:
    member.profile = lists.recoded(member.profile)
    member.recognitions = [each | {"topic": lists.present("topics", each["topic"])} for each in member.recognitions]


def _move_applications(work: Work, lists: Lists, choice: Choice) -> int:
    found = store.applications_with(work, choice.list_name, choice.slug, AT_ONCE)
    for application in found:
        application.profile = lists.recoded(application.profile)
        application.applied_in = lists.present("regions", application.applied_in)
        store.save_recoded_application(work, application)
    return len(found)


def _move_organisations(work: Work, lists: Lists, choice: Choice) -> int:
    found = store.organisations_with(work, choice.list_name, choice.slug, AT_ONCE)
    for organisation in found:
        for field, list_name in LISTED.items():
            if slug := getattr(organisation, field):
                setattr(organisation, field, lists.present(list_name, slug))
        if organisation.is_live:
            work.emit(events.OrganisationChanged, events.organisation_state(organisation), of=organisation)
        store.save_recoded_organisation(work, organisation)
    return len(found)


def _move_roles(work: Work, lists: Lists, choice: Choice) -> int:
    found, into = store.persons_with(work, choice.slug, AT_ONCE), lists.present("regions", choice.slug)
    for person in found:
        for role in [each for each in person.roles if each.region == choice.slug]:
            _move_role(work, person, role, replace(role, region=into))
        store.save_person(work, person)
    return len(found)


def _move_role(work: Work, person: Person, old: Role, new: Role) -> None:
    if person.grant(new):
        work.emit(events.RoleGranted, events.role_change(person, new), of=person)
        store.record(work, ITSELF, "role.granted", person.person_id, **new.to_dict())
    person.revoke(old)
    work.emit(events.RoleRevoked, events.role_change(person, old), of=person)
    store.record(work, ITSELF, "role.revoked", person.person_id, **old.to_dict())


def _move_panel(work: Work, lists: Lists, choice: Choice) -> int:
    store.delete_panel(work, choice.slug)
    return 0


def _move_waves(work: Work, lists: Lists, choice: Choice) -> int:
    return store.recode_waves(work, choice.slug, lists)


def _move_interests(work: Work, lists: Lists, choice: Choice) -> int:
    return store.recode_interests(work, choice.slug, lists.present("regions", choice.slug), AT_ONCE)


def _move_assignments(work: Work, lists: Lists, choice: Choice) -> int:
    return store.recode_assignments(work, choice.slug, lists.present("regions", choice.slug), AT_ONCE)


_OF_PROFILES: tuple[Step, ...] = (_move_members, _move_applications)
_OF_PLACES: tuple[Step, ...] = (*_OF_PROFILES, _move_organisations)
STEPS: dict[str, tuple[Step, ...]] = {
    "regions": (*_OF_PLACES, _move_roles, _move_waves, _move_interests, _move_assignments, _move_panel),
    "partnerships": _OF_PLACES,
    "backgrounds": _OF_PROFILES,
    "topics": _OF_PROFILES,
}
"""What may carry a slug of each list; a panel last, when nobody sits on it any more."""
