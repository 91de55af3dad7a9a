"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from services.directory.model.application import SEEN_BY_PANEL, Application
from services.directory.model.assessment import HIGHEST, LOWEST, Assessment
from services.directory.model.interest import WISHES, Interest
from services.directory.model.member import CHECK_EVERY, Member
from services.directory.model.person import Person, Role, digest_address
from services.directory.model.profile import Profile
from services.directory.model.rules import CRITERIA, Incomplete, RuleBroken
from services.directory.model.wave import KINDS, Wave, admitting, capacity, london_day, require_no_overlap
from services.directory.model.words import EVERYONE, mark, sort_key, sought, terms

__all__ = [
    "CHECK_EVERY",
    "CRITERIA",
    "EVERYONE",
    "HIGHEST",
    "KINDS",
    "LOWEST",
    "SEEN_BY_PANEL",
    "WISHES",
    "Application",
    "Assessment",
    "Incomplete",
    "Interest",
    "Member",
    "Person",
    "Profile",
    "Role",
    "RuleBroken",
    "Wave",
    "admitting",
    "capacity",
    "digest_address",
    "london_day",
    "mark",
    "require_no_overlap",
    "sort_key",
    "sought",
    "terms",
]
