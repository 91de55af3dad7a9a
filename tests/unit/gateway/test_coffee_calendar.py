"""The invitation for the calendar is half an hour of a working morning, and names no address."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from flask_babel import Babel
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from services.gateway.pages.coffee_calendar import LONDON, invitation

APP = Flask(__name__)
Babel(APP)


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))  # noqa: DTZ001 - hypothesis wants them naive
def test_an_invitation_is_half_an_hour_of_a_working_morning(announced: datetime) -> None:
    announced = announced.replace(tzinfo=UTC)
    pair = {"pair_id": "0198", "announced_at": announced.isoformat(), "others": [{"name": "Ben; Ashdown, Q"}]}
    with APP.test_request_context():
        written = invitation(pair, "https://q.example/coffee/0198", announced)
    [meeting] = Calendar.from_ical(written).events
    begins = meeting.start.astimezone(LONDON)
    assert (begins.hour, begins.minute, begins.weekday() < 5) == (10, 0, True)
    assert meeting.end - meeting.start == timedelta(minutes=30)
    assert timedelta(days=6) < meeting.start - announced < timedelta(days=11)
    assert meeting["summary"] == "Coffee with Ben; Ashdown, Q"
