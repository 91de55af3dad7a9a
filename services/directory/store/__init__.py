"""The only room that knows the database: documents to model and back, and every index."""

from services.directory.store import application, assessment, audit, changes, member, person
from services.directory.store.application import (
    add_application,
    add_scorer,
    find_latest_application,
    find_live_application,
    get_application,
    list_applications,
    list_unerased_applications,
    place_of,
    save_application,
)
from services.directory.store.assessment import (
    find_assessment,
    find_assessments_by,
    list_assessments,
    list_final_assessments,
    save_assessment,
)
from services.directory.store.audit import list_audit, record
from services.directory.store.documents import ASCENDING, DESCENDING, Reader
from services.directory.store.index import Found, Place
from services.directory.store.member import (
    delete_member,
    find_member,
    list_members,
    list_members_to_ask,
    names_of,
    page_members,
    page_nominated,
    save_asking,
    save_member,
)
from services.directory.store.person import (
    add_person,
    find_person,
    find_person_by_digest,
    get_person,
    hold_person,
    list_role_holders,
    page_persons,
    roles_of,
    save_person,
)
from services.directory.store.search import count_across, keep_search, search_members

INDEXES = {
    "persons": person.INDEXES,
    "applications": application.INDEXES,
    "assessments": assessment.INDEXES,
    "members": member.INDEXES,
    "audit": audit.INDEXES,
    "search_changes": changes.INDEXES,
}

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "INDEXES",
    "Found",
    "Place",
    "Reader",
    "add_application",
    "add_person",
    "add_scorer",
    "count_across",
    "delete_member",
    "find_assessment",
    "find_assessments_by",
    "find_latest_application",
    "find_live_application",
    "find_member",
    "find_person",
    "find_person_by_digest",
    "get_application",
    "get_person",
    "hold_person",
    "keep_search",
    "list_applications",
    "list_assessments",
    "list_audit",
    "list_final_assessments",
    "list_members",
    "list_members_to_ask",
    "list_role_holders",
    "list_unerased_applications",
    "names_of",
    "page_members",
    "page_nominated",
    "page_persons",
    "place_of",
    "record",
    "roles_of",
    "save_application",
    "save_asking",
    "save_assessment",
    "save_member",
    "save_person",
    "search_members",
]
