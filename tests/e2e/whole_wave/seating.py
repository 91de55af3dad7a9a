"""A panel takes its seats: four people are invited, join, and are given their roles by the operator."""

import csv
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Site
from tests.e2e.hasty import Hasty
from tests.e2e.ways import open_link
from tests.e2e.whole_wave.people import PANEL, REGION, Person, address

Come = Callable[[str], Hasty]


def seat_panel(site: Site, come: Come, folder: Path) -> tuple[Hasty, list[Hasty]]:
    """Let four people join by their invitations, and make them the panel."""
    organisations = ("Itchen Valley Neighbours", "Purbrook Lifeboat Trust", "Testbourne Choirs", "Meon Growers")
    panel = [
        Person(name, address(name.split()[0].lower()), "", organisation)
        for name, organisation in zip(PANEL, organisations, strict=True)
    ]
    nominate(site, folder / "panel.csv", panel)
    browsers = [join(come("panel"), person) for person in panel]
    for person, role in zip(panel, ("chair", "assessor", "assessor", "assessor"), strict=True):
        site.runner("ops", "grant", person.address, role, "--region", REGION.lower())
    return browsers[0], browsers[1:]


def nominate(site: Site, file: Path, panel: list[Person]) -> None:
    lines = [
        {
            "name": person.name,
            "address": person.address,
            "nominating_organisation": "Solent Improvement Circle",
            "organisation": person.organisation,
            "role": "Matron",
            "region": REGION.lower(),
            "background": "frontline-staff",
            "topics": "patient-safety",
        }
        for person in panel
    ]
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    site.runner("ops", "import-cohort", str(file))


def join(member: Hasty, person: Person) -> Hasty:
    open_link(member, person.address, "Your invitation to Q Commons")
    member.choose("Who may see your entry?", "Everyone")
    member.press("Join with this entry")
    member.sees(f"Welcome, {person.name}")
    return member
