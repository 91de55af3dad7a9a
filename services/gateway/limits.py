"""Slows down who tries too often, by internet address and by e-mail address; counts in the database."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from services.gateway.accounts.model import address_key, digest
from services.gateway.settings import GatewaySettings

limits = Limiter(key_func=get_remote_address)

MAILS = "5 per 15 minutes"
GUESSES = "10 per 15 minutes"
FROM_ONE_PLACE = "60 per 15 minutes"


def install(app: Flask, settings: GatewaySettings) -> None:
    """Count in the database, so that all processes count together."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.mongodb_uri,
        RATELIMIT_STORAGE_OPTIONS={
            "database_name": f"{settings.namespace}_gateway",
            "counter_collection_name": "limit_counters",
            "window_collection_name": "limit_windows",
        },
        RATELIMIT_HEADERS_ENABLED=True,
    )
    limits.init_app(app)
    limits.storage.check()  # connects now, because its destructor would at the latest, and complain


def by_address() -> str:
    """Return the key of the e-mail address in the form: its digest, so that no address is stored here."""
    return digest(address_key(request.form.get("address", "")))
