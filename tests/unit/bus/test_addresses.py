"""Addresses: one mailbox is recognised however it is spelt, and never taken for another."""

from __future__ import annotations

import pytest

from bus import addresses


@pytest.mark.parametrize(
    ("one", "same"),
    [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("ana@Ame\u0301lie.example", "ana@am\u00e9lie.example"),
        ("ana@B\u00dcCHER.example", "ana@xn--bcher-kva.example"),
        ("not an address", "NOT AN ADDRESS"),
    ],
)
def test_one_address_is_recognised_however_it_is_spelt(one: str, same: str) -> None:
    assert addresses.key(one) == addresses.key(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kate@strasse.example", "kate@stra\u00dfe.example"),
        ("kate@\u03bf\u03b4\u03cc\u03c2.example", "kate@\u03bf\u03b4\u03cc\u03c3.example"),
        ("stra\u00dfe@example.org", "strasse@example.org"),
        ("ana@example.org", "ana@\u0435xample.org"),
        ("ana@fine.example", "ana@\ufb01ne.example"),
    ],
)
def test_addresses_that_look_alike_stay_two(one: str, other: str) -> None:
    assert addresses.key(one) != addresses.key(other)
