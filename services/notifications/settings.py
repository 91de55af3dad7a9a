"""What the environment must say for mail to leave the house."""

from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from bus.settings import BusSettings, setting


def read_url(text: str) -> str:
    """Read a public address without its last slash."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return text.rstrip("/")


def read_smtp_url(text: str) -> str:
    """Read the address of a mail server."""
    if not text.startswith(("smtp://", "smtps://")):
        raise ValueError("must begin with smtp:// or smtps://")
    return text


def read_sender(text: str) -> str:
    """Read `Name <address>` or an address."""
    if "@" not in parseaddr(text)[1]:
        raise ValueError("must be an e-mail address, such as Q Commons <hello@example.org>")
    return text


@dataclass(frozen=True, kw_only=True)
class NotificationsSettings(BusSettings):
    """The mail server, whom mails are from, and the public address and key of their links.

    The server is `smtp://user:password@host:port` (with `?starttls` to encrypt) or `smtps://…`.
    """

    smtp_url: str = setting("SMTP_URL", read=read_smtp_url, secret=True)
    sender: str = setting("Q_SENDER", read=read_sender)
    url: str = setting("Q_URL", read=read_url)
    link_key: str = setting("Q_LINK_KEY", secret=True)

    @property
    def sender_address(self) -> Address:
        """Return whom mails are from, as a header says it."""
        name, address = parseaddr(self.sender)
        return Address(name, addr_spec=address)
