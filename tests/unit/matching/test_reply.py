"""A reply is settled once."""

from __future__ import annotations

from itertools import product

import pytest

from services.matching.model.reply import Reply
from services.matching.model.rules import RuleBroken
from tests.unit.matching.ads import NOW

ENDS = {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn", "close": "closed"}


def reply() -> Reply:
    return Reply("reply-1", "ad-1", "ana", "ben", "I can show you ours.", NOW)


@pytest.mark.parametrize(("first", "second"), list(product(ENDS, ENDS)))
def test_a_reply_is_settled_once(first: str, second: str):
    one = reply()
    getattr(one, first)(NOW)
    assert (one.state, one.settled_at, one.version) == (ENDS[first], NOW, 2)
    with pytest.raises(RuleBroken, match="already_settled"):
        getattr(one, second)(NOW)


def test_what_is_taken_back_is_not_kept():
    one = reply()
    one.withdraw(NOW)
    assert one.message == ""
