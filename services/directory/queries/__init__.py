"""Reads: projected, paged, bounded; they change nothing."""

from services.directory.queries.application import get_application, get_my_application, list_applications
from services.directory.queries.audit import verify_audit
from services.directory.queries.member import get_member, get_my_profile, search_members
from services.directory.queries.overview import get_overview, list_overseen
from services.directory.queries.person import find_person, get_my_roles, list_roles
from services.directory.queries.reference import get_reference

__all__ = [
    "find_person",
    "get_application",
    "get_member",
    "get_my_application",
    "get_my_profile",
    "get_my_roles",
    "get_overview",
    "get_reference",
    "list_applications",
    "list_overseen",
    "list_roles",
    "search_members",
    "verify_audit",
]
