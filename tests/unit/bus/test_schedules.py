"""When a job is due, in civil time."""

from datetime import UTC, datetime, timedelta

import pytest

from bus.doors import doors_of, scheduled
from bus.schedules import following, latest

SPRING, AUTUMN = datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
"""The days on which the clocks of London change, at 01:00 UTC."""


def dues(cron: str, day: datetime, timezone: str = "Europe/London") -> list[str]:
    """Return when a job is found to be due by someone who looks every minute from 22:00 UTC before to 05:59 UTC."""

    class Service:
        @scheduled(cron, timezone)
        def tick(self) -> None:
            """Nothing."""

    door = next(doors_of(Service))
    looks = [day + timedelta(minutes=minute) for minute in range(-120, 360)]
    found = dict.fromkeys(latest(door, look) for look in looks)
    return [due.strftime("%H:%M") for due in found if due >= looks[0]]


@pytest.mark.parametrize(
    ("cron", "day", "expected"),
    [
        ("30 3 * * *", SPRING, ["02:30"]),
        ("30 3 * * *", AUTUMN, ["03:30"]),
        ("30 1 * * *", SPRING, ["01:00"]),  # There is no half past one: at once when the gap is over.
        ("30 1 * * *", AUTUMN, ["00:30"]),  # Half past one comes twice: only the first.
        ("0 0 * * *", SPRING, ["00:00"]),
        ("0 0 * * *", AUTUMN, ["23:00"]),
        ("30 * * * *", SPRING, ["22:30", "23:30", "00:30", "01:30", "02:30", "03:30", "04:30", "05:30"]),
        ("30 * * * *", AUTUMN, ["22:30", "23:30", "00:30", "01:30", "02:30", "03:30", "04:30", "05:30"]),
    ],
)
def test_a_job_is_due_once_also_when_the_clocks_change(cron: str, day: datetime, expected: list[str]) -> None:
    assert dues(cron, day) == expected


def test_a_job_may_keep_another_time() -> None:
    assert dues("30 1 * * *", SPRING, "UTC") == ["01:30"]


def test_the_minute_itself_is_due_and_is_not_the_next() -> None:
    class Service:
        @scheduled("0 9 1 * *")
        def settle_accounts(self) -> None:
            """Nothing."""

    door = next(doors_of(Service))
    due = datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert latest(door, due) == latest(door, due + timedelta(microseconds=1)) == due
    assert latest(door, due - timedelta(milliseconds=1)) == datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert following(door, due) == datetime(2026, 8, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("cron", ["", "61 * * * *", "0 9 30 2 *", "every day"])
def test_a_time_that_never_comes_is_refused_where_it_is_written(cron: str) -> None:
    with pytest.raises(ValueError, match="no time is ever meant"):
        scheduled(cron)
