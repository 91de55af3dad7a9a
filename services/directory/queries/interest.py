"""Reading what one asked to be told."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoInterest
from services.directory.views import View


def get_my_interest(read: Read, actor: Actor) -> View:
    """Return what whoever asks wants to be told. Raises `NoInterest`."""
    policies.require(actor.is_person)
    interest = store.find_interest(read, actor.id)
    if interest is None:
        raise NoInterest()
    return views.interest(interest)
