"""What the gateway tells of accounts: their addresses, and links that somebody asked for."""

from marshmallow import fields, validate

from bus.events import Copy, personal

LINK_PURPOSES = ("sign_in", "invitation", "resume", "interest", "address", "address_taken")


class LinkRequested(Copy):
    """Somebody needs a one-time link; the gateway keeps its nonce, this service signs it while sending."""

    type, source, subject, private = "link.requested", "gateway", "link_id", True

    link_id = fields.String(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(LINK_PURPOSES))
    address = fields.String(required=True, metadata=personal)
    person_id = fields.String(load_default=None, allow_none=True)
    expires_at = fields.String(required=True)


class AddressChanged(Copy):
    """The whole state of a person's e-mail address."""

    type, source, subject, private = "address.changed", "gateway", "person_id", True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    verified = fields.Boolean(required=True)


class AddressAdded(Copy):
    """Another address signs in to a person's account; `told` are those that they had before."""

    type, source, subject, private = "address.added", "gateway", "person_id", True

    person_id = fields.String(required=True)
    address = fields.String(required=True, metadata=personal)
    told = fields.List(fields.String(), required=True, metadata=personal)


class AddressRemoved(AddressAdded):
    """An address signs in no more; `told` are the others, and that one."""

    type = "address.removed"
