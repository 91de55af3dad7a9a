"""What staff, the chair and the directory must say of the wave, counted by hand."""

from dataclasses import dataclass

from bus.testing import eventually
from tests.e2e.conftest import LONGEST_HOLD_S
from tests.e2e.hasty import Hasty
from tests.e2e.whole_wave.people import FAMILY, OTHER, REGION


@dataclass(frozen=True)
class Tally:
    """What was done, counted by whoever wrote this test and not by what is tested."""

    sent: int
    each_assessor: int
    accepted: int
    not_yet: int
    can_assess: str = "30, with 3 assessors"
    withdrawn: int = 1
    moved: int = 1
    undecided: int = 1
    members_only: int = 1
    panel: int = 4


TALLIES = {
    12: Tally(sent=12, each_assessor=8, accepted=8, not_yet=1),
    30: Tally(sent=30, each_assessor=20, accepted=24, not_yet=3),
}
"""Of the twelve cases eight end with a yes: members-only, both conflicts, apart, silent, question, changed, plain."""


def listed(visitor: Hasty) -> tuple[int, int]:
    """Return how many members everybody sees, in the region and in all."""
    visitor.open("/directory/regions")
    row = visitor.page.locator(".qc-rows > li", has=visitor.page.get_by_role("heading", name=REGION, exact=True))
    region = row.locator("p").first.inner_text().split()[0]
    visitor.open("/members")
    everywhere = visitor.page.get_by_role("status").get_by_role("heading").inner_text().split()[0]
    return int(region), int(everywhere.replace(",", ""))


def overview(staff: Hasty) -> dict[str, list[str]]:
    """Return the staff's table: by region what is with the panel, accepted, not yet, withdrawn, erased and late."""
    staff.open("/staff/applications")
    return {region: numbers for region, numbers in staff.table().items() if set(numbers) != {"0"}}


def line(with_panel: int = 0, accepted: int = 0, not_yet: int = 0, withdrawn: int = 0) -> list[str]:
    return [str(number) for number in (with_panel, accepted, not_yet, withdrawn, 0, 0)]


def figures_at_first(staff: Hasty, wave: str, tally: Tally) -> None:
    look_at_wave(staff, wave, tally, "Open", sent=0, by_region=0)
    assert overview(staff) == {}
    staff.sees("Nothing waits for a decision.")
    assert staff.facts() == {"Accepted": "0", "Not yet": "0", "Days to a decision (median)": "None yet"}


def figures_when_full(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    look_at_wave(staff, wave, tally, "Full", sent=tally.sent, by_region=tally.sent)
    everything = line(with_panel=tally.sent)
    assert overview(staff) == {REGION: everything, "Everywhere": everything}
    look_at_panel(chair, tally.each_assessor)


def figures_when_scored(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    left = tally.sent - tally.withdrawn
    look_at_wave(staff, wave, tally, "Open", sent=left, by_region=left - tally.moved)
    assert overview(staff) == {
        REGION: line(with_panel=left - tally.moved, withdrawn=tally.withdrawn),
        OTHER: line(with_panel=tally.moved),
        "Everywhere": line(with_panel=left, withdrawn=tally.withdrawn),
    }
    look_at_panel(chair, 0)
    chair.open("/panel")
    assert chair.count("Ready for the chair to decide") == left - tally.moved


def figures_at_the_end(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    region = line(tally.undecided, tally.accepted, tally.not_yet, tally.withdrawn)
    eventually(lambda: overview(staff).get(REGION) == region, LONGEST_HOLD_S, every_s=2.0)
    both = tally.undecided + tally.moved
    assert overview(staff) == {
        REGION: region,
        OTHER: line(with_panel=tally.moved),
        "Everywhere": line(both, tally.accepted, tally.not_yet, tally.withdrawn),
    }
    decided = {"Accepted": str(tally.accepted), "Not yet": str(tally.not_yet)}
    assert {name: number.split()[0] for name, number in staff.facts().items()} == decided | {
        "Days to a decision (median)": "0"
    }
    lists_behind(staff, tally)
    left = tally.sent - tally.withdrawn
    look_at_wave(staff, wave, tally, "Open", sent=left, by_region=left - tally.moved)
    look_at_panel(chair, 0)
    for state, number in {
        "Waiting for a decision": tally.undecided,
        "Accepted": tally.accepted,
        "Not yet": tally.not_yet,
    }.items():
        chair.open("/panel")
        chair.select("State", state)
        chair.press("Show")
        assert chair.count() == number, state


def lists_behind(staff: Hasty, tally: Tally) -> None:
    """Follow each figure of everywhere to its list, and count."""
    both = tally.undecided + tally.moved
    numbers = {
        "With the panel": both,
        "Accepted": tally.accepted,
        "Not yet": tally.not_yet,
        "Withdrawn": tally.withdrawn,
    }
    for state, number in numbers.items():
        staff.open("/staff/applications")
        staff.follow_link(staff.page.get_by_role("row", name="Everywhere").get_by_role("link", name=state))
        assert staff.count() == number, state


def look_at_wave(staff: Hasty, wave: str, tally: Tally, state: str, sent: int, by_region: int) -> None:
    staff.open(wave)
    staff.sees(state)
    facts = staff.facts()
    assert (facts["Applications"], facts["At most"], facts["Expected"]) == (str(sent), str(tally.sent), "24")
    assert staff.table() == {REGION: [str(by_region), "24", tally.can_assess]}
    staff.open("/staff/waves")
    row = staff.page.locator(".qc-rows > li", has=staff.page.get_by_role("link", name="The whole wave"))
    said = "1 application of" if sent == 1 else f"{sent} applications of"
    assert f"{said} at most {tally.sent}" in row.inner_text()


def look_at_panel(chair: Hasty, each: int) -> None:
    chair.open("/panel")
    chair.follow(f"How the panel stands: {REGION}")
    rows = chair.page.locator(".qc-rows > li").all_inner_texts()
    assert len(rows) == 3
    assert all(f"{each} applications open." in row and "Has not practised" in row for row in rows), rows


def found_in_the_directory(visitor: Hasty, chair: Hasty, before: tuple[int, int], tally: Tally) -> None:
    public = tally.accepted - tally.members_only
    for reader, number in ((visitor, public), (chair, tally.accepted)):
        reader.open("/members")
        reader.fill("Words", FAMILY)
        reader.press("Search")
        reader.sees(f"{number} members found")
    region, everywhere = before
    assert listed(visitor) == (region + tally.panel + public, everywhere + tally.panel + public)
    visitor.open("/")
    visitor.sees(f"{everywhere + tally.panel + public} members are listed in the directory today.")
