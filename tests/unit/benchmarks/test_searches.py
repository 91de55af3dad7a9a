"""What the benchmark of the search holds answers against."""

from benchmarks._people import Community
from benchmarks._searches import PAGE, Asked, Scan


def test_what_is_asked_twice_is_counted_once() -> None:
    asked = Asked("members", "", (), "h")
    found = Scan([asked, asked]).of(lambda: Community().members(200), {})[asked]
    assert found.total == 200
    assert len(set(found.keys)) == len(found.keys) == PAGE
