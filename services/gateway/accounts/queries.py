"""What pages ask about accounts; nothing here changes anything."""

from bus.database import Read
from services.gateway.accounts import store
from services.gateway.accounts.errors import LinkSpent
from services.gateway.accounts.model import Account, KeptForm, Link, Session, Token, digest


def get_account(read: Read, account_id: str) -> Account:
    """Return the account of a session; raises NoAccount."""
    return store.get_account(read, account_id)


def find_account(read: Read, address: str) -> Account | None:
    """Return the account of an address, if there is one."""
    return store.account_by_address(read, address)


def find_address(read: Read, person_id: str) -> str:
    """Return the address at which a person is reached, or nothing while they have not proved that it is theirs."""
    account = store.account_by_person(read, person_id)
    return account.address if account and account.verified_at else ""


def find_session(read: Read, session_id: str) -> Session | None:
    """Return the session, also one that has lately run out."""
    return store.find_session(read, session_id)


def list_sessions(read: Read, account_id: str) -> list[Session]:
    """Return the account's sessions that still run, the latest used first."""
    return [session for session in store.list_sessions(read, account_id) if not session.is_over(read.now)]


def get_link(read: Read, link_id: str) -> Link:
    """Return a link that can still be used, and leave it so; raises LinkSpent."""
    link = store.find_link(read, link_id)
    if link is None or link.used_at or read.now >= link.expires_at:
        raise LinkSpent()
    return link


def get_address_link(read: Read, link_id: str, account_id: str, press_id: str) -> Link:
    """Return a link by which an account wants to add an address, for one press of its button, perhaps sent twice.

    Raises LinkSpent for any other, and when it ran out.
    """
    link = store.find_link(read, link_id)
    if link is None or link.account_id != account_id or read.now >= link.expires_at:
        raise LinkSpent()
    if link.used_at and link.used_by != press_id:
        raise LinkSpent()
    return link


def page_behind(read: Read, link_id: str) -> str:
    """Return the page that a link leads to, also one that no longer works; raises LinkSpent when it is forgotten."""
    link = store.find_link(read, link_id)
    if link is None:
        raise LinkSpent()
    return link.next


def list_tokens(read: Read, account_id: str) -> list[Token]:
    """Return the account's API tokens, newest first."""
    return store.list_tokens(read, account_id)


def find_token_owner(read: Read, token: str) -> str | None:
    """Return the person_id whose API token this is, or None."""
    found = store.find_token(read, digest(token))
    return found.person_id if found else None


def find_kept_form(read: Read, digest: str, account_id: str | None) -> KeptForm | None:
    """Return the form kept under a digest, unless it is known to be somebody else's."""
    kept = store.find_kept_form(read, digest)
    return kept if kept and kept.account_id in (None, account_id) else None
