"""Hashes passwords with argon2id in gevent's thread pool: 30 ms of it must not hold up all pages."""

from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from gevent import get_hub

T = TypeVar("T")

# OWASP's first choice: 19 MiB, two passes.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS = _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    return _off_the_hub(_hasher.hash, password)


def is_right(hashed: str | None, password: str) -> bool:
    """Tell whether the password belongs to the hash; takes as long when there is none."""
    return _off_the_hub(_verify, hashed or _NOBODYS, password) and hashed is not None


def _verify(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _off_the_hub(function: Callable[..., T], *arguments: str) -> T:
    answer: T = get_hub().threadpool.apply(function, arguments)
    return answer
