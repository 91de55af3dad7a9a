"""Reads bodies and query strings strictly: unknown fields are refused, nothing malformed is an accident."""

from typing import Any, NoReturn

from flask import Request, request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from bus.errors import Invalid
from bus.schema import pointers
from services.gateway.api.describing import PICTURES


class StrictParser(FlaskParser):
    """Answer 400 for what is no JSON, 415 for what is not called so, `Invalid` with pointers for the rest."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE}  # noqa: RUF012

    def load_json(self, req: Request, schema: Schema) -> Any:
        try:
            return req.get_json()
        except (BadRequest, RecursionError) as error:
            raise BadRequest("The body is not JSON, or nested too deeply.") from error

    def handle_error(self, error: ValidationError, *_: Any, **__: Any) -> NoReturn:
        (messages,) = error.messages_dict.values()
        raise Invalid("invalid_request", errors=list(pointers(messages)))


def read_picture() -> bytes:
    """Return the file in the body. Raises UnsupportedMediaType for one that is not called a picture."""
    if request.mimetype not in PICTURES["content"]:
        raise UnsupportedMediaType("Send a JPEG, a PNG or a WebP, and call it so.")
    return request.get_data(cache=False)
