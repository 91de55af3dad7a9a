"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from services.directory.model.application import SEEN_BY_PANEL, Application
from services.directory.model.assessment import HIGHEST, LOWEST, Assessment
from services.directory.model.finding import AUDIENCES, FILTERS, Filter, Findable, Search, findable, seen_by
from services.directory.model.member import CHECK_EVERY, Member
from services.directory.model.person import Person, Role, digest_address
from services.directory.model.profile import Profile
from services.directory.model.rules import CRITERIA, Incomplete, RuleBroken
from services.directory.model.words import LEAST_MISTYPED, id_in, near, sort_key, sought

__all__ = [
    "AUDIENCES",
    "CHECK_EVERY",
    "CRITERIA",
    "FILTERS",
    "HIGHEST",
    "LEAST_MISTYPED",
    "LOWEST",
    "SEEN_BY_PANEL",
    "Application",
    "Assessment",
    "Filter",
    "Findable",
    "Incomplete",
    "Member",
    "Person",
    "Profile",
    "Role",
    "RuleBroken",
    "Search",
    "digest_address",
    "findable",
    "id_in",
    "near",
    "seen_by",
    "sort_key",
    "sought",
]
