"""One whole wave through the browser alone, and every figure that staff see of it counted by hand.

Only two things have no page and are the operator's: inviting the panel's people, and giving them their roles.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Site, new_page, running
from tests.e2e.eye import Eye
from tests.e2e.hasty import Hasty
from tests.e2e.whole_wave.applying import (
    apply,
    ask_to_be_told,
    close_the_wave_of_all,
    hear,
    hears_that_it_opens,
    plan,
    turn_away,
    withdraw,
)
from tests.e2e.whole_wave.deciding import ask_one, assess_all, decide_all, hand_over
from tests.e2e.whole_wave.figures import (
    TALLIES,
    figures_at_first,
    figures_at_the_end,
    figures_when_full,
    figures_when_scored,
    found_in_the_directory,
    listed,
)
from tests.e2e.whole_wave.people import people
from tests.e2e.whole_wave.seating import Come, seat_panel

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

HOLD_S = "40"


class Participant(Hasty):
    """One of the dozens of a wave: how a page reads is kept of it only where nobody else comes to it."""

    reads = frozenset({"interest/withdraw", "interest/withdrawn", "panel/mend", "panel/move", "panel/replace"})


@pytest.fixture
def wave_site(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Site]:
    """A community of its own, since its figures are counted, in which a decision waits a while."""
    if not pytestconfig.getoption("--applicants"):
        pytest.skip("takes seven minutes or more: runs with --applicants=12, or 30")
    with running(Site("", tmp_path_factory.mktemp("wave"), {"Q_DECISION_HOLD_S": HOLD_S})) as own:
        yield own


@pytest.fixture
def come(wave_site: Site, browser: Browser, eye: Eye) -> Iterator[Callable[[str], Hasty]]:
    """Open a browser of a new person: `come("applicant")`, without scripts, on a large screen."""
    visitors: list[Hasty] = []

    def open_browser(name: str) -> Hasty:
        visitors.append(Participant(new_page(browser, wave_site.url, has_scripts=False, width=1280), eye, name, False))
        return visitors[-1]

    yield open_browser
    for visitor in visitors:
        visitor.page.context.close()


def test_a_whole_wave(wave_site: Site, come: Come, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    applicants = people(pytestconfig.getoption("--applicants"))
    tally = TALLIES[len(applicants)]
    visitor = come("stranger")
    before = listed(visitor)
    chair, assessors = seat_panel(wave_site, come, tmp_path)
    staff, asking = come("staff"), come("asking-to-be-told")
    close_the_wave_of_all(staff)
    told = ask_to_be_told(asking)
    wave = plan(staff, tally)
    figures_at_first(staff, wave, tally)

    browsers = {person.name: apply(come("applicant"), person) for person in applicants}
    turn_away(come("one-too-many"))
    figures_when_full(staff, chair, wave, tally)

    by_case = {person.case: person for person in applicants}
    withdraw(browsers[by_case["withdrawn"].name])
    hand_over(chair, by_case["moved"].name)
    ask_one(chair, by_case["question"], browsers)
    assess_all(chair, assessors, applicants)
    figures_when_scored(staff, chair, wave, tally)

    decide_all(chair, applicants)
    figures_at_the_end(staff, chair, wave, tally)
    found_in_the_directory(visitor, chair, before, tally)
    hear(browsers, by_case)
    hears_that_it_opens(asking, told)
