"""The median of values that are counted is the one of the values."""

from __future__ import annotations

import statistics
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.directory.queries.overview import median


@given(st.lists(st.integers(0, 60), min_size=1))
def test_the_median_is_exact(values):
    assert median(Counter(values)) == statistics.median(values)


def test_there_is_no_median_of_nothing():
    assert median({}) is None
