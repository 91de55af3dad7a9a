"""The network of members, read whole: whoever counts it looks at every member and every pair once."""

from __future__ import annotations

from bus.collection import MOST, Document
from services.directory.model import Network, Node
from services.directory.store.benefit import all_ties
from services.directory.store.choices import lists
from services.directory.store.documents import ASCENDING, Reader

WANTED = {
    "joined_at": 1,
    "profile.region": 1,
    "profile.background": 1,
    "profile.organisation_id": 1,
}


def read_network(reader: Reader) -> Network:
    """Return all who are members now, and when which of them were connected."""
    return Network(_nodes(reader), dict(all_ties(reader)))


def _nodes(reader: Reader) -> dict[str, Node]:
    nodes, after, named = {}, "", lists(reader)
    while found := _page(reader, after):
        for each in found:
            profile = each["profile"]
            nodes[each["_id"]] = Node(
                each["joined_at"],
                named.present("regions", profile["region"] or ""),
                named.present("backgrounds", profile["background"] or ""),
                profile.get("organisation_id", ""),
            )
        after = found[-1]["_id"]
    return nodes


def _page(reader: Reader, after: str) -> list[Document]:
    query = {"_id": {"$gt": after}, "listing": {"$type": "string"}}
    return reader.db["members"].find(query, WANTED, sort=[("_id", ASCENDING)], limit=MOST)
