"""Reads signed links; notifications signs them while it sends a mail, with the key that both share."""

from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from services.gateway.deeds.errors import DeedOver, NoDeed
from services.gateway.pages.deeds.deed import Mailed
from services.gateway.pages.deeds.table import DEEDS
from services.gateway.surroundings import read, surroundings

SALT = "deed"


class Over(DeedOver):
    """A signed link that ran out; `mailed` says what it was for."""

    def __init__(self, mailed: Mailed) -> None:
        super().__init__()
        self.mailed = mailed


def read_token(token: str) -> Mailed:
    """Return what a token of ours says; raises NoDeed for any other, and Over when it ran out."""
    mailed = verify(token, surroundings().settings.link_key)
    if read().now >= mailed.expires_at:
        raise Over(mailed)
    return mailed


def verify(token: str, key: str) -> Mailed:
    """Return what a token says that was signed with this key, also when it ran out; raises NoDeed."""
    try:
        return _mailed(URLSafeSerializer(key, salt=SALT).loads(token))
    except (BadData, LookupError, TypeError, ValueError, AttributeError, OverflowError, OSError) as error:
        raise NoDeed() from error


def _mailed(claims: dict[str, Any]) -> Mailed:
    about = {str(name): str(value) for name, value in claims["about"].items()}
    expires_at = datetime.fromtimestamp(int(claims["exp"]), UTC)
    return Mailed(DEEDS[claims["deed"]], str(claims["person_id"]), about, str(claims["mail_id"]), expires_at)
