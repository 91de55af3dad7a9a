"""Reads: projected, paged, bounded; they change nothing."""

from services.directory.queries.application import get_application, get_my_application, list_applications
from services.directory.queries.audit import verify_audit
from services.directory.queries.benefit import get_benefit_question, get_my_question, list_my_benefits
from services.directory.queries.calibration import get_example, list_examples
from services.directory.queries.connection import get_connection, list_connections, list_introductions
from services.directory.queries.contact import list_blocked
from services.directory.queries.interest import get_my_interest
from services.directory.queries.member import get_member, get_my_profile, preview_profile
from services.directory.queries.network import get_network
from services.directory.queries.organisation import (
    get_organisation,
    get_workplace,
    list_unknown_organisations,
    search_organisations,
)
from services.directory.queries.overview import get_overview, list_overseen
from services.directory.queries.panel import get_panel, list_my_assignments
from services.directory.queries.person import find_person, get_my_roles, list_roles
from services.directory.queries.photograph import get_photograph
from services.directory.queries.recognition import list_recognitions
from services.directory.queries.reference import get_choice, get_reference
from services.directory.queries.report import list_reports
from services.directory.queries.search import count_skills, export_members, search_members
from services.directory.queries.suggestion import list_suggestions
from services.directory.queries.wave import get_admission, get_wave, list_all_waves, list_waves

__all__ = [
    "count_skills",
    "export_members",
    "find_person",
    "get_admission",
    "get_application",
    "get_benefit_question",
    "get_choice",
    "get_connection",
    "get_example",
    "get_member",
    "get_my_application",
    "get_my_interest",
    "get_my_profile",
    "get_my_question",
    "get_my_roles",
    "get_network",
    "get_organisation",
    "get_overview",
    "get_panel",
    "get_photograph",
    "get_reference",
    "get_wave",
    "get_workplace",
    "list_all_waves",
    "list_applications",
    "list_blocked",
    "list_connections",
    "list_examples",
    "list_introductions",
    "list_my_assignments",
    "list_my_benefits",
    "list_overseen",
    "list_recognitions",
    "list_reports",
    "list_roles",
    "list_suggestions",
    "list_unknown_organisations",
    "list_waves",
    "preview_profile",
    "search_members",
    "search_organisations",
    "verify_audit",
]
