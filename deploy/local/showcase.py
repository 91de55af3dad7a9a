"""What the demonstration is: a founding cohort of invented people and the accounts to try the site with."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from deploy.local.home import Home
from deploy.local.site import Site

FOLDER = Path(__file__).parent / "demonstration"
COHORT, ACCOUNTS = FOLDER / "founding-cohort.csv", FOLDER / "accounts.json"
ORGANISATIONS = FOLDER / "organisations.csv"
LOADED = "demonstration"
WAVE = "open to all regions"


def accounts() -> dict[str, Any]:
    """Return the demonstration's accounts: `{password, accounts: [{address, about, roles}], applicant}`."""
    return dict(json.loads(ACCOUNTS.read_text()))


def is_loaded(site: Site) -> bool:
    """Tell whether this edition of it was loaded into the database of this site."""
    return bool(site.home.recall(LOADED) == edition(site))


def remember_loaded(home: Home, loaded: str) -> None:
    """Remember which edition is loaded, and into which database."""
    home.remember(LOADED, loaded)


def forget_loaded(home: Home) -> None:
    """Remember that nothing is loaded."""
    home.forget(LOADED)


def edition(site: Site) -> str:
    """Return a digest of what is loaded and of the database that it is loaded into."""
    database = f"{site.settings.namespace} {site.settings.mongodb_uri}"  # The runner's own may change its port.
    files = COHORT.read_bytes() + ACCOUNTS.read_bytes() + ORGANISATIONS.read_bytes()
    return hashlib.sha256(files + WAVE.encode() + database.encode()).hexdigest()
