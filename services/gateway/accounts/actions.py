"""What can be done to accounts, each in one transaction; times and secrets are drawn by the caller."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bus import addresses, erasure, outbox
from bus.actor import Actor
from bus.database import Work
from bus.times import to_text
from services.gateway.accounts import events, model, passwords, store
from services.gateway.accounts.errors import AddressTaken, LinkSpent, NoDemonstration, NoToken, TooManyTokens
from services.gateway.accounts.model import Account, KeptForm, Lifetime, Link, Session, Token

MOST_TOKENS = 20
AT_ONCE = 100


def request_link(work: Work, purpose: str, address: str, next_page: str, lasts: timedelta, link_id: str = "") -> None:
    """Ask for a link to be mailed to an address, as its account spells it, once for one id; emits link.requested."""
    if link_id and store.find_link(work, link_id):
        return
    account = _account_of(work, address)
    to = _spelt(account, address)
    _send(work, Link(link_id or work.new_id(), purpose, to, next_page, work.now, work.now + lasts), account.person_id)


def use_link(work: Work, link_id: str, press_id: str, token: str, lifetime: Lifetime, browser: str) -> Link:
    """Burn a link, prove its address, open an account if need be, begin a session; raises LinkSpent."""
    link = store.find_link(work, link_id)
    if link is None or link.account_id:
        raise LinkSpent()
    link.burn(press_id, work.now)
    account = _account_of(work, link.address)
    if account.prove_address(work.now) and account.person_id:
        _tell_address(work, account)
    store.save_link(work, link, account.person_id)
    store.save_account(work, account)
    store.save_session(
        work, model.begin_session(token, account, "link", lifetime, browser, work.now, addresses.key(link.address))
    )
    return link


def forget_unconfirmed(work: Work) -> bool:
    """Forget some of those who asked to be told of something and never confirmed that the address is theirs.

    Their links ran out; with them goes what we said of them. Return whether more may be left.
    """
    link_ids = store.list_unconfirmed(work, "interest", AT_ONCE)
    outbox.forget(work.db, "link", link_ids)
    store.delete_links(work, link_ids)
    return len(link_ids) == AT_ONCE


def begin_password_session(
    work: Work, account: Account, address: str, token: str, lifetime: Lifetime, browser: str
) -> None:
    """Begin a session of an account whose password was right for an address of it."""
    key = addresses.key(address)
    store.save_session(work, model.begin_session(token, account, "password", lifetime, browser, work.now, key))


def join_person(work: Work, session_id: str, person_id: str) -> Session | None:
    """Note which person a proven account is, in it and its sessions; emits address.changed, address.added.

    When the person has an account already, by another address of theirs, the two become one. An account that is
    somebody else's by now is not handed over: its address is taken out of it, and the session ends.
    """
    session = store.find_session(work, session_id)
    if session is None:
        return None
    account = store.get_account(work, session.account_id)
    if account.is_of_another(person_id):
        _take_out(work, account, account.address)
        store.delete_session(work, session_id)
        return None
    owner = store.account_by_person(work, person_id)
    if owner and owner.account_id != account.account_id:
        account = _put_together(work, owner, account)
        session.account_id = account.account_id
    if account.belong_to(person_id):
        _tell_address(work, account)
        store.save_account(work, account)
    session.person_id = person_id
    store.save_session(work, session)
    return session


def receive_nomination(work: Work, person_id: str, address: str | None, confirmed: bool) -> None:
    """Open a nominated person's account and invite them, unless they agreed elsewhere or are erased meanwhile."""
    if address is None:
        return
    open_account(work, person_id, address)
    if not confirmed:
        invite(work, person_id, address)


def open_account(work: Work, person_id: str, address: str) -> None:
    """Open a nominated person's account, or note whose an existing one is; emits address.changed.

    One that is somebody else's is not handed over: the directory gives an address to another person only once the
    former is erased, or has removed it, and we may be told of that later than of the nomination.
    """
    account = store.account_by_person(work, person_id) or _account_of(work, address)
    if account.is_of_another(person_id):
        _take_out(work, account, address)
        account = _account_of(work, address)
    if account.belong_to(person_id):
        _tell_address(work, account)
        store.save_account(work, account)


def invite(work: Work, person_id: str, address: str) -> None:
    """Have an invitation mailed to a nominated person; emits link.requested."""
    request_link(work, "invitation", address, "/welcome", model.INVITATION_FOR)


def request_address(work: Work, account_id: str, address: str, page: str, link_id: str) -> None:
    """Ask for a mail to an address that is to be added, once for one id; emits link.requested.

    Whose address it is already is told by that mail, and nobody else.
    """
    if store.find_link(work, link_id):
        return
    account, owner = store.get_account(work, account_id), store.account_by_address(work, address)
    if owner and owner.account_id != account_id:
        request_link(work, "address_taken", address, page, model.SIGN_IN_LINK_FOR, link_id)
        return
    until = work.now + model.SIGN_IN_LINK_FOR
    _send(work, Link(link_id, "address", address, page, work.now, until, account_id=account_id), account.person_id)


def add_address(work: Work, account_id: str, link_id: str, press_id: str) -> None:
    """Burn the link that proves another address of an account, and add it.

    Raises LinkSpent, also for a link that another account asked for, and AddressTaken; emits address.added.
    """
    link = store.find_link(work, link_id)
    if link is None or link.account_id != account_id:
        raise LinkSpent()
    link.burn(press_id, work.now)
    account, owner = store.get_account(work, account_id), store.account_by_address(work, link.address)
    if owner and owner.account_id != account_id:
        raise AddressTaken()
    store.save_link(work, link, account.person_id)
    if owner is None:
        _add(work, account, link.address)
        store.save_account(work, account)


def choose_address(work: Work, account_id: str, address: str) -> None:
    """Have mails sent to another address of the account; raises NoAddress, emits address.changed."""
    account = store.get_account(work, account_id)
    if account.choose_address(address):
        _tell_address(work, account)
        store.save_account(work, account)


def drop_address(work: Work, account_id: str, address: str) -> None:
    """Forget an address with its links and every session that began by it.

    Raises NoAddress, AddressInUse for the one that mails go to; emits address.removed.
    """
    account = store.get_account(work, account_id)
    told = account.addresses
    account.drop_address(address)
    work.emit(events.AddressRemoved, events.addresses_told(account, address, told), of=account)
    store.save_account(work, account)
    _forget_ways_in(work, account, address)


def note_use(work: Work, session_id: str) -> None:
    """Note that a session is in use, so that it does not run out."""
    session = store.find_session(work, session_id)
    if session:
        session.seen_at = work.now
        store.save_session(work, session)


def end_session(work: Work, session_id: str) -> None:
    """Sign one browser out."""
    store.delete_session(work, session_id)


def end_all_sessions(work: Work, account_id: str) -> None:
    """Sign out everywhere."""
    store.delete_sessions(work, account_id)


def set_password(work: Work, session: Session, hashed: str, token: str) -> None:
    """Set a new password and end every session; the browser that did so goes on under a new token.

    So whoever has a copy of its cookie is signed out too.
    """
    account = store.get_account(work, session.account_id)
    account.password = hashed
    store.save_account(work, account)
    store.delete_sessions(work, account.account_id)
    store.save_session(work, replace(session, session_id=model.digest(token)))


def create_token(work: Work, account_id: str, person_id: str, token_id: str, name: str, secret: str) -> None:
    """Keep the digest of a new API token, the latest for one id; raises TooManyTokens."""
    if len(store.list_tokens(work, account_id)) >= MOST_TOKENS:
        raise TooManyTokens()
    token = Token(token_id, account_id, person_id, name, model.digest(secret), work.now)
    store.save_token(work, token)


def revoke_token(work: Work, account_id: str, token_id: str) -> None:
    """Make an API token useless at once; raises NoToken."""
    if not store.delete_token(work, account_id, token_id):
        raise NoToken()


def set_demonstration_password(work: Work, actor: Actor, address: str, password: str) -> dict[str, Any]:
    """Let a demonstration account sign in with a known password; raises NoDemonstration outside one."""
    if not work.settings.demo or not actor.is_service("ops"):
        raise NoDemonstration()
    account = _account_of(work, address)
    account.password = passwords.hash_password(password)
    if account.prove_address(work.now) and account.person_id:
        _tell_address(work, account)
    store.save_account(work, account)
    return {"account_id": account.account_id}


def open_demonstration_accounts(work: Work, actor: Actor, people: list[dict[str, str]]) -> dict[str, Any]:
    """Let people of a demonstration have signed in once: `{opened}` accounts; raises NoDemonstration outside one.

    Emits address.changed for each of whom that is news.
    """
    if not work.settings.demo or not actor.is_service("ops"):
        raise NoDemonstration()
    for each in people:
        open_account(work, each["person_id"], each["address"])
        account = store.account_by_person(work, each["person_id"])
        if account and account.prove_address(work.now):
            _tell_address(work, account)
            store.save_account(work, account)
    return {"opened": len(people)}


def keep_form(work: Work, digest: str, kept: KeptForm, lasts: timedelta) -> None:
    """Keep a form that could not be taken."""
    store.save_kept_form(work, digest, kept, work.now + lasts)


def forget_form(work: Work, digest: str, sent_to: str, was_done: bool) -> None:
    """Forget a kept form once it was sent again; once something else was done, it is another command."""
    if not store.delete_kept_form(work, digest, sent_to) and was_done:
        store.forget_command_of_form(work, digest)


def erase_account(work: Work, person_id: str) -> None:
    """Forget the account of a person: signed out everywhere, and what we said of its links says so no more.

    What was under way the last time may have left more, which no account leads to.
    """
    account = store.account_by_person(work, person_id)
    if account:
        erasure.claim_events(work, person_id, "link", store.list_link_ids(work, account))
        store.delete_account(work, account)
    store.delete_rest(work, person_id)


def _account_of(work: Work, address: str) -> Account:
    return store.account_by_address(work, address) or Account(work.new_id(), address.strip())


def _spelt(account: Account, address: str) -> str:
    """Return an address of an account as the account spells it."""
    return next(each for each in account.addresses if addresses.key(each) == addresses.key(address))


def _put_together(work: Work, owner: Account, account: Account) -> Account:
    """Give the addresses of a newer account to the one that its person has already."""
    store.delete_account(work, account)
    for address in account.addresses:
        _add(work, owner, address)
    store.save_account(work, owner)
    return owner


def _add(work: Work, account: Account, address: str) -> None:
    """Add an address, and let the others know."""
    told = account.addresses
    account.add_address(address)
    work.emit(events.AddressAdded, events.addresses_told(account, address, told), of=account)


def _take_out(work: Work, account: Account, address: str) -> None:
    """Take an address out of an account whose person has it no more; an account of that alone goes altogether.

    What we said of its links is then about a person whom no account of ours leads to: it is noted while one does.
    """
    was, spelt = account.address, _spelt(account, address)
    if not account.lose_address(spelt):
        erasure.claim_events(work, str(account.person_id), "link", store.list_link_ids(work, account))
        store.delete_account(work, account)
        return
    if account.address != was:
        _tell_address(work, account)
    store.save_account(work, account)
    _forget_ways_in(work, account, address)


def _forget_ways_in(work: Work, account: Account, address: str) -> None:
    store.delete_links_to(work, address)
    store.delete_sessions_begun_with(work, account.account_id, model.digest(addresses.key(address)))


def _send(work: Work, link: Link, person_id: str | None) -> None:
    data = {"link_id": link.link_id, "purpose": link.purpose, "address": link.address, "person_id": person_id}
    times = {"requested_at": to_text(link.requested_at), "expires_at": to_text(link.expires_at)}
    work.emit(events.LinkRequested, {**data, **times, "next": link.next}, of=link)
    store.save_link(work, link, person_id)


def _tell_address(work: Work, account: Account) -> None:
    work.emit(events.AddressChanged, events.address_changed(account), of=account)
