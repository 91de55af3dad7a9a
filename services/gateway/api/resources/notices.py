"""Notices and preferences."""

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.operations import (
    ANYONE,
)
from services.gateway.api.resources.groups import (
    Fields,
    notices,
)
from services.gateway.api.schemas import notices as of_notices
from services.gateway.api.schemas import people as of_people
from services.gateway.api.schemas.common import PageOf


@notices.question("/me/notices", of_notices.NoticePage, query=PageOf)
def list_notices(query: Fields) -> Answer:
    """List your notices, newest first."""
    return ask(calls.list_notices(**query))


@notices.question("/me/notices/unread", of_people.Count)
def count_unread() -> Answer:
    """Count your unread notices."""
    return ask(calls.count_unread())


@notices.command("/me/notices/read", of_notices.Marked, body=of_notices.ReadUntil)
def mark_notices_read(body: Fields) -> Answer:
    """Mark your notices as read, up to a moment."""
    return tell(calls.mark_notices_read(body["until"].isoformat()))


@notices.question("/me/preferences", of_notices.Preferences)
def get_preferences() -> Answer:
    """Get which kinds of notice are also mailed to you."""
    return ask(calls.get_preferences())


@notices.command("/me/preferences/<kind>", of_notices.Preference, body=of_notices.ChangePreference, method="PUT")
def set_preference(body: Fields, kind: str) -> Answer:
    """Choose whether a kind of notice is also mailed to you."""
    return tell(calls.set_preference(kind, body["mail"]))


@notices.command("/unsubscriptions", of_notices.Unsubscribed, body=of_notices.Unsubscribe, to=ANYONE)
def unsubscribe(body: Fields) -> Answer:
    """Stop mails of one kind, by the signed token of such a mail."""
    return tell(calls.unsubscribe(body["token"]))
