"""Telling everyone the words the community speaks in, and staff what became of each."""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, reference, store
from services.directory.model import Choice, Lists
from services.directory.views import View, moment
from services.directory.views import choice as shown


def get_reference(read: Read) -> View:
    """Return regions with their places, partnerships, backgrounds, topics, offers, kinds (clauses 3, 6, 22, 25).

    What is offered no more is among them, by its state: who has it is shown with its name.
    """
    return told(store.lists(read))


def get_choice(read: Read, actor: Actor, list_name: str, slug: str) -> View:
    """Return an entry for staff, with what was done to it by whom. Raises `NotAllowed`, `NoChoice`."""
    policies.require(policies.may_keep_lists(actor, store.roles_of(read, actor)))
    choice = store.get_choice(read, list_name, slug)
    trail = store.list_audit(read, choice.choice_id)
    names = store.names_of(read, {each["actor_id"] for each in trail})
    rows = [
        {
            "at": moment(each["at"]),
            "action": each["action"],
            "into": each["detail"]["into"],
            "by": names.get(each["actor_id"]),
        }
        for each in trail
    ]
    return shown(choice) | {"moving": choice.moving_since is not None, "audit": rows}


@lru_cache(maxsize=4)
def told(lists: Lists) -> View:
    """Spell the lists; for those of one moment once."""
    return {
        "regions": [_told(each) | {"places": list(each.places)} for each in lists["regions"]],
        "partnerships": [
            _told(each) | {"regions": list(lists.recoded_slugs("regions", each.regions))}
            for each in lists["partnerships"]
        ],
        "backgrounds": [_told(each) for each in lists["backgrounds"]],
        "topics": [_told(each) for each in lists["topics"]],
        "offers": [asdict(offer) | {"state": "used", "into": None, "version": 0} for offer in reference.OFFERS],
        "organisation_kinds": [
            asdict(kind) | {"state": "used", "into": None, "version": 0} for kind in reference.ORGANISATION_KINDS
        ],
    }


def _told(choice: Choice) -> View:
    told = shown(choice)
    del told["list"]
    return told
