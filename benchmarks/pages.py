"""Pages as a visitor's browser gets them, from the real gateway over the real directory, with 2,500 members.

Fifty requests a second come when they are due, whether or not those before are answered; a wait counts from then.

pages.directory_p99_ms, pages.directory_p50_ms  the directory: all, by a word, by filters, a further page
pages.profile_p99_ms, pages.profile_p50_ms      entries of members
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlencode

from benchmarks._gateway import Gateway, gateway
from benchmarks._house import SERVICES, House, changed_in_bulk, house
from benchmarks._measuring import Line, choose, percentile, say_faults
from bus.actor import Actor
from bus.database import Work
from bus.ids import new_id
from services.directory.actions.nomination import import_nomination
from services.directory.reference import BACKGROUNDS, REGIONS, TOPICS
from services.directory.store.search import SEEN_LATE

MEMBERS, REQUESTS, A_SECOND = 2_500, 1_000, 50
MOST_IN_FLIGHT = 32
TARGETS = {"directory_p99_ms": {"": 100}, "profile_p99_ms": {"": 100}}
NAMES = ("Ada", "Bronwen", "Chidi", "Dilys", "Emeka", "Farah", "Gethin", "Hana", "Iqbal", "Jude", "Kerensa", "Leila")
WORDS = ("ada", "patient safety", "nurse", "ex", "improvement lead", "leila", "trust 7")
SAID = "Has led work across the boundaries of teams, places and professions, and learned from what did not work. " * 4


def members(here: House, n: int, rng: random.Random) -> list[str]:
    """Let n people be imported who agreed elsewhere; return their ids."""
    here.expect_joined(n)
    return changed_in_bulk(here, n, partial(_member, rng))


def waits(asked: Gateway, paths: Sequence[str]) -> list[float]:
    """Ask for pages at the rate; return how long each took, in milliseconds, from when it was due."""
    began = time.monotonic()

    def ask(number: int) -> float:
        due = began + number / A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        asked.get(paths[number])
        return 1000 * (time.monotonic() - due)

    with ThreadPoolExecutor(MOST_IN_FLIGHT) as visitors:
        return list(visitors.map(ask, range(len(paths))))


def main() -> int:
    choice, rng = choose(__doc__), random.Random(7)
    n = choice.of(REQUESTS)
    found: dict[str, list[list[float]]] = {"directory": [], "profile": []}
    with house() as here:
        ids = members(here, choice.of(MEMBERS), rng)
        time.sleep(SEEN_LATE.total_seconds())  # Until then each search looks back at all who came at once.
        with here.open(*SERVICES), gateway(here) as asked:
            further = _further(asked)
            kinds: dict[str, Callable[[], str]] = {
                "directory": partial(_directory, rng, further),
                "profile": lambda: f"/members/{rng.choice(ids)}",
            }
            for _ in range(choice.rounds):
                for name, path in kinds.items():
                    found[name].append(waits(asked, [path() for _ in range(n)]))
        faults = here.count()
    for name, rounds in found.items():
        for share in (50, 99):
            line = f"{name}_p{share}_ms"
            values = [percentile(each, share / 100) for each in rounds]
            choice.tell(Line.of(f"pages.{line}", "ms", n, values, targets=TARGETS.get(line)))
    return say_faults(faults)


def _member(rng: random.Random, work: Work) -> str:
    topics = rng.sample([topic.slug for topic in TOPICS], rng.randint(1, 5))
    answer = import_nomination(
        work,
        Actor("service", "ops"),
        address=f"{new_id()}@example.org",
        nominating_organisation="Example Network",
        confirmed_on=work.now.date().replace(year=work.now.year - 1, day=1),
        name=f"{rng.choice(NAMES)} Example {rng.randint(1, 999)}",
        role=rng.choice(("Improvement lead", "Ward nurse", "Patient leader", "Service manager")),
        organisation=f"Example Trust {rng.randint(1, 60)}",
        region=rng.choice(REGIONS).slug,
        background=rng.choice(BACKGROUNDS).slug,
        topics=topics,
        biography=SAID,
    )
    return str(answer["person_id"])


def _directory(rng: random.Random, further: Sequence[str]) -> str:
    """Return what some visitor looks for: everyone, a word, a filter or two, or a further page."""
    looks: tuple[dict[str, str], ...] = (
        {},
        {"words": rng.choice(WORDS)},
        {"region": rng.choice(REGIONS).slug},
        {"topic": rng.choice(TOPICS).slug, "background": rng.choice(BACKGROUNDS).slug},
        {"words": rng.choice(WORDS), "region": rng.choice(REGIONS).slug},
    )
    if further and rng.random() < 0.1:
        return rng.choice(further)
    return f"/members?{urlencode(rng.choice(looks))}"


def _further(asked: Gateway) -> list[str]:
    """Return the addresses of a few further pages, as the links on the pages before say them."""
    found: list[str] = []
    path = "/members"
    while len(found) < 10:
        link = re.search(r'href="(/members\?[^"]*after=[^"#]+)[#"]', asked.get(path))
        if not link:
            break
        path = link[1].replace("&amp;", "&")
        found.append(path)
    return found


if __name__ == "__main__":
    sys.exit(main())
