"""The doors of notices and of what a person chooses."""

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.notifications import actions, queries, schemas

Data = dict[str, Any]


class Answering:
    """Answer what a person asks of their notices and mails, and an operator of all mails."""

    @query(schemas.ListNotices)
    def list_notices(self, read: Read, actor: Actor, request: Data) -> Data:
        return queries.list_notices(read, actor, **request)

    @query(schemas.CountUnread)
    def count_unread(self, read: Read, actor: Actor, request: Data) -> Data:
        return queries.count_unread(read, actor)

    @command(schemas.MarkNoticesRead)
    def mark_notices_read(self, work: Work, actor: Actor, request: Data) -> Data:
        return actions.mark_notices_read(work, actor, **request)

    @query(schemas.GetPreferences)
    def get_preferences(self, read: Read, actor: Actor, request: Data) -> Data:
        return queries.get_preferences(read, actor)

    @command(schemas.SetPreference)
    def set_preference(self, work: Work, actor: Actor, request: Data) -> Data:
        return actions.set_preference(work, actor, **request)

    @command(schemas.Unsubscribe)
    def unsubscribe(self, work: Work, actor: Actor, request: Data) -> Data:
        return actions.unsubscribe(work, **request)

    @query(schemas.GetMailState)
    def get_mail_state(self, read: Read, actor: Actor, request: Data) -> Data:
        return queries.get_mail_state(read, actor)
