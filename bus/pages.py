"""Pages of a list: `{"items", "next"}` with a signed, opaque token of sort keys, so that no list is unbounded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from bus.errors import Invalid

DEFAULT, MOST = 20, 100


def take(limit: int | None) -> int:
    """Return how many items a page holds: 20 unless told, 100 at most, 1 at least."""
    return max(1, min(limit or DEFAULT, MOST))


def encode(key: str, sort_keys: Sequence[Any]) -> str:
    """Return the token that stands for the place after these sort keys."""
    return str(URLSafeSerializer(key, salt="page").dumps(list(sort_keys)))


def decode(key: str, token: str) -> list[Any]:
    """Return the sort keys of a token; raises Invalid when it is not ours."""
    try:
        return list(URLSafeSerializer(key, salt="page").loads(token))
    except BadData as error:
        raise Invalid("invalid_page_token") from error
