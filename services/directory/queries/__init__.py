"""Reads: projected, paged, bounded; they change nothing."""

from services.directory.queries.application import get_application, get_my_application, list_applications
from services.directory.queries.member import get_member, get_my_profile
from services.directory.queries.person import find_person, get_my_roles, list_roles
from services.directory.queries.reference import get_reference
from services.directory.queries.search import count_skills, export_members, search_members

__all__ = [
    "count_skills",
    "export_members",
    "find_person",
    "get_application",
    "get_member",
    "get_my_application",
    "get_my_profile",
    "get_my_roles",
    "get_reference",
    "list_applications",
    "list_roles",
    "search_members",
]
