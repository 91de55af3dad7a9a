"""The kinds of notification, one strategy each: a new kind is a row here and a template of its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Data = Mapping[str, Any]
RECENT = timedelta(days=7)
NEWS = timedelta(days=14)
"""How late a mail may come: after that it would be taken for news, and what it asks for is over."""


def N_(message: str) -> str:  # noqa: N802 (the name that gettext's tools look for)
    """Mark a message for the translators; it is translated when the mail is written."""
    return message


def always(data: Data, now: datetime) -> bool:
    """Mail it, whenever it happened."""
    return True


def if_joined_lately(data: Data, now: datetime) -> bool:
    """Mail it only to somebody new; who joined long ago (and was imported) finds the notice on the site."""
    return now - datetime.fromisoformat(data["joined_at"]) <= RECENT


def is_new(happened_at: datetime, now: datetime) -> bool:
    """Tell whether what happened then is still worth a mail; after a longer time the notice on the site is enough."""
    return now - happened_at <= NEWS


@dataclass(frozen=True)
class Kind:
    """One kind of notification, and how it is told.

    `subject` never holds personal data: it shows on a locked phone. `path` is where the mail's button leads: it may
    name the mail's data, and `signed`, which lets who holds the mail do the one thing that the kind asks for; None
    for a one-time link. `second_path` is where another link leads, in the same words. `notice` names the fields a
    notice keeps, None for a kind only mailed.
    """

    name: str
    subject: str
    path: str | None = None
    second_path: str | None = None
    notice: tuple[str, ...] | None = None
    locked: bool = False
    mailed: Callable[[Data, datetime], bool] = always


TABLE = (
    Kind("sign_in", N_("Your link to sign in to Q Commons"), locked=True),
    Kind("invitation", N_("Your invitation to Q Commons"), locked=True),
    Kind("resume", N_("Your link to your application to Q Commons"), locked=True),
    Kind("interest", N_("Please confirm: news about joining Q Commons"), locked=True),
    Kind("address", N_("Confirm another address for Q Commons"), locked=True),
    Kind("address_taken", N_("An address of yours in Q Commons"), locked=True),
    Kind(
        "address_added", N_("An address was added to your account in Q Commons"), path="/account/addresses", locked=True
    ),
    Kind("address_removed", N_("An address was removed in Q Commons"), path="/account/addresses", locked=True),
    Kind(
        "application_received",
        N_("We have received your application to Q Commons"),
        path="/application",
        notice=("application_id", "region", "decide_by"),
    ),
    Kind(
        "application_to_assess",
        N_("An application for you to assess"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "application_to_lead",
        N_("A new application for your panel"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "decide_by"),
    ),
    Kind(
        "assessment_due",
        N_("Your assessment is due in three days"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "assessment_late",
        N_("Your assessment is late"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "application_moved",
        N_("Another panel has your application to Q Commons"),
        path="/application",
        notice=("application_id", "from_region", "region", "decide_by"),
    ),
    Kind(
        "application_withdrawn",
        N_("Your application to Q Commons is withdrawn"),
        path="/application",
        notice=("application_id", "region"),
    ),
    Kind(
        "application_question",
        N_("A question about your application to Q Commons"),
        path="/application/question",
        notice=("application_id", "answer_by"),
        locked=True,
    ),
    Kind(
        "application_answer",
        N_("An applicant has answered the question of your panel"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "decide_by"),
    ),
    Kind(
        "application_expiring",
        N_("Your draft in Q Commons will be erased"),
        path="/apply",
        notice=("application_id", "erase_on"),
        locked=True,
    ),
    Kind(
        "application_decided",
        N_("The decision on your application to Q Commons"),
        path="/application",
        notice=("application_id", "region", "outcome"),
        locked=True,
    ),
    Kind(
        "welcome",
        N_("Welcome to Q Commons"),
        path="/welcome",
        notice=("member_id", "region"),
        mailed=if_joined_lately,
    ),
    Kind(
        "entry_check",
        N_("Is your entry in Q Commons still right?"),
        path="/profile/check/{signed}",
        notice=("checked_at",),
    ),
    Kind(
        "wave_opened",
        N_("Applications to Q Commons are open"),
        path="/join",
        second_path="/join/interest/withdraw/{signed}",
        notice=("wave_id", "wish", "region", "closes_on"),
    ),
    Kind(
        "recognition",
        N_("Your expertise is recognised in Q Commons"),
        path="/profile/recognitions",
        notice=("topic",),
    ),
)
KINDS = {kind.name: kind for kind in TABLE}
