"""The directory's aggregates and rules: plain Python that decides, and touches nothing."""

from services.directory.model.application import OVERSEEN, SEEN_BY_PANEL, Application
from services.directory.model.assessment import HIGHEST, LOWEST, Assessment
from services.directory.model.assignment import CONFLICTS, FOUND, Assignment, Workload, next_assessors
from services.directory.model.benefit import GAVE, MOST_OF_ONE, REACHED, WAYS, Benefit, Pair, Span, spans
from services.directory.model.calibration import Agreement, agreement, kappa
from services.directory.model.choices import GROWING, LISTS, STATES, Choice, Lists, require_regions
from services.directory.model.connection import AFTER_NO, AFTER_WITHDRAWING, MOST_OPEN, SOURCES, Connection, pair_of
from services.directory.model.contact import MOST_BLOCKED, Contact, keep_apart
from services.directory.model.decision import MOST_WAIT_MONTHS, REASONS, WAIT_MONTHS, Decision, months_after
from services.directory.model.finding import FILTERS, Filter, Findable, Search, findable, seen_by
from services.directory.model.following import (
    MONTHS,
    MOST_ASKED,
    MOST_QUESTIONS,
    OPEN_FOR,
    Asking,
    BenefitQuestion,
    Following,
    following_id,
    moment_after,
    unanswered,
)
from services.directory.model.history import MOST_KEPT
from services.directory.model.induction import STEPS, next_steps, settle
from services.directory.model.interest import WISHES, Interest
from services.directory.model.introduction import MOST_INTRODUCTIONS, WAITS_FOR, Introduction
from services.directory.model.member import CHECK_EVERY, Member
from services.directory.model.network import BOUNDARIES, Group, Moment, Network, Node, month_starts, told
from services.directory.model.organisation import LISTED, MOST_OTHER_NAMES, Organisation
from services.directory.model.panel import (
    ENOUGH_ASSESSMENTS,
    READY,
    REASONS_TO_MOVE,
    Leaders,
    Panel,
    is_among,
    lie_apart,
)
from services.directory.model.person import Person, Role, digest_address
from services.directory.model.photograph import SIZES, Photograph
from services.directory.model.profile import Profile
from services.directory.model.question import Question
from services.directory.model.report import FAULTS, OUTCOMES, Report
from services.directory.model.rules import CRITERIA, Incomplete, RuleBroken, TooManyWords
from services.directory.model.suggesting import Wish, turn_of, wish_of
from services.directory.model.visibility import AUDIENCES, HIDEABLE, LEVELS, fields_for_members, members_alone_see
from services.directory.model.wave import KINDS, Wave, admitting, capacity, london_day, require_no_overlap
from services.directory.model.words import LEAST_MISTYPED, id_in, near, normal_form, sort_key, sought

__all__ = [
    "AFTER_NO",
    "AFTER_WITHDRAWING",
    "AUDIENCES",
    "BOUNDARIES",
    "CHECK_EVERY",
    "CONFLICTS",
    "CRITERIA",
    "ENOUGH_ASSESSMENTS",
    "FAULTS",
    "FILTERS",
    "FOUND",
    "GAVE",
    "GROWING",
    "HIDEABLE",
    "HIGHEST",
    "KINDS",
    "LEAST_MISTYPED",
    "LEVELS",
    "LISTED",
    "LISTS",
    "LOWEST",
    "MONTHS",
    "MOST_ASKED",
    "MOST_BLOCKED",
    "MOST_INTRODUCTIONS",
    "MOST_KEPT",
    "MOST_OF_ONE",
    "MOST_OPEN",
    "MOST_OTHER_NAMES",
    "MOST_QUESTIONS",
    "MOST_WAIT_MONTHS",
    "OPEN_FOR",
    "OUTCOMES",
    "OVERSEEN",
    "REACHED",
    "READY",
    "REASONS",
    "REASONS_TO_MOVE",
    "SEEN_BY_PANEL",
    "SIZES",
    "SOURCES",
    "STATES",
    "STEPS",
    "WAITS_FOR",
    "WAIT_MONTHS",
    "WAYS",
    "WISHES",
    "Agreement",
    "Application",
    "Asking",
    "Assessment",
    "Assignment",
    "Benefit",
    "BenefitQuestion",
    "Choice",
    "Connection",
    "Contact",
    "Decision",
    "Filter",
    "Findable",
    "Following",
    "Group",
    "Incomplete",
    "Interest",
    "Introduction",
    "Leaders",
    "Lists",
    "Member",
    "Moment",
    "Network",
    "Node",
    "Organisation",
    "Pair",
    "Panel",
    "Person",
    "Photograph",
    "Profile",
    "Question",
    "Report",
    "Role",
    "RuleBroken",
    "Search",
    "Span",
    "TooManyWords",
    "Wave",
    "Wish",
    "Workload",
    "admitting",
    "agreement",
    "capacity",
    "digest_address",
    "fields_for_members",
    "findable",
    "following_id",
    "id_in",
    "is_among",
    "kappa",
    "keep_apart",
    "lie_apart",
    "london_day",
    "members_alone_see",
    "moment_after",
    "month_starts",
    "months_after",
    "near",
    "next_assessors",
    "next_steps",
    "normal_form",
    "pair_of",
    "require_no_overlap",
    "require_regions",
    "seen_by",
    "settle",
    "sort_key",
    "sought",
    "spans",
    "told",
    "turn_of",
    "unanswered",
    "wish_of",
]
