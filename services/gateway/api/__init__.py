"""The JSON API: the same calls as the pages, for programs, under `/api/v1`.

`GET /api/v1/openapi.json` describes it in OpenAPI 3.1. A caller is the owner of an API token, or who is
signed in by the session cookie and then sends the CSRF token with every change. Problems are those of RFC
9457. Changes name the version they saw (`If-Match`), and every POST carries an `Idempotency-Key`.
"""

from flask import Flask

from services.gateway.api import problems
from services.gateway.api.describing import PREFIX, DescribedApi
from services.gateway.api.resources import BLUEPRINTS


def register(app: Flask) -> None:
    """Add the API to the application, and let it answer every error under its path."""
    app.extensions["api_failure"] = problems.answer
    api = DescribedApi(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=PREFIX)
