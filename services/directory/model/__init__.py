"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from services.directory.model.application import OVERSEEN, SEEN_BY_PANEL, Application
from services.directory.model.assessment import HIGHEST, LOWEST, Assessment
from services.directory.model.decision import MOST_WAIT_MONTHS, REASONS, WAIT_MONTHS, Decision, months_after
from services.directory.model.member import CHECK_EVERY, Member
from services.directory.model.person import Person, Role, digest_address
from services.directory.model.profile import Profile
from services.directory.model.question import Question
from services.directory.model.rules import CRITERIA, Incomplete, RuleBroken, TooManyWords
from services.directory.model.words import EVERYONE, mark, sort_key, sought, terms

__all__ = [
    "CHECK_EVERY",
    "CRITERIA",
    "EVERYONE",
    "HIGHEST",
    "LOWEST",
    "MOST_WAIT_MONTHS",
    "OVERSEEN",
    "REASONS",
    "SEEN_BY_PANEL",
    "WAIT_MONTHS",
    "Application",
    "Assessment",
    "Decision",
    "Incomplete",
    "Member",
    "Person",
    "Profile",
    "Question",
    "Role",
    "RuleBroken",
    "TooManyWords",
    "digest_address",
    "mark",
    "months_after",
    "sort_key",
    "sought",
    "terms",
]
