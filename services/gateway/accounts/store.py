"""Accounts, links, sessions, tokens, kept forms as documents; only this room knows the database."""

from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, cast

from pymongo import IndexModel, timeout
from pymongo.errors import PyMongoError

from bus import addresses
from bus.database import Read, Work
from services.gateway.accounts.errors import NoAccount
from services.gateway.accounts.model import Account, KeptForm, Link, Session, Token

Document = dict[str, Any]

KNOWN_AFTER_THE_END = timedelta(days=1)
"""A session that ran out is remembered so long, to give a kept form back to its owner alone."""

INDEXES = {
    "accounts": [
        IndexModel("address_key", unique=True),
        IndexModel("person_id", unique=True, partialFilterExpression={"person_id": {"$type": "string"}}),
    ],
    "links": [
        IndexModel("remove_at", expireAfterSeconds=0),
        IndexModel("address_key"),
        IndexModel("address"),
        IndexModel("subjects"),
        IndexModel([("purpose", 1), ("expires_at", 1)], partialFilterExpression={"used_at": None}),
    ],
    "sessions": [
        IndexModel([("account_id", 1), ("seen_at", -1)]),
        IndexModel("remove_at", expireAfterSeconds=0),
        IndexModel("subjects"),
    ],
    "tokens": [
        IndexModel([("account_id", 1), ("created_at", -1)]),
        IndexModel("digest", unique=True),
        IndexModel("subjects"),
    ],
    "kept_forms": [IndexModel("remove_at", expireAfterSeconds=0), IndexModel("account_id")],
}


DatabaseError = PyMongoError
"""What any of these functions may raise while the database is away."""


def within(timeout_s: float) -> AbstractContextManager[None]:
    """Bound how long everything that is asked of the database inside may take together."""
    bound: AbstractContextManager[None] = timeout(timeout_s)
    return bound


def get_account(read: Work | Read, account_id: str) -> Account:
    """Return the account of a session; raises NoAccount."""
    account = _account(read.db["accounts"].find_one({"_id": account_id}))
    if account is None:
        raise NoAccount()
    return account


def account_by_address(read: Work | Read, address: str) -> Account | None:
    """Return the account of an address, however it is spelt."""
    return _account(read.db["accounts"].find_one({"address_key": addresses.key(address)}))


def account_by_person(read: Work | Read, person_id: str) -> Account | None:
    """Return the account of a person."""
    return _account(read.db["accounts"].find_one({"person_id": person_id}))


def page_accounts(read: Work | Read, after: str, limit: int) -> list[tuple[str, int, Account]]:
    """Page through the accounts by id, with how many events were told of each."""
    found = read.db["accounts"].find({"_id": {"$gt": after}}, sort=[("_id", 1)], limit=limit)
    return [(each["_id"], each["sequence"], cast(Account, _account(each))) for each in found]


def save_account(work: Work, account: Account) -> None:
    """Write an account, new or changed; each of its addresses is its own alone."""
    document = _dump(account, "account_id") | {
        "address_key": [addresses.key(each) for each in account.addresses],
        "subjects": [account.person_id],
    }
    work.db["accounts"].replace_one({"_id": account.account_id}, document, upsert=True)


def delete_account(work: Work, account: Account) -> None:
    """Forget an account with its links, sessions, tokens and kept forms."""
    work.db["links"].delete_many(_of_addresses(account))
    for name in ("sessions", "tokens", "kept_forms"):
        work.db[name].delete_many({"account_id": account.account_id})
    work.db["accounts"].delete_one({"_id": account.account_id})


def delete_links_to(work: Work, address: str) -> None:
    """Forget the links that were mailed to an address."""
    work.db["links"].delete_many({"address_key": addresses.key(address)})


def delete_rest(work: Work, person_id: str) -> None:
    """Forget the links, sessions and tokens of a person whose account is gone or another's."""
    for name in ("links", "sessions", "tokens"):
        work.db[name].delete_many({"subjects": person_id})


def list_link_ids(read: Work | Read, account: Account) -> list[str]:
    """Return the ids of the links to an account's addresses, however they were spelt, and of those it asked for."""
    found = read.db["links"].find(_of_addresses(account), {"_id": 1}, limit=1000)
    return [document["_id"] for document in found]


def find_link(read: Work | Read, link_id: str) -> Link | None:
    """Return a link's row."""
    document = read.db["links"].find_one({"_id": link_id})
    return Link(**_load(document, "link_id")) if document else None


def save_link(work: Work, link: Link, person_id: str | None) -> None:
    """Write a link's row; the database removes it a month after its end."""
    document = _dump(link, "link_id") | {
        "address_key": addresses.key(link.address),
        "remove_at": link.expires_at + timedelta(days=30),
        "subjects": [person_id],
    }
    work.db["links"].replace_one({"_id": link.link_id}, document, upsert=True)


def list_unconfirmed(work: Work, purpose: str, limit: int) -> list[str]:
    """Return the ids of some links of a purpose that ran out without being used."""
    query = {"purpose": purpose, "used_at": None, "expires_at": {"$lte": work.now}}
    return [document["_id"] for document in work.db["links"].find(query, {"_id": 1}, limit=limit)]


def delete_links(work: Work, link_ids: list[str]) -> None:
    """Forget these links."""
    work.db["links"].delete_many({"_id": {"$in": link_ids}})


def find_session(read: Work | Read, session_id: str) -> Session | None:
    """Return a session, also one that has lately run out."""
    return _session(read.db["sessions"].find_one({"_id": session_id}))


def list_sessions(read: Work | Read, account_id: str) -> list[Session]:
    """Return an account's sessions, the latest used first."""
    documents = read.db["sessions"].find({"account_id": account_id}, sort=[("seen_at", -1)], limit=100)
    return [cast(Session, _session(document)) for document in documents]


def save_session(work: Work, session: Session) -> None:
    """Write a session; the database removes it a day after its end."""
    end = min(session.ends_at, session.seen_at + session.idle)
    document = _dump(session, "session_id") | {
        "idle": session.idle.total_seconds(),
        "remove_at": end + KNOWN_AFTER_THE_END,
        "subjects": [session.person_id],
    }
    work.db["sessions"].replace_one({"_id": session.session_id}, document, upsert=True)


def delete_session(work: Work, session_id: str) -> None:
    """Forget one session."""
    work.db["sessions"].delete_one({"_id": session_id})


def delete_sessions(work: Work, account_id: str) -> None:
    """Forget every session of an account."""
    work.db["sessions"].delete_many({"account_id": account_id})


def delete_sessions_begun_with(work: Work, account_id: str, digest: str) -> None:
    """Forget every session of an account that began by an address, or by one that was not noted."""
    work.db["sessions"].delete_many({"account_id": account_id, "began_with": {"$in": [digest, "", None]}})


def find_token(read: Work | Read, digest: str) -> Token | None:
    """Return the API token with this digest."""
    document = read.db["tokens"].find_one({"digest": digest})
    return Token(**_load(document, "token_id")) if document else None


def list_tokens(read: Work | Read, account_id: str) -> list[Token]:
    """Return an account's API tokens, newest first."""
    documents = read.db["tokens"].find({"account_id": account_id}, sort=[("created_at", -1)], limit=100)
    return [Token(**_load(document, "token_id")) for document in documents]


def save_token(work: Work, token: Token) -> None:
    """Write an API token."""
    document = _dump(token, "token_id") | {"subjects": [token.person_id]}
    work.db["tokens"].replace_one({"_id": token.token_id}, document, upsert=True)


def delete_token(work: Work, account_id: str, token_id: str) -> int:
    """Forget an API token of this account; return how many there were."""
    return work.db["tokens"].delete_one({"_id": token_id, "account_id": account_id})


def save_kept_form(work: Work, digest: str, kept: KeptForm, remove_at: datetime) -> None:
    """Write down a form that could not be taken."""
    row = asdict(kept) | {"_id": digest, "remove_at": remove_at}
    work.db["kept_forms"].replace_one({"_id": digest}, row, upsert=True)


def find_kept_form(read: Work | Read, digest: str) -> KeptForm | None:
    """Return the form kept under the digest of a browser's token."""
    row = read.db["kept_forms"].find_one({"_id": digest, "remove_at": {"$gt": read.now}})
    if row is None:
        return None
    fields = [(name, value) for name, value in row["fields"]]
    return KeptForm(row["page"], row["sent_to"], fields, row["account_id"], row.get("command_id"))


def delete_kept_form(work: Work, digest: str, sent_to: str) -> bool:
    """Forget the kept form that was sent there; tell whether it was."""
    return bool(work.db["kept_forms"].delete_one({"_id": digest, "sent_to": sent_to}))


def forget_command_of_form(work: Work, digest: str) -> None:
    """Forget which command a kept form was."""
    work.db["kept_forms"].update_one({"_id": digest}, {"$set": {"command_id": None}})


def _of_addresses(account: Account) -> Document:
    """Find the links to an account's addresses, also those kept from before there were keys, and of its person."""
    keys = [addresses.key(each) for each in account.addresses]
    of_person = [{"subjects": account.person_id}] if account.person_id else []
    return {"$or": [{"address_key": {"$in": keys}}, {"address": {"$in": account.addresses}}, *of_person]}


def _account(document: Document | None) -> Account | None:
    return Account(**_load(document, "account_id")) if document else None


def _session(document: Document | None) -> Session | None:
    if document is None:
        return None
    return Session(**_load(document, "session_id") | {"idle": timedelta(seconds=document["idle"])})


def _dump(thing: Any, key: str) -> Document:
    document = asdict(thing)
    return {"_id": document.pop(key), **document}


def _load(document: Document, key: str) -> Document:
    aside = ("_id", "address_key", "remove_at", "subjects")
    return {key: document["_id"]} | {name: value for name, value in document.items() if name not in aside}
