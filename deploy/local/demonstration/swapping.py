"""The swap shop of the demonstration as acts of matching: what is wanted and offered, and who has replied (49 to 55).

What meets is found by the running service, as of now. Each account wants something that somebody offers, and has a
reply that waits for an answer; a stranger's wanted ad waits for staff.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import Any

from bus.actor import Actor
from bus.rehearsal import Act, Stage
from deploy.local.demonstration.newcomers import SEED
from deploy.local.demonstration.story import Story, accounts, founders

POSTED, LONG_AGO = (2, 40), (120, 300)
"""Between so many days ago the ads of now were posted, and those that are over."""
POSTERS = 60
REPLIED = timedelta(hours=20)
CLOSED = timedelta(days=30)
EVERYWHERE = "uk"

Answer = dict[str, Any]
Texts = Mapping[str, Any]


def posters(story: Story) -> list[str]:
    """Tell who posts, by address: the accounts first, then founders who have stayed."""
    stayed = {life.address for life in story.lives if "leave" not in [step.name for step in life.steps]}
    known = list(accounts())
    return [*known, *(each["address"] for each in founders() if each["address"] in stayed - set(known))][:POSTERS]


class Swapping:
    """Turns the texts of ads into acts, as of one day; `ids` are the posters in their order."""

    def __init__(self, texts: Texts, ids: Sequence[str], strangers: Sequence[str], today: date, prefix: str) -> None:
        self._texts, self._strangers, self._prefix = texts, strangers, prefix
        self._midnight = datetime.combine(today, time(), UTC)
        self._rng = Random(SEED + 4)  # noqa: S311
        known, others = ids[: len(accounts())], ids[len(accounts()) :]
        self._wanting, self._people = iter([*known, *others[::2]]), iter(others[1::2])
        self._numbers = count()

    def acts(self) -> Iterator[Act]:
        """Yield the acts, whose authors are as many different members."""
        for pair in self._texts["pairs"]:
            yield from self._pair(pair)
        for ad in self._texts["closed"]:
            yield self._act(LONG_AGO, partial(_post_and_close, self._somebody(), ad))
        for ad in self._texts["advice"]:
            asked = ad | {"side": "want", "kind": "advice"}
            replies = [(self._somebody(), text) for text in ad["replies"]]
            yield self._act(POSTED, partial(_post, self._somebody(), asked, replies))
        for ad in self._texts["wanted"]:
            yield self._act(POSTED, partial(_post, self._somebody(), ad | {"side": "wanted"}, []))
        for ad, person_id in zip(self._texts["strangers"], self._strangers, strict=False):
            yield self._act(POSTED, partial(_post, Actor("person", person_id), ad | {"side": "wanted"}, []))

    def _pair(self, pair: Texts) -> Iterator[Act]:
        common = {name: pair[name] for name in ("kind", "topics")}
        wants, offers = Actor("person", next(self._wanting)), self._somebody()
        replies = [(offers, pair["reply"])] if "reply" in pair else []
        yield self._act(POSTED, partial(_post, wants, pair["want"] | common | {"side": "want"}, replies))
        yield self._act(POSTED, partial(_post, offers, pair["offer"] | common | {"side": "offer"}, []))

    def _somebody(self) -> Actor:
        return Actor("person", next(self._people))

    def _act(self, between: tuple[int, int], play: Any) -> Act:
        ago = timedelta(minutes=self._rng.randint(between[0] * 1440, between[1] * 1440))
        return Act(f"{self._prefix} ad {next(self._numbers)}", self._midnight - ago, play)


def _post(author: Actor, ad: Texts, replies: Sequence[tuple[Actor, str]], stage: Stage) -> Answer:
    """Post an ad, and let others reply to it."""
    written = {name: value for name, value in ad.items() if name != "replies"}
    ad_id = stage.command(author, "post_ad", **{"reach": EVERYWHERE} | written)["ad_id"]
    for place, (who, message) in enumerate(replies, 1):
        later = stage.at(stage.work.now + place * REPLIED)
        later.command(who, "reply_to_ad", ad_id=ad_id, message=message)
    return {"ad_id": ad_id}


def _post_and_close(author: Actor, ad: Texts, stage: Stage) -> Answer:
    """Post an ad and say later what came of it."""
    said = {name: ad[name] for name in ("outcome", "words")}
    written = {name: value for name, value in ad.items() if name not in said}
    answer = _post(author, written, [], stage)
    stage.at(stage.work.now + CLOSED).command(author, "close_ad", **answer, **said)
    return answer
