"""Reads: projected, paged, bounded; they change nothing."""

from services.matching.queries.ad import get_ad, list_ads, list_my_ads, list_my_matches, list_my_replies
from services.matching.queries.coffee import find_namesakes, get_certificate, get_my_coffee, get_pair, list_my_pairs
from services.matching.queries.moderating import list_kept_ads
from services.matching.queries.round import get_round, list_rounds, replay_round

__all__ = [
    "find_namesakes",
    "get_ad",
    "get_certificate",
    "get_my_coffee",
    "get_pair",
    "get_round",
    "list_ads",
    "list_kept_ads",
    "list_my_ads",
    "list_my_matches",
    "list_my_pairs",
    "list_my_replies",
    "list_rounds",
    "replay_round",
]
