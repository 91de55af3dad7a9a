"""The rules of accounts: what a link, a session and a password are, and when they end."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from services.gateway.accounts.errors import AddressInUse, LinkSpent, NoAddress, WeakPassword

SIGN_IN_LINK_FOR = timedelta(minutes=30)
INVITATION_FOR = timedelta(days=30)
DOUBLE_TAP = timedelta(minutes=1)
FRESH_FOR = timedelta(minutes=30)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
LONGEST_ADDRESS = 254
_NEVER = r"@\s\x00-\x1f\x7f-\x9f<>,;:\"()\[\]\\"
ADDRESS = re.compile(rf"[^{_NEVER}]+@[^{_NEVER}.]+(\.[^{_NEVER}.]+)+")
TOKEN_PREFIX = "qc_"  # noqa: S105 - it only tells finders of a token whose it is


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts unused, at most, and its cookie (None: until the browser closes)."""

    idle: timedelta
    most: timedelta
    cookie: timedelta | None


THIS_VISIT = Lifetime(idle=timedelta(hours=2), most=timedelta(hours=12), cookie=None)
KEPT = Lifetime(idle=timedelta(days=30), most=timedelta(days=30), cookie=timedelta(days=30))


@dataclass
class Account:
    """The e-mail addresses of a person and what signs them in; mails go to `address`, the `further` ones are proven.

    The directory gives `person_id` once the first is proven.
    """

    account_id: str
    address: str
    person_id: str | None = None
    verified_at: datetime | None = None
    password: str | None = None
    sequence: int = 0
    further: list[str] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        """Return all addresses that sign in here, that for mails first."""
        return [self.address, *self.further]

    def add_address(self, address: str) -> None:
        """Sign in by another address too, which its owner has proved."""
        self.further = [*self.further, address]

    def choose_address(self, address: str) -> bool:
        """Have mails sent to another address of the account; return whether that is news. Raises NoAddress."""
        if address not in self.addresses:
            raise NoAddress()
        self.further = [each for each in self.addresses if each != address]
        is_news, self.address = address != self.address, address
        return is_news

    def drop_address(self, address: str) -> None:
        """Sign in by an address no more; raises NoAddress, AddressInUse for the one that mails go to."""
        if address == self.address:
            raise AddressInUse()
        if address not in self.further:
            raise NoAddress()
        self.further = [each for each in self.further if each != address]

    def lose_address(self, address: str) -> bool:
        """Let go of an address that leads to somebody else by now; return whether any is left."""
        left = [each for each in self.addresses if each != address]
        if left:
            self.address, *self.further = left
        return bool(left)

    def is_of_another(self, person_id: str) -> bool:
        """Tell whether it is somebody's, and not this person's."""
        return self.person_id not in (None, person_id)

    def prove_address(self, now: datetime) -> bool:
        """Note that its owner read a mail sent there; return whether that is news."""
        is_news = self.verified_at is None
        self.verified_at = self.verified_at or now
        return is_news

    def belong_to(self, person_id: str) -> bool:
        """Note whose account it is; return whether that is news."""
        is_news = self.person_id != person_id
        self.person_id = person_id
        return is_news


@dataclass
class Link:
    """A one-time way in, sent by mail: this row is its nonce, burnt by the button, not by opening it.

    One with the purpose `address` lets nobody in: it adds its address to the account that asked, `account_id`.
    """

    link_id: str
    purpose: str
    address: str
    next: str
    requested_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: str = ""
    sequence: int = 0
    account_id: str = ""

    def burn(self, press_id: str, now: datetime) -> None:
        """Use it up by one press of its button, perhaps sent twice; raises LinkSpent when spent or over."""
        is_repeated = self.used_at and self.used_by == press_id and now - self.used_at < DOUBLE_TAP
        if (self.used_at and not is_repeated) or now >= self.expires_at:
            raise LinkSpent()
        self.used_at, self.used_by = now, press_id


@dataclass
class Session:
    """A browser that is signed in; its id is the digest of the token in the browser's cookie."""

    session_id: str
    account_id: str
    person_id: str | None
    began_by: str
    began_at: datetime
    seen_at: datetime
    idle: timedelta
    ends_at: datetime
    browser: str = ""
    began_with: str = ""
    """The digest of the address by which it began; empty for sessions of before this was noted."""

    @property
    def lifetime(self) -> Lifetime:
        """Return how long it was meant to last."""
        return KEPT if self.idle == KEPT.idle else THIS_VISIT

    def is_over(self, now: datetime) -> bool:
        """Tell whether it ran out, by age or by silence."""
        return now >= min(self.ends_at, self.seen_at + self.idle)

    def needs_a_sign_of_life(self, now: datetime) -> bool:
        """Tell whether the last note of its use is old enough to write a new one."""
        return now - self.seen_at > self.idle / 20

    def proved_the_address_lately(self, now: datetime) -> bool:
        """Tell whether it began by a mailed link lately (enough to replace a forgotten password)."""
        return self.began_by == "link" and now - self.began_at < FRESH_FOR


@dataclass(frozen=True)
class KeptForm:
    """What a form held that could not be taken; `page`, which shows it, and `sent_to` are digests of paths.

    `command_id` is that of its command, while nobody knows whether it was carried out.
    """

    page: str
    sent_to: str
    fields: list[tuple[str, str]]
    account_id: str | None
    command_id: str | None = None


@dataclass
class Token:
    """A key for programs, named by its owner; only its digest is kept."""

    token_id: str
    account_id: str
    person_id: str
    name: str
    digest: str
    created_at: datetime


def begin_session(
    token: str, account: Account, began_by: str, lifetime: Lifetime, browser: str, now: datetime, address_key: str
) -> Session:
    """Return a new session for a proven account, begun by one of its addresses, in its form for comparison."""
    return Session(
        session_id=digest(token),
        account_id=account.account_id,
        person_id=account.person_id,
        began_by=began_by,
        began_at=now,
        seen_at=now,
        idle=lifetime.idle,
        ends_at=now + lifetime.most,
        browser=browser[:200],
        began_with=digest(address_key),
    )


def digest(token: str) -> str:
    """Return what is stored of a random token."""
    return sha256(token.encode()).hexdigest()


def is_address(address: str) -> bool:
    """Tell whether it looks like an e-mail address that any server can mail; only a mail that arrives proves it."""
    is_short = len(address) <= LONGEST_ADDRESS
    return is_short and ADDRESS.fullmatch(address) is not None and address.partition("@")[0].isascii()


def check_password(password: str, address: str) -> None:
    """Raise WeakPassword unless it is long enough and not easily guessed; any characters are welcome."""
    if len(password) < SHORTEST_PASSWORD:
        raise _weak("password_too_short")
    if len(password) > LONGEST_PASSWORD:
        raise _weak("too_long")
    local = address.casefold().partition("@")[0]
    if len(set(password)) < 5 or (local in password.casefold() and len(local) >= len(password) - 4):
        raise _weak("easily_guessed")


def _weak(code: str) -> WeakPassword:
    return WeakPassword(errors=[{"pointer": "/new_password", "code": code, "message": ""}])
