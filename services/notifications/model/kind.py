"""One kind of notification: how it is told. `kinds/` has the tables of all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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
    name the mail's data; None for a one-time link. `deeds` are those that whoever holds the mail may do without
    signing in, each with the fields of the mail's data that it is about: ids and codes; the template has their
    addresses as `deed.<name>`. `notice` names the fields a notice keeps, None for a kind only mailed. `address_of`
    names the field with the id of the person whose address is told, or with those of several under `person_id`; they
    are looked up when the mail is written: the template knows the first as `other_address`, all as `addresses`.
    """

    name: str
    subject: str
    path: str | None = None
    deeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notice: tuple[str, ...] | None = None
    locked: bool = False
    mailed: Callable[[Data, datetime], bool] = always
    address_of: str = ""
