"""Reads bodies and query strings strictly: unknown fields are refused, nothing malformed is an accident."""

from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from bus.errors import Invalid
from bus.schema import pointers


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
