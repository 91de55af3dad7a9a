"""What entries of the lists became when staff merged them: whatever is kept under the old slug goes to the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bus.database import Work
from services.matching.store.documents import Reader

_LISTED = {"regions": "region", "partnerships": "partnership"}
_LONGEST_CHAIN = 10


def keep_merged(work: Work, list_name: str, slug: str, into: str) -> None:
    """Keep what an entry became."""
    work.db["merged"].replace_one({"_id": f"{list_name} {slug}"}, {"into": into}, upsert=True)


def present_slug(reader: Reader, list_name: str, slug: str) -> str:
    """Return what a slug means today; one that was never merged means itself."""
    for _ in range(_LONGEST_CHAIN):
        found = reader.db["merged"].find_one({"_id": f"{list_name} {slug}"}) if slug else None
        if found is None:
            return slug
        slug = str(found["into"])
    return slug


def recode_ads(work: Work, list_name: str, slug: str, into: str) -> None:
    """Put one slug in place of another in every ad."""
    ads = work.db["ads"]
    if name := _LISTED.get(list_name):
        ads.update_many({name: slug}, {"$set": {name: into}})
    elif list_name == "topics":
        having: Mapping[str, Any] = {"topics": slug}
        ads.update_many(dict(having), {"$addToSet": {"topics": into, "tokens": f"topic {into}"}})
        ads.update_many(dict(having), {"$pull": {"topics": slug, "tokens": f"topic {slug}"}})
