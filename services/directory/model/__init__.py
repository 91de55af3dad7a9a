"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from .application import SEEN_BY_PANEL, Application
from .assessment import HIGHEST, LOWEST, Assessment
from .member import Member
from .person import Person, Role, digest_address
from .profile import Profile
from .rules import CRITERIA, Incomplete, RuleBroken
from .words import EVERYONE, mark, sort_key, sought, terms

__all__ = [
    "CRITERIA",
    "EVERYONE",
    "HIGHEST",
    "LOWEST",
    "SEEN_BY_PANEL",
    "Application",
    "Assessment",
    "Incomplete",
    "Member",
    "Person",
    "Profile",
    "Role",
    "RuleBroken",
    "digest_address",
    "mark",
    "sort_key",
    "sought",
    "terms",
]
