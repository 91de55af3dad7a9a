"""A real mail server that a test can take away, bring back, and let say no."""

import socket
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Desk:
    """What the server does with mail: keeps it, or gives the replies that a test lined up first."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.replies: list[str] = []
        self.on_taken: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        with self._lock:
            if self.replies:
                return self.replies.pop(0)
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.on_taken()
        return "250 Taken"

    def to(self, address: str) -> list[EmailMessage]:
        with self._lock:
            return [mail for mail in self.mails if mail["To"] == address]

    def subjects(self, address: str) -> list[str]:
        return [mail["Subject"] for mail in self.to(address)]


class MailServer:
    """The server at one port of its own, with one desk however often it goes away."""

    def __init__(self) -> None:
        self.desk = Desk()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def come(self) -> None:
        self._controller = Controller(self.desk, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def go(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None
