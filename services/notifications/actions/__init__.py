"""What changes when something happens: facts become notices and mails; nothing is sent from a handler."""

from services.notifications.actions.account import send_link, tell_addresses
from services.notifications.actions.application import (
    tell_answer,
    tell_assignment,
    tell_deadline,
    tell_decision,
    tell_expiry,
    tell_move,
    tell_question,
    tell_submission,
    tell_wave,
    tell_withdrawal,
)
from services.notifications.actions.benefit import tell_benefit_question
from services.notifications.actions.coffee import (
    ask_about_coffee,
    ask_how_coffee_was,
    tell_coffee,
    tell_coffee_paused,
    tell_lost_coffee,
    tell_next_coffee,
    tell_no_coffee,
)
from services.notifications.actions.connection import tell_connection, tell_introduction, tell_request
from services.notifications.actions.copies import keep_address, keep_blocks, keep_name, keep_nomination, keep_roles
from services.notifications.actions.erasing import AT_ONCE, erase_person
from services.notifications.actions.member import tell_check, tell_recognition, tell_welcome
from services.notifications.actions.preference import mark_notices_read, set_preference, unsubscribe
from services.notifications.actions.sending import Letter, Outcome, record, take_mail
from services.notifications.actions.swap import (
    tell_agreement,
    tell_end,
    tell_match,
    tell_passing_over,
    tell_release,
    tell_removal,
    tell_reply,
)

__all__ = [
    "AT_ONCE",
    "Letter",
    "Outcome",
    "ask_about_coffee",
    "ask_how_coffee_was",
    "erase_person",
    "keep_address",
    "keep_blocks",
    "keep_name",
    "keep_nomination",
    "keep_roles",
    "mark_notices_read",
    "record",
    "send_link",
    "set_preference",
    "take_mail",
    "tell_addresses",
    "tell_agreement",
    "tell_answer",
    "tell_assignment",
    "tell_benefit_question",
    "tell_check",
    "tell_coffee",
    "tell_coffee_paused",
    "tell_connection",
    "tell_deadline",
    "tell_decision",
    "tell_end",
    "tell_expiry",
    "tell_introduction",
    "tell_lost_coffee",
    "tell_match",
    "tell_move",
    "tell_next_coffee",
    "tell_no_coffee",
    "tell_passing_over",
    "tell_question",
    "tell_recognition",
    "tell_release",
    "tell_removal",
    "tell_reply",
    "tell_request",
    "tell_submission",
    "tell_wave",
    "tell_welcome",
    "tell_withdrawal",
    "unsubscribe",
]
