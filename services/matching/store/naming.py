"""Finding members by their whole name, for who says whom they would rather not meet."""

from __future__ import annotations

import re

from services.matching.model import Member
from services.matching.store.documents import Reader
from services.matching.store.member import find_members

MOST_NAMESAKES = 20


def list_namesakes(reader: Reader, name: str) -> list[Member]:
    """List the members of a name, however it is capitalised; twenty at most."""
    query = {"name": {"$regex": f"^{re.escape(' '.join(name.split()))}$", "$options": "i"}}
    found = reader.db["members"].find(query, {"_id": 1}, limit=MOST_NAMESAKES)
    return list(find_members(reader, [each["_id"] for each in found]).values())
