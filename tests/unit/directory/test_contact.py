"""Whom a member keeps away, decided by them alone."""

from __future__ import annotations

import pytest

from services.directory.model import MOST_BLOCKED, Contact, RuleBroken, keep_apart


def test_somebody_is_blocked_once_and_let_near_once():
    contact = Contact("ana")
    assert [contact.block("bea"), contact.block("bea"), contact.blocked] == [True, False, ("bea",)]
    assert [contact.unblock("bea"), contact.unblock("bea"), contact.blocked] == [True, False, ()]


def test_nobody_blocks_themselves():
    with pytest.raises(RuleBroken, match="not_yourself"):
        Contact("ana").block("ana")


def test_five_hundred_are_blocked_at_most():
    contact = Contact("ana", blocked=tuple(f"person{number}" for number in range(MOST_BLOCKED)))
    with pytest.raises(RuleBroken, match="too_many_blocked"):
        contact.block("bea")
    assert not contact.block("person1")


@pytest.mark.parametrize("blocks", [("ana", "bea"), ("bea", "ana")])
def test_one_block_keeps_both_apart(blocks):
    by, other = blocks
    assert keep_apart(Contact(by, blocked=(other,)), Contact(other))
    assert keep_apart(Contact(other), Contact(by, blocked=(other,)))
    assert not keep_apart(Contact(by, blocked=("cai",)), Contact(other))
