"""Writes the message that goes over the wire (RFC 5322) from a mail that was taken for sending."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from urllib.parse import quote

from services.notifications import links
from services.notifications.actions import Letter
from services.notifications.mailing import words
from services.notifications.model.mail import Mail
from services.notifications.settings import NotificationsSettings

POLICY = SMTP.clone(max_line_length=998)
"""Headers are not folded: a folded link in List-Unsubscribe would be encoded, and dead."""


def write(letter: Letter, settings: NotificationsSettings, now: datetime) -> EmailMessage:
    """Write the message; raises ValueError for an address that would break a header, jinja2.TemplateError."""
    mail, stop = letter.mail, _unsubscribe(letter.mail, settings)
    context = _context(letter, settings, stop)
    message = EmailMessage(POLICY)
    message["From"] = settings.sender_address
    message["To"] = Address(addr_spec=letter.to or "")
    message["Subject"] = words.subject(mail.kind.subject)
    message["Date"] = now
    message["Message-ID"] = f"<{mail.mail_id}@{settings.sender_address.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if stop:
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    template = f"{mail.kind_name}.jinja"
    message.set_content(words.text(template, context), cte="quoted-printable")
    message.add_alternative(words.html(template, context), subtype="html", cte="quoted-printable")
    message["Content-Language"] = words.LANGUAGE
    return message


def _context(letter: Letter, settings: NotificationsSettings, stop: str | None) -> dict[str, Any]:
    """Return what a template may name: the mail's data, and the addresses it leads to."""
    mail = letter.mail
    return {
        **letter.nomination,
        **mail.data,
        "subject": words.subject(mail.kind.subject),
        "language": words.LANGUAGE,
        "names": letter.names,
        "other_address": letter.other_address,
        "addresses": letter.addresses,
        "link": mail.link,
        "site": settings.url,
        "url": _destination(mail, settings),
        "deed": links.deeds(settings.link_key, settings.url, mail),
        "stop_url": stop,
    }


def _destination(mail: Mail, settings: NotificationsSettings) -> str:
    """Return where the button leads; a one-time link is signed here and nowhere before."""
    if mail.link:
        return links.one_time(settings.link_key, settings.url, mail.link)
    return _path(mail, settings, mail.kind.path)


def _path(mail: Mail, settings: NotificationsSettings, path: str | None) -> str:
    ids = {name: quote(str(value), safe="") for name, value in mail.data.items()}
    return settings.url + (path or "/").format(**ids)


def _unsubscribe(mail: Mail, settings: NotificationsSettings) -> str | None:
    if mail.kind.locked or not mail.person_id:
        return None
    return links.unsubscribe(settings.link_key, settings.url, mail.person_id, mail.kind_name)
