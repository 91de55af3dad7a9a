"""The mail server as the sender sees it: away, or deferring a mail, refusing it for good, taking it."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT_S = 15.0
PORTS = {"smtp": 25, "smtps": 465}
TRY_AGAIN_LATER = range(400, 500)


class Away(Exception):
    """The server cannot be reached, will not let us in, or the connection broke: no fault of any one mail."""


class Said(Exception):
    """The server said something about this mail; `code` is its reply code."""

    def __init__(self, code: int) -> None:
        self.code = str(code)
        super().__init__(self.code)


class Deferred(Said):
    """Not now, said the server (4xx), or not from us."""


class Refused(Said):
    """Never, said the server (5xx)."""


class Line:
    """An open connection to the mail server."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    @property
    def is_open(self) -> bool:
        """Tell whether the server is still there as far as we know."""
        return self._server.sock is not None

    def send(self, message: EmailMessage) -> None:
        """Hand one message over; raises Deferred, Refused, or Away (then it may have been taken)."""
        try:
            self._server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _said(next(iter(error.recipients.values()))[0]) from error
        except smtplib.SMTPSenderRefused as error:
            raise Deferred(error.smtp_code) from error
        except smtplib.SMTPDataError as error:
            raise _said(error.smtp_code) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(553) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Away(type(error).__name__) from error


@contextmanager
def connect(url: str, our_name: str) -> Iterator[Line]:
    """Open a line to `smtp://` or `smtps://`; `?starttls` encrypts before we log in. Raises Away."""
    try:
        server = _open(url, our_name)
    except (OSError, smtplib.SMTPException) as error:
        raise Away(type(error).__name__) from error
    try:
        yield Line(server)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _open(url: str, our_name: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    secure = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, our_name, timeout=TIMEOUT_S, context=secure)
    else:
        server = smtplib.SMTP(host, port, our_name, timeout=TIMEOUT_S)
    try:
        if parts.query == "starttls":
            server.starttls(context=secure)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server


def _said(code: int) -> Said:
    return Deferred(code) if code in TRY_AGAIN_LATER else Refused(code)
