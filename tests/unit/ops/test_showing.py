"""How long ago, in words that a tired operator takes in at once."""

import pytest

from deploy.local.ops.showing import age


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (0.0, "0 ms"),
        (0.0124, "12 ms"),
        (3.44, "3.4 s"),
        (95, "95 s"),
        (600, "10 min"),
        (7300, "2 h"),
        (260_000, "3 days"),
    ],
)
def test_an_age_has_the_unit_that_fits(seconds: float | None, said: str) -> None:
    assert age(seconds) == said
