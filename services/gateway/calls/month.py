"""What a member's month holds: all of it asked at once, of every service that has a part in it."""

from services.gateway.calls.asking import Question
from services.gateway.calls.benefits import get_my_question
from services.gateway.calls.coffee import get_my_coffee
from services.gateway.calls.connections import list_connections, list_introductions
from services.gateway.calls.swap import list_my_ads, list_my_matches

MOST = 20


def my_month() -> dict[str, Question]:
    """The asker's coffee, what others ask of them, the question that waits, their ads, and what meets those."""
    return {
        "coffee": get_my_coffee(),
        "requests": list_connections("received", limit=MOST),
        "introductions": list_introductions(),
        "question": get_my_question(),
        "ads": list_my_ads(limit=MOST),
        "matches": list_my_matches(limit=MOST),
    }
