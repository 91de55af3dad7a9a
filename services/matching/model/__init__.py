"""What matching is about, and its rules: the standard library only."""

from services.matching.model.certificate import BOUNDS, Certificate, certify
from services.matching.model.draw import Bound, Draw, Inputs, Pair, pair_of
from services.matching.model.member import Member
from services.matching.model.score import Traits, is_other, score, score_of

__all__ = [
    "BOUNDS",
    "Bound",
    "Certificate",
    "Draw",
    "Inputs",
    "Member",
    "Pair",
    "Traits",
    "certify",
    "is_other",
    "pair_of",
    "score",
    "score_of",
]
