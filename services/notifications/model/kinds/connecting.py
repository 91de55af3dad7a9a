"""Kinds that tell members of each other."""

from datetime import datetime

from services.notifications.model.kind import N_, Data, Kind


def if_news(data: Data, now: datetime) -> bool:
    """Mail it only to who does not know it yet."""
    return bool(data["is_news"])


TABLE = (
    Kind(
        "connection_requested",
        N_("A member of Q Commons would like to connect with you"),
        path="/connections",
        deeds={"connection_accept": ("connection_id", "asker_person_id")},
        notice=("connection_id", "asker_person_id", "asker_name"),
    ),
    Kind(
        "connection_made",
        N_("You have a new connection in Q Commons"),
        path="/members/{other_person_id}",
        notice=("other_person_id", "other_name"),
        mailed=if_news,
    ),
    Kind(
        "connection_introduced",
        N_("Somebody you know in Q Commons would like to introduce you"),
        path="/connections",
        deeds={"introduction_answer": ("introduction_id", "other_person_id")},
        notice=("introduction_id", "other_name", "introducer_name"),
    ),
)
