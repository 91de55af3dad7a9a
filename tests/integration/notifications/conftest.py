"""Notifications with a mail server, fresh for each test."""

from collections.abc import Iterator
from typing import Any

import pytest

from bus.testing import Community
from services.notifications.service import NotificationsService
from tests.integration.notifications.mail_server import MailServer


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.come()
    yield server
    server.go()


@pytest.fixture
def given(mail_server: MailServer) -> dict[str, Any]:
    """Return the settings of notifications, by field."""
    return {
        "smtp_url": mail_server.url,
        "sender": "Q Commons <hello@q.example>",
        "url": "https://q.example",
        "link_key": "link-key-of-a-test",
    }


@pytest.fixture
def running(community: Community, given: dict[str, Any]) -> Community:
    community.start(NotificationsService, **given)
    return community
