"""The swap shop and wanted ads: all of it is matching's, which answers also while the directory is away."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def list_ads(shop: str, limit: int | None = None, after: str | None = None, **sought: str | None) -> Question:
    """Find open ads of the `swap` shop or the `wanted` ads by `words`, `side`, `kind`, `topic` and `region`."""
    return Question("matching", "list_ads", given(shop=shop, limit=limit, after=after, **sought))


def get_ad(ad_id: str) -> Question:
    """One ad, with the replies to it for its author, one's own reply, and what one may do."""
    return Question("matching", "get_ad", {"ad_id": ad_id})


def list_my_ads(limit: int | None = None, after: str | None = None) -> Question:
    """What the asker posted, the newest first."""
    return Question("matching", "list_my_ads", given(limit=limit, after=after))


def list_my_replies(limit: int | None = None, after: str | None = None) -> Question:
    """What the asker replied, each with its ad."""
    return Question("matching", "list_my_replies", given(limit=limit, after=after))


def list_my_matches(limit: int | None = None, after: str | None = None) -> Question:
    """Which ads meet the asker's, and why."""
    return Question("matching", "list_my_matches", given(limit=limit, after=after))


def list_kept_ads(limit: int | None = None, after: str | None = None) -> Question:
    """What waits for staff, and what was reported."""
    return Question("matching", "list_kept_ads", given(limit=limit, after=after))


def post_ad(fields: Mapping[str, Any]) -> Command:
    """Post a `want`, an `offer` or a `wanted` ad."""
    return Command("matching", "post_ad", fields)


def change_ad(ad_id: str, version: int, fields: Mapping[str, Any]) -> Command:
    """Change an ad as it was seen."""
    return Command("matching", "change_ad", {**fields, "ad_id": ad_id, "version": version})


def renew_ad(ad_id: str) -> Command:
    """Show an ad for sixty days from now."""
    return Command("matching", "renew_ad", {"ad_id": ad_id})


def close_ad(ad_id: str, outcome: str, words: str = "") -> Command:
    """End an ad with what came of it."""
    return Command("matching", "close_ad", {"ad_id": ad_id, "outcome": outcome, "words": words})


def reply_to_ad(ad_id: str, message: str) -> Command:
    """Reply to somebody's ad."""
    return Command("matching", "reply_to_ad", {"ad_id": ad_id, "message": message})


def settle_reply(how: str, reply_id: str) -> Command:
    """Settle a reply: `accept` or `decline` one to the asker's ad, `withdraw` one's own."""
    return Command("matching", f"{how}_reply", {"reply_id": reply_id})


def report_ad(ad_id: str, reason: str, words: str = "") -> Command:
    """Tell staff what is wrong with an ad."""
    return Command("matching", "report_ad", {"ad_id": ad_id, "reason": reason, "words": words})


def release_ad(ad_id: str, version: int) -> Command:
    """Show a wanted ad that waits for staff, as it was seen."""
    return Command("matching", "release_ad", {"ad_id": ad_id, "version": version})


def dismiss_reports(ad_id: str) -> Command:
    """Say that nothing is wrong with an ad."""
    return Command("matching", "dismiss_reports", {"ad_id": ad_id})


def remove_ad(ad_id: str, reason: str, words: str) -> Command:
    """Take an ad away, and tell its author why."""
    return Command("matching", "remove_ad", {"ad_id": ad_id, "reason": reason, "words": words})
