"""From an application to an entry that is found, through the public API: twenty applicants at a time.

Each writes and submits; the two assessors who are asked score, the chair of the region accepts, and the applicant looks
for themselves until the search finds them. Every region has two assessors and a chair.

join.per_s     members a second
join.p50_ms    from the first word to being found
join.repeats   calls that were answered 503 and given again
join.<step>_ms the median of each step: where the time goes
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from benchmarks._gateway import Answer, Gateway, gateway, tokens
from benchmarks._house import SERVICES, House, changed_in_bulk, house
from benchmarks._measuring import Line, choose, interleave, say_faults
from bus.actor import Actor
from bus.database import Work
from bus.ids import new_id
from bus.testing import eventually
from services.directory.actions.person import grant_role, known_or_new
from services.directory.model import CRITERIA
from services.directory.reference import REGIONS
from tests.waves import open_wave

JOINING, CLIENTS = 400, 20
OPS = Actor("service", "ops")
SAID = "We met every week, counted what we saw, changed one thing at a time, and told the others what came of it. " * 6
ASSESSMENT = {"scores": dict.fromkeys(CRITERIA, 3), "reasons": dict.fromkeys(CRITERIA, "Clear and honest.")}


@dataclass
class Panels:
    """The tokens of who assesses and who chairs, by region."""

    assessors: dict[str, list[str]]
    chairs: dict[str, str]


@dataclass
class Times:
    """How long each step took, in milliseconds."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.taken[step].append(1000 * (time.monotonic() - began))


def join(asked: Gateway, panels: Panels, times: Times, applicant: tuple[int, str]) -> None:
    """Take one applicant all the way."""
    number, token = applicant
    region = REGIONS[number % len(REGIONS)].slug
    name = f"Applicant {new_id()[-12:]}"
    with times.of("whole"):
        with times.of("write"):
            draft = asked.tell("/applications", token, _application(name, region))
        path = f"/applications/{draft['application_id']}"
        with times.of("submit"):
            sent = asked.tell(f"{path}/submission", token, version=draft["version"])
        for assessor in panels.assessors[region]:
            with times.of("assess"):
                asked.tell(f"{path}/assessment/final", assessor, ASSESSMENT)
        with times.of("decide"):
            asked.tell(f"{path}/decision", panels.chairs[region], {"outcome": "accept"}, sent["version"])
        with times.of("find"):
            eventually(lambda: asked.ask(f"/members?words={quote(name)}", token)["total"]["value"] == 1)


def joined(here: House, asked: Gateway, panels: Panels, times: Times, n: int) -> float:
    """Return the rate at which n applicants become members who are found."""
    applicants = list(enumerate(tokens(here, changed_in_bulk(here, n, _person))))
    began = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(partial(join, asked, panels, times), applicants))
    return n / (time.monotonic() - began)


def main() -> int:
    choice = choose(__doc__)
    n, times = choice.of(JOINING), Times()
    with house() as here, here.open(*SERVICES), gateway(here) as asked:
        open_wave(here.community)
        panels = _panels(here)
        values = interleave({"per_s": partial(joined, here, asked, panels, times, n)}, choice.rounds)
        faults = _count(here, n * choice.rounds)
    choice.tell(Line.of("join.per_s", "members/s", n, values["per_s"]))
    choice.tell(Line.of("join.p50_ms", "ms", n, times.taken.pop("whole")))
    choice.tell(Line("join.repeats", asked.repeats, "calls", n * choice.rounds))
    for step, taken in times.taken.items():
        choice.tell(Line("join." + step + "_ms", statistics.median(taken), "ms", n))
    return say_faults(faults)


def _count(here: House, n: int) -> list[str]:
    """Say what was lost or doubled: each applicant is a member, accepted once, and welcomed once."""
    eventually(lambda: here.notifications["notices"].count_documents({"kind": "welcome"}) >= n, 60)
    eventually(lambda: not here.left_over(), 60)
    found = {
        "members": here.directory["members"].count_documents({"status": "member"}),
        "acceptances": here.directory["applications"].count_documents({"status": "accepted"}),
        "welcomes": here.notifications["notices"].count_documents({"kind": "welcome"}),
    }
    return [f"{count} {what} instead of {n}" for what, count in found.items() if count != n]


def _panels(here: House) -> Panels:
    regions = [region.slug for region in REGIONS]
    seats = [(role, region) for region in regions for role in ("assessor", "assessor", "chair")]
    waiting = iter(seats)
    keys = tokens(here, changed_in_bulk(here, len(seats), lambda work: _seated(work, *next(waiting))))
    return Panels(
        {region: keys[3 * place : 3 * place + 2] for place, region in enumerate(regions)},
        {region: keys[3 * place + 2] for place, region in enumerate(regions)},
    )


def _person(work: Work) -> str:
    return known_or_new(work, f"{new_id()}@example.org").person_id


def _seated(work: Work, role: str, region: str) -> str:
    person_id = _person(work)
    grant_role(work, OPS, person_id, role, region)
    return person_id


def _application(name: str, region: str) -> Answer:
    about = {"name": name, "role": "Ward sister", "organisation": "", "biography": SAID, "visibility": "public"}
    chosen = {"region": region, "background": "frontline-staff", "topics": ["patient-safety", "coaching"]}
    return about | chosen | dict.fromkeys(CRITERIA, SAID)


if __name__ == "__main__":
    sys.exit(main())
