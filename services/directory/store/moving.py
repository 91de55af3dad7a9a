"""Finding what still carries the slug of something merged, a few at a time, and saving it in the slugs of today.

What people see of these things stays otherwise, their versions too: who is typing just now is not disturbed, and what
they send is taken for what it means today. No index serves these questions: they are asked after a merge alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from bus.collection import Document
from bus.database import Work
from services.directory.model import LISTED, Application, Lists, Member, Organisation, Person, Wave
from services.directory.store.application import read_application
from services.directory.store.changes import note_change
from services.directory.store.member import read_member
from services.directory.store.organisation import read_organisation
from services.directory.store.person import read_person
from services.directory.store.wave import MOST_AT_ONCE, read_wave

Fields = Mapping[str, tuple[str, ...]]

_IN_PROFILES: Fields = {
    "regions": ("profile.region",),
    "partnerships": ("profile.partnership",),
    "backgrounds": ("profile.background",),
    "topics": ("profile.topics", "profile.interests"),
}
_BESIDE_MEMBERS: Fields = {"topics": ("recognitions.topic",)}
_BESIDE_APPLICATIONS: Fields = {"regions": ("applied_in",)}


def has_open_wave(work: Work, region: str, today: str) -> bool:
    """Say whether a region is in a wave that runs or is planned."""
    query = {"kind": "regions", "closes_on": {"$gte": today}, "regions": region}
    holds = {"closed_at": None, "cancelled_at": None}
    return work.db["waves"].find_one(query | holds, {"_id": 1}) is not None


def has_undecided(work: Work, region: str) -> bool:
    """Say whether the panel of a region has an application before it."""
    query = {"status": "submitted", "profile.region": region}
    return work.db["applications"].find_one(query, {"_id": 1}) is not None


def members_with(work: Work, list_name: str, slug: str, limit: int) -> list[Member]:
    """List some members, and who is nominated, with a slug."""
    return [read_member(each) for each in _with(work, "members", list_name, slug, limit, _BESIDE_MEMBERS)]


def save_recoded_member(work: Work, member: Member) -> None:
    """Save the slugs of a member, and how many events were told."""
    codes = {"profile": asdict(member.profile), "recognitions": member.recognitions, "sequence": member.sequence}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": codes})
    note_change(work, member.member_id)


def applications_with(work: Work, list_name: str, slug: str, limit: int) -> list[Application]:
    """List some applications with a slug, in whatever state."""
    found = _with(work, "applications", list_name, slug, limit, _BESIDE_APPLICATIONS)
    return [read_application(each) for each in found]


def save_recoded_application(work: Work, application: Application) -> None:
    """Save the slugs of an application."""
    codes = {"profile": asdict(application.profile), "applied_in": application.applied_in}
    work.db["applications"].update_one({"_id": application.application_id}, {"$set": codes})


def organisations_with(work: Work, list_name: str, slug: str, limit: int) -> list[Organisation]:
    """List some organisations of a region or a partnership, also those that left the register."""
    field = next(field for field, name in LISTED.items() if name == list_name)
    return [read_organisation(each) for each in work.db["organisations"].find({field: slug}, limit=limit)]


def save_recoded_organisation(work: Work, organisation: Organisation) -> None:
    """Save the slugs of an organisation, and how many events were told."""
    codes = {name: getattr(organisation, name) for name in (*LISTED, "sequence")}
    work.db["organisations"].update_one({"_id": organisation.organisation_id}, {"$set": codes})


def persons_with(work: Work, region: str, limit: int) -> list[Person]:
    """List some of those who hold a role in a region."""
    found = work.db["persons"].find({"holds_roles": True, "roles.region": region}, limit=limit)
    return [read_person(each) for each in found]


def recode_waves(work: Work, region: str, lists: Lists) -> int:
    """Let the waves of a region be of what it is today; return how many there were."""
    found = work.db["waves"].find({"regions": region}, limit=MOST_AT_ONCE)
    for wave in map(read_wave, found):
        work.db["waves"].update_one({"_id": wave.wave_id}, {"$set": _regions_of(wave, lists)})
    return len(found)


def recode_interests(work: Work, region: str, into: str, limit: int) -> int:
    """Let some of those who asked to hear of a region hear of what it is today; return how many."""
    return _recode(work, "interests", region, into, limit)


def recode_assignments(work: Work, region: str, into: str, limit: int) -> int:
    """Let some assignments of a region's panel be those of what it is today; return how many."""
    return _recode(work, "assignments", region, into, limit)


def delete_panel(work: Work, region: str) -> None:
    """Forget the panel of a region; its chair's deputy stands in for nobody: what it was merged into has its own."""
    work.db["panels"].delete_one({"_id": region})


def _with(work: Work, collection: str, list_name: str, slug: str, limit: int, beside: Fields) -> list[Document]:
    fields = (*_IN_PROFILES[list_name], *beside.get(list_name, ()))
    return work.db[collection].find({"$or": [{field: slug} for field in fields]}, limit=limit)


def _recode(work: Work, collection: str, region: str, into: str, limit: int) -> int:
    found = work.db[collection].find({"region": region}, {"_id": 1}, limit=limit)
    ids = [each["_id"] for each in found]
    work.db[collection].update_many({"_id": {"$in": ids}}, {"$set": {"region": into}})
    return len(ids)


def _regions_of(wave: Wave, lists: Lists) -> Document:
    expected: dict[str, int] = {}
    for region, count in wave.expected_by_region.items():
        present = lists.present("regions", region)
        expected[present] = expected.get(present, 0) + count
    return {"regions": list(lists.recoded_slugs("regions", wave.regions)), "expected_by_region": expected}
