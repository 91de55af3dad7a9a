"""What may be asked of notifications: nothing that the database could not keep."""

import pytest
from marshmallow import ValidationError

from services.notifications.schemas import MarkNoticesRead


@pytest.mark.parametrize("until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1969-12-31T23:59:59Z"])
def test_a_moment_that_is_not_of_our_time_is_refused(until: str) -> None:
    with pytest.raises(ValidationError, match="Must be"):
        MarkNoticesRead().load({"until": until})


def test_the_moment_of_a_notice_is_taken() -> None:
    assert MarkNoticesRead().load({"until": "2026-11-22T09:00:00.000Z"})["until"].year == 2026
