"""What pages ask about replies; nothing here changes anything."""

from bus.database import Read
from services.gateway.deeds import store
from services.gateway.deeds.model import Reply


def find_reply(read: Read, reply_id: str) -> Reply | None:
    """Return what was said by a signed link, or None."""
    return store.find_reply(read, reply_id)
