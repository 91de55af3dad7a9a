"""What members hear of each other when they connect."""

from typing import Any

from bus.database import Work
from bus.events import Received
from services.notifications.actions.telling import tell

Data = dict[str, Any]


def tell_request(work: Work, event: Received) -> None:
    """Tell a member who would like to connect with them, in the words of who asks (Clause 32)."""
    data = event.data
    tell(work, event, "connection_requested", data["person_id"], data, about=data["asker_person_id"])


def tell_connection(work: Work, event: Received) -> None:
    """Tell both that they are connected; who said yes just now gets no mail of it (Clause 31)."""
    data = event.data
    for (person_id, name), (other_id, other_name), is_news in _both(data, True, False):
        told = {"name": name, "other_person_id": other_id, "other_name": other_name, "is_news": is_news}
        told |= {"is_introduced": data["introducer_person_id"] is not None}
        tell(work, event, "connection_made", person_id, told, about=other_id)


def tell_introduction(work: Work, event: Received) -> None:
    """Ask both of two members whom a third would like to know each other (Clause 40)."""
    data = event.data
    introducer_id = data["introducer_person_id"]
    shown = {name: data[name] for name in ("introduction_id", "introducer_name", "words")}
    for (person_id, name), (other_id, other_name), _ in _both(data, True, True):
        told = shown | {"name": name, "other_person_id": other_id, "other_name": other_name}
        tell(work, event, "connection_introduced", person_id, told, about=(other_id, introducer_id))


def _both(data: Data, *how: bool) -> list[tuple[tuple[str, str], tuple[str, str], bool]]:
    """Return each of the two people, the other one, and what goes for the former."""
    one, other = (data["person_id"], data["name"]), (data["other_person_id"], data["other_name"])
    return [(one, other, how[0]), (other, one, how[1])]
