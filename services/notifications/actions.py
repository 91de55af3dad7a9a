"""What changes when something happens: facts become notices and mails; nothing is sent from a handler."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bus import erasure
from bus.actor import Actor
from bus.database import Work
from bus.events import Received
from bus.times import from_text
from services.notifications import errors, events, links, policies, store
from services.notifications.model.kind import KINDS, Kind, is_new
from services.notifications.model.mail import Address, Link, Mail, State, named_in
from services.notifications.model.notice import Notice

AT_ONCE = 100
Data = dict[str, Any]
Outcome = Callable[[Mail, datetime], None]


# Copies of what others own


def keep_address(work: Work, event: Received) -> None:
    """Keep a person's address, and wake the mails that waited for it."""
    person_id = event.data["person_id"]
    store.keep_address(work, person_id, Address(event.data["address"], event.data["verified"]))
    store.wake_waiting_mails(work, person_id)


def keep_roles(work: Work, event: Received) -> None:
    """Keep a person's roles, so that a panel can be told of what came in."""
    store.keep_roles(work, event.data["person_id"], event.data["roles"])


def keep_nomination(work: Work, event: Received) -> None:
    """Keep who put a person forward, so that the invitation can say so."""
    nomination = {name: event.data[name] for name in ("name", "nominating_organisation")}
    store.keep_nomination(work, event.data["person_id"], nomination)


def keep_name(work: Work, event: Received) -> None:
    """Keep what staff call an entry of a list, and what it became."""
    into = event.data["into"]
    became = f"{event.data['list']} {into}" if into else None
    store.keep_name(work, event.data["choice_id"], event.data["name"], became)


# Facts that somebody should hear of


def send_link(work: Work, event: Received) -> None:
    """Write the mail that will carry a one-time link to the address that was given."""
    data = event.data
    link = Link(data["link_id"], data["purpose"], from_text(data["expires_at"]))
    person_id = data["person_id"]
    mail = _mail(work, KINDS[link.purpose], person_id, {}, [person_id] if person_id else [])
    mail.link, mail.address = link, data["address"]
    store.add_mail(work, mail)


def tell_addresses(work: Work, event: Received) -> None:
    """Write to every address that an account has or had: that one was added or removed may not be its owner's doing.

    Each mail goes to its own address, not to the one that mails go to at the moment (Clause 42).
    """
    kind, data = KINDS[event.type.replace(".", "_")], event.data
    for address in data["told"]:
        told = {"address": data["address"], "is_here": address == data["address"]}
        mail = _mail(work, kind, data["person_id"], told, [data["person_id"]])
        mail.address = address
        store.add_mail(work, mail)


def tell_submission(work: Work, event: Received) -> None:
    """Tell the applicant, with a copy of what was sent in, and who leads the panel of the region (Clause 19)."""
    _tell(work, event, "application_received", event.data["person_id"], event.data)
    _tell_leaders(work, event, "application_to_lead")


def tell_move(work: Work, event: Received) -> None:
    """Tell the applicant which panel decides now, and who leads it (Clause 19)."""
    _tell(work, event, "application_moved", event.data["person_id"], event.data)
    _tell_leaders(work, event, "application_to_lead")


def tell_assignment(work: Work, event: Received) -> None:
    """Ask an assessor for their scores (Clauses 13 to 15)."""
    about = event.data["applicant_person_id"]
    _tell(work, event, "application_to_assess", event.data["person_id"], event.data, about=about)


def tell_deadline(work: Work, event: Received) -> None:
    """Remind an assessor of what is due soon, or late (Clause 19)."""
    kind = "assessment_late" if event.data["state"] == "late" else "assessment_due"
    _tell(work, event, kind, event.data["person_id"], event.data, about=event.data["applicant_person_id"])


def tell_withdrawal(work: Work, event: Received) -> None:
    """Tell who asked for it that their application is withdrawn; who has joined is welcomed instead."""
    if event.data["reason"] != "asked":
        return
    _tell(work, event, "application_withdrawn", event.data["person_id"], event.data)


def tell_decision(work: Work, event: Received) -> None:
    """Tell the applicant what the chair decided and what the panel wrote (Clauses 19 and 20)."""
    _tell(work, event, "application_decided", event.data["person_id"], event.data)


def tell_question(work: Work, event: Received) -> None:
    """Tell the applicant what the chair asks, and until when an answer is waited for (Clause 19)."""
    _tell(work, event, "application_question", event.data["person_id"], event.data)


def tell_answer(work: Work, event: Received) -> None:
    """Tell who leads the panel now that there is an answer (Clause 19)."""
    _tell_leaders(work, event, "application_answer")


def tell_expiry(work: Work, event: Received) -> None:
    """Tell the author of a draft that it is going to be erased."""
    _tell(work, event, "application_expiring", event.data["person_id"], event.data)


def tell_welcome(work: Work, event: Received) -> None:
    """Welcome a new member and say where to begin (Clause 28)."""
    _tell(work, event, "welcome", event.data["member_id"], event.data)


def tell_check(work: Work, event: Received) -> None:
    """Ask a member whether their entry is still right (Clause 9)."""
    _tell(work, event, "entry_check", event.data["person_id"], event.data)


def tell_wave(work: Work, event: Received) -> None:
    """Tell who asked for it that applications are open (Clause 24)."""
    _tell(work, event, "wave_opened", event.data["person_id"], event.data)


def _tell_leaders(work: Work, event: Received, kind: str) -> None:
    """Tell the chairs of a region and the deputy in office, but not the applicant and who may not judge them."""
    data = event.data
    leaders = {*store.list_chairs(work, data["region"]), *filter(None, [data["deputy_person_id"]])}
    for person_id in sorted(leaders - {data["person_id"], *data["kept_from"]}):
        _tell(work, event, kind, person_id, _brief(data, "decide_by"), about=data["person_id"])


def tell_recognition(work: Work, event: Received) -> None:
    """Tell a member what they are recognised for, and how not to show it (Clause 27)."""
    _tell(work, event, "recognition", event.data["person_id"], event.data)


def _brief(data: Data, *more: str) -> Data:
    return {name: data[name] for name in ("application_id", "name", "region", *more)}


def _tell(work: Work, event: Received, kind_name: str, person_id: str, data: Data, about: str | None = None) -> None:
    """Write a notice and, where the kind is mailed, a mail. Emits notice.added.

    A notice is of the time at which something happened; what is heard of long after that is not mailed.
    """
    kind = KINDS[kind_name]
    subjects = [person_id] if about is None else [person_id, about]
    kept = {name: data[name] for name in kind.notice or ()}
    notice = Notice(work.new_id(), person_id, kind.name, kept, subjects, event.time)
    told = {"notice_id": notice.notice_id, "person_id": person_id, "kind": kind.name}
    work.emit(events.NoticeAdded, told, of=notice)
    store.add_notice(work, notice)
    if is_new(event.time, work.now) and kind.mailed(data, work.now):
        store.add_mail(work, _mail(work, kind, person_id, data, subjects))


def _mail(work: Work, kind: Kind, person_id: str | None, data: Data, subjects: list[str]) -> Mail:
    return Mail(work.new_id(), kind.name, person_id, data, subjects, created_at=work.now, due_at=work.now)


# What a person chooses


def mark_notices_read(work: Work, actor: Actor, until: datetime) -> Data:
    """Mark the person's notices up to a moment as read; answer how many were unread."""
    return {"marked": store.mark_notices_read(work, policies.person_of(actor), until)}


def set_preference(work: Work, actor: Actor, kind: str, mail: bool) -> Data:
    """Say whether mails of a kind are wanted; raises UnknownKind, KindLocked."""
    person_id = policies.person_of(actor)
    _check_not_locked(kind)
    (store.switch_mail_on if mail else store.switch_mail_off)(work, person_id, kind)
    return {"kind": kind, "mail": mail}


def unsubscribe(work: Work, token: str) -> Data:
    """Switch off the kind of mail that a signed link names, without sign-in (RFC 8058).

    Raises InvalidToken.
    """
    claims = links.read_unsubscribe(work.settings.link_key, token)
    if claims is None:
        raise errors.InvalidToken()
    person_id, kind = claims
    _check_not_locked(kind)
    store.switch_mail_off(work, person_id, kind)
    return {"kind": kind}


def _check_not_locked(kind: str) -> None:
    if kind not in KINDS:
        raise errors.UnknownKind()
    if KINDS[kind].locked:
        raise errors.KindLocked()


# Forgetting


def erase_person(work: Work, person_id: str) -> bool:
    """Forget a person: no mail to or about them is sent any more; return whether more of those may wait."""
    known = store.find_address(work, person_id)
    if known:
        erasure.claim_parked(work, person_id, known.address)
    waiting = store.list_unsent_mails(work, person_id, known.address if known else None, AT_ONCE)
    for mail in waiting:
        mail.skip(work.now)
        store.save_mail(work, mail)
    if not waiting:
        store.forget_person(work, person_id)
    return bool(waiting)


# Sending: each step is a transaction of its own, the mail server stands between them


@dataclass(frozen=True)
class Letter:
    """A mail as it was taken for sending: `to` is None when it was settled without."""

    mail: Mail
    to: str | None
    nomination: Data
    names: Mapping[str, str] = field(default_factory=dict)
    """What the regions, backgrounds and topics in it are called now, where staff renamed them: by list and slug."""


def take_mail(work: Work) -> Letter | None:
    """Take the next due mail; preferences and address are looked up only now. None when nothing is due."""
    mail = store.find_due_mail(work)
    if mail is None:
        return None
    to = _settle(work, mail)
    store.save_mail(work, mail)
    nomination = store.find_nomination(work, mail.person_id) if mail.link else {}
    return Letter(mail, to, nomination, store.names_of(work, named_in(mail.data)) if to else {})


def _settle(work: Work, mail: Mail) -> str | None:
    """Decide what becomes of a due mail; return where to send it, or None when it is not sent now."""
    to = mail.reach(store.find_address(work, mail.person_id))
    if mail.lapsed(work.now):
        mail.expire(work.now)
    elif not mail.kind.locked and mail.kind_name in store.list_switched_off(work, mail.person_id):
        mail.skip(work.now)
    elif to is None:
        mail.wait(work.now)
        store.hold_address(work, mail.person_id)
    else:
        mail.take(work.now)
        return to
    return None


def record(work: Work, mail: Mail, outcome: Outcome) -> State:
    """Note what the mail server said and return where the mail stands.

    Raises Conflict when the lease ran out and another has taken the mail meanwhile.
    """
    settled = copy(mail)
    outcome(settled, work.now)
    store.save_mail(work, settled)
    return settled.state
