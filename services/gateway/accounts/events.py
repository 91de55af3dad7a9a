"""What the gateway publishes: whose address is proven, and which links wait to be mailed."""

from typing import Any

from marshmallow import fields, validate

from bus.events import Event, personal
from services.gateway.accounts.model import Account

PURPOSES = ("sign_in", "invitation", "resume", "interest", "address", "address_taken")


class AddressChanged(Event):
    """A person's e-mail address, whole state: notifications keeps it to write to them."""

    type = "address.changed"
    source = "gateway"
    subject = "person_id"
    private = True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    verified = fields.Boolean(required=True)


class LinkRequested(Event):
    """A one-time link waits to be mailed; who mails it signs it, so that it never travels."""

    type = "link.requested"
    source = "gateway"
    subject = "link_id"
    private = True

    link_id = fields.String(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(PURPOSES))
    address = fields.String(required=True, metadata=personal)
    person_id = fields.String(required=True, allow_none=True)
    next = fields.String(required=True, metadata=personal)
    requested_at = fields.String(required=True)
    expires_at = fields.String(required=True)


class _AddressesTold(Event):
    source, subject, private = "gateway", "person_id", True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    told = fields.List(fields.String(), required=True, metadata=personal)


class AddressAdded(_AddressesTold):
    """A person can sign in by another address too; `told` are those that they had before."""

    type = "address.added"


class AddressRemoved(_AddressesTold):
    """A person signs in by an address no more; `told` are the others, and that one."""

    type = "address.removed"


def addresses_told(account: Account, address: str, told: list[str]) -> dict[str, Any]:
    """Tell which address came or went, and whom that concerns."""
    return {"person_id": account.person_id, "address": address, "told": told}


def address_changed(account: Account) -> dict[str, Any]:
    """Tell the address of a person's account."""
    is_verified = account.verified_at is not None
    return {"person_id": account.person_id, "address": account.address, "verified": is_verified}


def present_address(account: Account) -> dict[str, Any] | None:
    """Tell the address again of an account that is somebody's."""
    return address_changed(account) if account.person_id else None
