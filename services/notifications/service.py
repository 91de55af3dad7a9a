"""The doors of notifications: what it hears, what it answers, and the loop that sends."""

import threading
from typing import Any

from bus.actor import Actor
from bus.database import Database, Read, Work
from bus.doors import background, command, erasure, projection, query, reaction
from bus.events import Received
from services.notifications import actions, events, queries, schemas, store
from services.notifications.mailing import sender
from services.notifications.settings import NotificationsSettings

Data = dict[str, Any]


class NotificationsService:
    """What reaches a person: notices, mails, and what they choose."""

    name = "notifications"
    settings = NotificationsSettings
    publishes = (events.NoticeAdded,)
    indexes = store.INDEXES

    @projection(schemas.AddressChanged, queue="notifications.addresses.v1")
    def keep_address(self, work: Work, event: Received) -> None:
        actions.keep_address(work, event)

    @projection(schemas.RoleGranted, schemas.RoleRevoked, queue="notifications.roles.v1")
    def keep_roles(self, work: Work, event: Received) -> None:
        actions.keep_roles(work, event)

    @projection(schemas.PersonNominated, queue="notifications.nominations.v1")
    def keep_nomination(self, work: Work, event: Received) -> None:
        actions.keep_nomination(work, event)

    @projection(schemas.ChoiceRenamed, schemas.ChoiceAdded, schemas.ChoiceMerged, queue="notifications.names.v1")
    def keep_name(self, work: Work, event: Received) -> None:
        actions.keep_name(work, event)

    @reaction(schemas.LinkRequested, queue="notifications.links.v1")
    def send_link(self, work: Work, event: Received) -> None:
        actions.send_link(work, event)

    @reaction(schemas.AddressAdded, schemas.AddressRemoved, queue="notifications.address_changes.v1")
    def tell_addresses(self, work: Work, event: Received) -> None:
        actions.tell_addresses(work, event)

    @reaction(schemas.ApplicationSubmitted, queue="notifications.submissions.v1")
    def tell_submission(self, work: Work, event: Received) -> None:
        actions.tell_submission(work, event)

    @reaction(schemas.ApplicationWithdrawn, queue="notifications.withdrawals.v1")
    def tell_withdrawal(self, work: Work, event: Received) -> None:
        actions.tell_withdrawal(work, event)

    @reaction(schemas.ApplicationDecided, queue="notifications.decisions.v1")
    def tell_decision(self, work: Work, event: Received) -> None:
        actions.tell_decision(work, event)

    @reaction(schemas.ApplicationMoved, queue="notifications.moves.v1")
    def tell_move(self, work: Work, event: Received) -> None:
        actions.tell_move(work, event)

    @reaction(schemas.AssignmentMade, queue="notifications.assignments.v1")
    def tell_assignment(self, work: Work, event: Received) -> None:
        actions.tell_assignment(work, event)

    @reaction(schemas.AssignmentDue, queue="notifications.deadlines.v1")
    def tell_deadline(self, work: Work, event: Received) -> None:
        actions.tell_deadline(work, event)

    @reaction(schemas.ApplicationQuestioned, queue="notifications.questions.v1")
    def tell_question(self, work: Work, event: Received) -> None:
        actions.tell_question(work, event)

    @reaction(schemas.ApplicationAnswered, queue="notifications.answers.v1")
    def tell_answer(self, work: Work, event: Received) -> None:
        actions.tell_answer(work, event)

    @reaction(schemas.ApplicationExpiring, queue="notifications.expiries.v1")
    def tell_expiry(self, work: Work, event: Received) -> None:
        actions.tell_expiry(work, event)

    @reaction(schemas.MemberJoined, queue="notifications.welcomes.v1")
    def tell_welcome(self, work: Work, event: Received) -> None:
        actions.tell_welcome(work, event)

    @reaction(schemas.EntryCheckDue, queue="notifications.checks.v1")
    def tell_check(self, work: Work, event: Received) -> None:
        actions.tell_check(work, event)

    @reaction(schemas.InterestAnswered, queue="notifications.interests.v1")
    def tell_wave(self, work: Work, event: Received) -> None:
        actions.tell_wave(work, event)

    @reaction(schemas.RecognitionGiven, queue="notifications.recognitions.v1")
    def tell_recognition(self, work: Work, event: Received) -> None:
        actions.tell_recognition(work, event)

    @erasure(schemas.PersonErased, queue="notifications.erasures.v1")
    def erase_person(self, work: Work, person_id: str) -> bool:
        return actions.erase_person(work, person_id)

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

    @background
    def deliver_mail(self, database: Database, stop: threading.Event) -> None:
        sender.deliver(database, stop)
