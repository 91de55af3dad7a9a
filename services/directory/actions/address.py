"""More than one address for one person, so that who changes employer stays who they are (clause 42)."""

from __future__ import annotations

from bus import addresses
from bus.actor import Actor
from bus.database import Work
from services.directory import policies, store
from services.directory.actions.rules import keeping_rules
from services.directory.errors import AddressTaken
from services.directory.model import digest_address
from services.directory.views import View


@keeping_rules
def add_address(work: Work, actor: Actor, person_id: str, address: str) -> View:
    """Let another address lead to a person who proved that it is theirs.

    Raises `NoPerson`, `NotAllowed`, `AddressTaken` when it leads to somebody else, `too_many_addresses`.
    """
    policies.require(policies.may_register_person(actor))
    person, digest = store.get_person(work, person_id), _digest(work, address)
    owner = store.find_person_by_digest(work, digest)
    if owner and owner.person_id != person_id:
        raise AddressTaken()
    person.know_by(digest)
    store.save_addresses(work, person)
    return {"person_id": person_id}


@keeping_rules
def drop_address(work: Work, actor: Actor, person_id: str, address: str) -> View:
    """Let an address lead to its person no more; the next who proves it is a stranger.

    Raises `NoPerson`, `NotAllowed`, `last_address`.
    """
    policies.require(policies.may_register_person(actor))
    person = store.get_person(work, person_id)
    person.forget_digest(_digest(work, address))
    store.save_person(work, person)
    return {"person_id": person_id}


def _digest(work: Work, address: str) -> str:
    return digest_address(work.settings.digest_key, addresses.key(address))
