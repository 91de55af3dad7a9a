"""What is asked about photographs; pictures travel in base64."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Any

from marshmallow import ValidationError, fields, validate

from bus.doors import Request
from services.directory.model import LEVELS, SIZES
from services.directory.schemas.kinds import Id


class Picture(fields.String):
    """A file in base64, as bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(required=True, validate=validate.Length(min=1, max=most))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        try:
            return b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValidationError("Give a file in base64.") from error


class ShowPhotograph(Request):
    """Say who sees one's photograph."""

    shown_to = fields.String(required=True, validate=validate.OneOf(LEVELS))


class SetPhotograph(Request):
    """Give one's photograph in both sizes, and say who sees it, unless that stays as it is."""

    large = Picture(SIZES["large"][1])
    small = Picture(SIZES["small"][1])
    shown_to = fields.String(allow_none=True, validate=validate.OneOf(LEVELS))


class GetPhotograph(Request):
    """Name a member, the size, and the version that the caller has already."""

    member_id = Id(required=True)
    size = fields.String(validate=validate.OneOf(tuple(SIZES)))
    known = Id(allow_none=True)
