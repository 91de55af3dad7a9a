"""The mails that really came, read from the folder of the local mail server."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from pathlib import Path

LINK = re.compile(r"https?://[^/\s]+(/link/[^\s]+)")
APPLICATION = re.compile(r"/panel/([0-9a-f-]{36})")


@dataclass(frozen=True)
class Mail:
    """One mail as it came; `about` is the application that a panel is told of."""

    mail_id: str
    to: str
    subject: str
    about: str
    link: str


class Mailbox:
    """Reads each mail once; a mail that is in the folder is there whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, Mail] = {}

    def mails(self, since: str = "") -> list[Mail]:
        """Return every mail with an id that was drawn since then, repeats too, as they came."""
        for path in sorted(self._folder.glob("*.eml")):
            if path not in self._read:
                self._read[path] = _mail(path.read_bytes())
        return [mail for mail in self._read.values() if mail.mail_id >= since]

    def link(self, address: str, subject: str) -> str | None:
        """Return the path that the newest mail of this subject leads to, or None while none has come."""
        found = [mail.link for mail in self.mails() if (mail.to, mail.subject) == (address, subject)]
        return found[-1] if found else None


def _mail(content: bytes) -> Mail:
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    link, application = LINK.search(text), APPLICATION.search(text)
    return Mail(
        mail_id=message["Message-ID"].strip("<>").partition("@")[0],
        to=message["To"],
        subject=message["Subject"],
        about=application[1] if application else "",
        link=link[1] if link else "",
    )
