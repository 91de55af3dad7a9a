"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from services.directory.model.application import SEEN_BY_PANEL, Application
from services.directory.model.assessment import HIGHEST, LOWEST, Assessment
from services.directory.model.history import MOST_KEPT
from services.directory.model.induction import STEPS, next_steps, settle
from services.directory.model.member import CHECK_EVERY, Member
from services.directory.model.person import Person, Role, digest_address
from services.directory.model.profile import Profile
from services.directory.model.rules import CRITERIA, Incomplete, RuleBroken
from services.directory.model.visibility import AUDIENCES, HIDEABLE, LEVELS, members_alone_see
from services.directory.model.words import EVERYONE, mark, sort_key, sought, terms

__all__ = [
    "AUDIENCES",
    "CHECK_EVERY",
    "CRITERIA",
    "EVERYONE",
    "HIDEABLE",
    "HIGHEST",
    "LEVELS",
    "LOWEST",
    "MOST_KEPT",
    "SEEN_BY_PANEL",
    "STEPS",
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
    "members_alone_see",
    "next_steps",
    "settle",
    "sort_key",
    "sought",
    "terms",
]
