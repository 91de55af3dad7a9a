"""What the environment may say."""

import pytest

from services.notifications.settings import read_sender, read_smtp_url, read_url


def test_a_public_address_loses_its_last_slash() -> None:
    assert read_url("https://q.example/") == "https://q.example"


@pytest.mark.parametrize(
    ("read", "text"), [(read_url, "q.example"), (read_sender, "Q Commons"), (read_smtp_url, "mail.example:25")]
)
def test_what_cannot_work_is_refused_at_start(read: object, text: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        read(text)  # type: ignore[operator]
