"""The search of the real directory over the bus: a page of members, their number, and the numbers beside each filter.

A million invented members, of whom one in five hides from the public; two thousand searches by four callers at once,
each round. Two hundred answers are held against a look at every member in turn; one that differs fails the run.

search.p50_ms    half of the answers take no longer, from question to answer
search.p99_ms    all but one in a hundred
search.index_mb  what the search adds to the memory of a process, and what it keeps in the database
search.fill_s    how long a process reads all members before it answers
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any

from benchmarks._house import House, house
from benchmarks._measuring import Line, choose, percentile, say_faults
from benchmarks._people import Community
from benchmarks._searches import PAGE, Asked, Expected, Scan, Searches
from bus import pages
from bus.errors import Unavailable
from bus.testing import eventually
from services.directory import reference
from services.directory.model import id_in
from services.directory.service import DirectoryService
from services.directory.store.member import member_document

MEMBERS, SEARCHES, COMPARED, CALLERS = 1_000_000, 2_000, 200, 4
WITHIN_MS = 50.0
AT_ONCE = 2_000
LONGEST_S = 1_800.0
SOMEBODY = "019000000000-7000-8000-000000000000"
TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}
Answer = dict[str, Any]


def keep_members(here: House, many: int) -> None:
    """Put the invented members into the directory's database."""
    documents = map(member_document, Community().members(many))
    while some := list(islice(documents, AT_ONCE)):
        here.directory["members"].insert_many(some, ordered=False)


def fill(here: House) -> float:
    """Wait until the search answers; return how long it took, in seconds."""
    began = time.monotonic()
    eventually(lambda: _answers(here), LONGEST_S)
    return time.monotonic() - began


def ask(here: House, asked: Asked) -> Answer:
    """Ask the directory as a member, or as a stranger."""
    actor = here.community.person(SOMEBODY) if asked.audience == "members" else None
    after = {"after": pages.encode(here.page_key, [asked.after])} if asked.after else {}
    request = {"words": asked.words, "limit": PAGE, **dict(asked.chosen), **after}
    return dict(here.community.client.call("directory", "search_members", request, actor=actor, timeout_s=10))


def measure(here: House, searches: list[Asked]) -> list[float]:
    """Ask them all, four at once; return how long each took, in milliseconds."""
    with ThreadPoolExecutor(CALLERS) as callers:
        return list(callers.map(partial(_timed, here), searches))


def differences(answers: dict[Asked, Answer], expected: dict[Asked, Expected]) -> list[str]:
    """Say which answers are not what a look at everyone finds."""
    return [f"{asked} was answered wrongly" for asked in answers if not _is_right(answers[asked], expected[asked])]


def main() -> int:
    choice = choose(__doc__)
    many, n = choice.of(int(MEMBERS * choice.share)), choice.of(SEARCHES)
    compared = Searches(seed=1).draw(choice.of(COMPARED))
    with house() as here:
        keep_members(here, many)
        with here.open(DirectoryService):
            before = here.memory_mb()
            fill_s = fill(here)
            took = [measure(here, Searches(seed=number + 2).draw(n)) for number in range(choice.rounds)]
            index_mb = here.memory_mb() - before + _stored_mb(here)
            answers = {asked: ask(here, asked) for asked in compared}
        faults = here.count()
    faults += differences(answers, Scan(compared).of(lambda: Community().members(many), TOPIC_NAMES))
    choice.tell(Line.of("search.p50_ms", "ms", n, [percentile(each, 0.5) for each in took]))
    p99 = [percentile(each, 0.99) for each in took]
    choice.tell(Line.of("search.p99_ms", "ms", n, p99, targets={"": WITHIN_MS}))
    choice.tell(Line.of("search.index_mb", "MB", many, [index_mb]))
    choice.tell(Line.of("search.fill_s", "s", many, [fill_s]))
    return say_faults(faults)


def _answers(here: House) -> bool:
    try:
        return bool(ask(here, Asked("public", "", ())))
    except Unavailable:
        return False


def _timed(here: House, asked: Asked) -> float:
    began = time.perf_counter()
    ask(here, asked)
    return 1000 * (time.perf_counter() - began)


def _is_right(answer: Answer, expected: Expected) -> bool:
    counted = {(name, each["value"]): each["count"] for name, values in answer["facets"].items() for each in values}
    ids = [member["member_id"] for member in answer["items"]]
    wanted = [id_in(key) for key in expected.keys]
    return (answer["total"]["value"], counted, ids) == (expected.total, expected.facets, wanted)


def _stored_mb(here: House) -> float:
    return float(here.directory.command("collStats", "search_changes")["totalSize"]) / 1e6


if __name__ == "__main__":
    sys.exit(main())
