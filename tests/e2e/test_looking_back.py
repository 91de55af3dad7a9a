"""After all journeys: every page was visited, and nothing is kept of a page that nobody sees any more."""

import re

import pytest

from tests.e2e import reading
from tests.e2e.conftest import is_whole
from tests.e2e.eye import Eye
from tests.e2e.words import GATEWAY

pytestmark = [pytest.mark.slow]

TEMPLATES = GATEWAY / "templates"
EXTENDS = re.compile(r'{% extends "([^"]+)\.html" %}')
NOT_VISITED: dict[str, str] = {}
"""Pages that no journey comes to, and why."""


@pytest.fixture(autouse=True)
def everything_ran(request: pytest.FixtureRequest) -> None:
    """Skip where only some of the journeys ran: then some pages were not visited."""
    if not is_whole(request.session):
        pytest.skip("tells something only after all journeys went well")


def test_every_page_was_visited(eye: Eye) -> None:
    assert sorted(pages() - set(eye.seen)) == sorted(NOT_VISITED)


def test_nothing_is_kept_that_nobody_sees(eye: Eye, pytestconfig: pytest.Config) -> None:
    kept = eye.seen if pytestconfig.getoption("--write-snapshots") else reading.stored()
    assert reading.without(kept, eye.seen) == {}


def pages() -> set[str]:
    """Return the templates that are pages: they extend one, and none extends them."""
    bases = {path: found[1] for path in TEMPLATES.rglob("*.html") if (found := EXTENDS.search(path.read_text()))}
    return {path.relative_to(TEMPLATES).with_suffix("").as_posix() for path in bases} - set(bases.values())
