"""The password of the mail server is in its address."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from services.notifications.mailing import message, smtp
from tests.integration.notifications.mail_server import Desk
from tests.unit.notifications.letters import NOW, SETTINGS, letter

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # this server has no certificate


def check(server: Any, session: Any, envelope: Any, mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"q", b"p@ss:word"))


@pytest.fixture
def locked() -> Iterator[tuple[Desk, int]]:
    """A server that takes mail only from who logs in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    controller = Controller(Desk(), hostname="127.0.0.1", port=port, **options)
    controller.start()
    yield controller.handler, port
    controller.stop()


def test_mail_is_handed_over_after_logging_in(locked: tuple[Desk, int]) -> None:
    desk, port = locked
    with smtp.connect(f"smtp://q:p%40ss%3Aword@127.0.0.1:{port}", "q.example") as line:
        line.send(message.write(letter("welcome"), SETTINGS, NOW))
    assert desk.subjects("amina@example.org") == ["Welcome to Q Commons"]


def test_a_wrong_password_counts_as_a_server_that_is_away(locked: tuple[Desk, int]) -> None:
    _, port = locked
    with pytest.raises(smtp.Away), smtp.connect(f"smtp://q:no@127.0.0.1:{port}", "q"):
        pass


def test_a_server_that_wants_a_log_in_defers_mail_and_loses_none(locked: tuple[Desk, int]) -> None:
    _, port = locked
    with smtp.connect(f"smtp://127.0.0.1:{port}", "q.example") as line, pytest.raises(smtp.Deferred, match="530"):
        line.send(message.write(letter("welcome"), SETTINGS, NOW))


def test_a_server_without_encryption_never_sees_a_password_meant_for_one_with_it(
    locked: tuple[Desk, int],
) -> None:
    _, port = locked
    url = f"smtp://q:p%40ss%3Aword@127.0.0.1:{port}/?starttls"
    with pytest.raises(smtp.Away, match="NotSupported"), smtp.connect(url, "q.example"):
        pass
