"""What the demonstration is: a founding cohort of invented people and the accounts to try the site with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from deploy.local.home import Home

FOLDER = Path(__file__).parent / "demonstration"
COHORT, ACCOUNTS = FOLDER / "founding-cohort.csv", FOLDER / "accounts.json"
LOADED = "demonstration"


def accounts() -> dict[str, Any]:
    """Return the demonstration's accounts: `{password, accounts: [{address, about, roles}], applicant}`."""
    return dict(json.loads(ACCOUNTS.read_text()))


def is_loaded(home: Home) -> bool:
    """Tell whether this edition of it was loaded into this home."""
    return bool(home.recall(LOADED) == _edition())


def remember_loaded(home: Home) -> None:
    """Remember that this edition is loaded."""
    home.remember(LOADED, _edition())


def forget_loaded(home: Home) -> None:
    """Remember that nothing is loaded."""
    home.forget(LOADED)


def _edition() -> str:
    return hashlib.sha256(COHORT.read_bytes() + ACCOUNTS.read_bytes()).hexdigest()
