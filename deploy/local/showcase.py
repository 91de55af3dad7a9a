"""What the demonstration is: a founding cohort of invented people, those who came later, and accounts to try it."""

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
LOADED, BEGUN, PROGRESS = "demonstration", "demonstration-story", "demonstration-progress"
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


def forget(home: Home) -> None:
    """Remember that nothing is loaded, nor begun."""
    for name in (LOADED, BEGUN, PROGRESS):
        home.forget(name)


def edition(site: Site) -> str:
    """Return a digest of what is loaded and of the database that it is loaded into."""
    invented = COHORT.read_bytes() + ACCOUNTS.read_bytes() + ORGANISATIONS.read_bytes() + WAVE.encode()
    return hashlib.sha256(invented + f"{database(site)} {site.settings.demo_members}".encode()).hexdigest()


def database(site: Site) -> str:
    """Return what tells the database of this site from others; the runner's own may change its port."""
    name = f"{site.settings.namespace} {site.settings.mongodb_uri}"
    return hashlib.sha256(name.encode()).hexdigest()


def remember_progress(home: Home, joined: int, of: int) -> None:
    """Remember how many members there are while it loads."""
    home.remember(PROGRESS, {"joined": joined, "of": of})


def progress(home: Home) -> str:
    """Say how far it is loaded; nothing when it is not being loaded."""
    kept = home.recall(PROGRESS)
    return f"{kept['joined']:,} of {kept['of']:,} invented members have joined" if kept else ""


def forget_progress(home: Home) -> None:
    """Remember that nothing is being loaded."""
    home.forget(PROGRESS)
