"""An invitation for the calendar: half an hour, a few days ahead, to be moved as it suits (Clause 45)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event

LONDON = ZoneInfo("Europe/London")
AHEAD, AT_HOUR, LASTS = timedelta(days=7), 10, timedelta(minutes=30)
WEEKEND = 5


def invitation(pair: Mapping[str, Any], address: str, now: datetime) -> bytes:
    """Return a calendar (RFC 5545) of one meeting; it names whom one meets and the page, and no address of a person."""
    names = str(_(" and ")).join(each["name"] for each in pair["others"])
    begins = _morning(datetime.fromisoformat(pair["announced_at"]).astimezone(LONDON) + AHEAD)
    meeting = Event()
    meeting.add("uid", f"{pair['pair_id']}@coffee.q-commons")
    meeting.add("dtstamp", now)
    meeting.add("dtstart", begins)
    meeting.add("dtend", begins + LASTS)
    meeting.add("summary", _("Coffee with %(names)s", names=names))
    meeting.add("description", _("Half an hour. Move it to when it suits you both. %(page)s", page=address))
    meeting.add("url", address)
    calendar = Calendar()
    calendar.add("prodid", "-//Q Commons//Coffee//EN")
    calendar.add("version", "2.0")
    calendar.add_component(meeting)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _morning(day: datetime) -> datetime:
    """Return a morning of a working day, that day or soon after."""
    later = max(0, 7 - day.weekday()) if day.weekday() >= WEEKEND else 0
    return (day + timedelta(days=later)).replace(hour=AT_HOUR, minute=0, second=0, microsecond=0)
