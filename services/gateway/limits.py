"""Slows down who tries too often, by place and by e-mail address; counts in the database.

What one place may try for an e-mail address is little; what all places together may is far more, so that a
stranger cannot easily keep its owner out. What is tried is counted before it is looked at, so that nothing is won by
trying at once; a right password is taken off the count again.
"""

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address
from time import time
from typing import Any, TypeVar, cast

from flask import Flask, Response, after_this_request, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from limits.storage.mongodb import MongoDBStorageBase
from werkzeug.exceptions import TooManyRequests

from bus import addresses
from services.gateway import sessions
from services.gateway.accounts.model import digest, is_address
from services.gateway.settings import GatewaySettings

View = TypeVar("View", bound=Callable[..., Any])

SUBSCRIBER_BITS = 64
"""How much of an IPv6 address names whom it was given to; they make up the rest themselves."""


def by_place() -> str:
    """Return the key of where a request comes from: an address, or the network that one subscriber of IPv6 has."""
    place = get_remote_address()
    try:
        address = ip_address(place)
    except ValueError:
        return place
    if not isinstance(address, IPv6Address):
        return place
    return str(address.ipv4_mapped or IPv6Address(int(address) >> SUBSCRIBER_BITS << SUBSCRIBER_BITS))


limits = Limiter(key_func=by_place)

MAILS = "5 per 15 minutes"
MAILS_FROM_ALL_PLACES = "20 per 15 minutes"
GUESSES = "10 per 15 minutes"
GUESSES_FROM_ALL_PLACES = "100 per 15 minutes"
FROM_ONE_PLACE = "60 per 15 minutes"
PHOTOGRAPHS = "30 per 15 minutes"


class Counters(MongoDBStorageBase):
    """Counts in the database that the host has open, so that all processes count together."""

    STORAGE_SCHEME = ["community"]  # noqa: RUF012 - as the library declares it

    def __init__(self, uri: str, database: Any, **options: Any) -> None:
        self._client = database.client
        super().__init__(uri, database.name, "limit_counters", "limit_windows", **options)

    def _init_mongo_client(self, uri: str | None, **options: Any) -> Any:
        return self._client

    def __del__(self) -> None:
        """Leave the client open: it is the host's."""


def install(app: Flask, settings: GatewaySettings) -> None:
    """Count in the gateway's own database."""
    app.config.update(
        RATELIMIT_STORAGE_URI="community://",
        RATELIMIT_STORAGE_OPTIONS={"database": app.extensions["q"].host.database.raw},
    )
    limits.init_app(app)

    @app.after_request
    def say_when(response: Response) -> Response:
        if response.status_code == 429 and limits.current_limit and "Retry-After" not in response.headers:
            response.headers["Retry-After"] = str(max(1, int(limits.current_limit.reset_at - time())))
        return response


def by_address() -> str:
    """Return the key of the e-mail address in the form: its digest, so that no address is stored here."""
    return digest(addresses.key(_address()))


def by_address_and_place() -> str:
    """Return the key of the e-mail address in the form as tried from one place."""
    return f"{by_address()} {by_place()}"


def by_account() -> str:
    """Return the key of the account that the browser is signed in to, or of the place when it is to none."""
    return sessions.account_of_request() or by_place()


def has_no_address() -> bool:
    """Tell whether the form holds no address that could be tried."""
    return not is_address(_address())


def limit_mails(view: View) -> View:
    """Slow down a form that has mails sent, by place, by address and by both."""
    by_both = limits.limit(MAILS, key_func=by_address_and_place, exempt_when=has_no_address)
    by_one = counted_first(MAILS_FROM_ALL_PLACES, by_address, was_taken, "mails")
    return cast("View", limits.limit(FROM_ONE_PLACE)(by_both(by_one(view))))


def limit_guesses(view: View) -> View:
    """Slow down who guesses passwords, by place, by address and by both."""
    by_both = counted_first(GUESSES, by_address_and_place, was_refused, "guesses")
    by_one = counted_first(GUESSES_FROM_ALL_PLACES, by_address, was_refused, "guesses")
    return cast("View", limits.limit(FROM_ONE_PLACE)(by_both(by_one(view))))


def count_photograph(person_id: str) -> None:
    """Count a photograph that somebody sends, by whichever way. Raises TooManyRequests."""
    _hit(parse(PHOTOGRAPHS), person_id, "photographs")


def counted_first(
    limit: str, key: Callable[[], str], stays: Callable[[Response], bool], scope: str
) -> Callable[[View], View]:
    """Count what a form tries before it is looked at, all forms of a scope together; take it off unless it `stays`."""
    item = parse(limit)

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            if not has_no_address():
                _count(item, key(), scope, stays)
            return view(*args, **kwargs)

        return cast("View", counted)

    return decorate


def _count(item: RateLimitItem, name: str, scope: str, stays: Callable[[Response], bool]) -> None:
    _hit(item, name, scope)

    @after_this_request
    def settle(response: Response) -> Response:
        if not stays(response):
            limits.limiter.hit(item, name, scope, cost=-1)
        return response


def _hit(item: RateLimitItem, name: str, scope: str) -> None:
    if not limits.limiter.hit(item, name, scope):
        until = limits.limiter.get_window_stats(item, name, scope).reset_time
        raise TooManyRequests(retry_after=max(1, int(until - time())))


def was_taken(response: Response) -> bool:
    """Tell whether the form was taken, so that one place that is slowed down uses nothing of the others' share."""
    return response.status_code < 400


def was_refused(response: Response) -> bool:
    """Tell whether the answer was that something in the form is wrong."""
    return response.status_code == 422


def _address() -> str:
    return request.form.get("address", "").strip()
