"""What a member's month holds: all of it asked at once, of every service that has a part in it."""

from dataclasses import replace

from services.gateway.calls.asking import Question
from services.gateway.calls.benefits import get_my_question
from services.gateway.calls.coffee import get_my_coffee
from services.gateway.calls.connections import list_connections, list_introductions
from services.gateway.calls.swap import list_my_ads, list_my_matches

MOST = 20


def my_month() -> dict[str, Question]:
    """The asker's coffee, what others ask of them, the question that waits, their ads, and what meets those.

    Only the directory says that somebody is no member: matching may not have heard yet that they are.
    """
    return {
        "coffee": replace(get_my_coffee(), may_lag=True),
        "requests": list_connections("received", limit=MOST),
        "introductions": list_introductions(),
        "question": get_my_question(),
        "ads": list_my_ads(limit=MOST),
        "matches": replace(list_my_matches(limit=MOST), may_lag=True),
    }
