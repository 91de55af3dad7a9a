"""When the demonstration's community opened to whom: days before today, so that it is always of late (clauses 21, 23).

Alumni of courses came first, then national organisations, then two regions as a pilot, then every region in turn, four
to six at once. The last wave is open today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

FOUNDED = 900
"""So many days ago the last of the founding cohort confirmed: half a year before others were let in (clause 36)."""
PANELS_SAT = FOUNDED - 10


@dataclass(frozen=True)
class Wave:
    """One wave: from how many days ago until when it was open, and which share of all who joined came by it."""

    key: str
    name: str
    opened: int
    closed: int
    share: int
    regions: tuple[str, ...] = ()
    audience: str = ""

    @property
    def kind(self) -> str:
        """Tell by what it admits."""
        return "regions" if self.regions else self.key

    @property
    def is_open(self) -> bool:
        """Tell whether people apply in it today."""
        return self.closed <= 0

    def called(self, today: date) -> str:
        """Tell its name, with the month in which it opened."""
        return f"{self.name}, {today - timedelta(days=self.opened):%B %Y}"


PILOT = ("greater-manchester", "kent-surrey-sussex")
FIRST = ("wales", "eastern", "oxford", "west-of-england", "north-west-coast")
SECOND = ("scotland", "wessex", "east-midlands", "south-london", "yorkshire-and-humber")
THIRD = (
    "northern-ireland", "north-east-and-north-cumbria", "west-midlands", "south-west", "north-west-london",
    "north-central-and-east-london",
)  # fmt: skip
AGAIN = (
    ("greater-manchester", "kent-surrey-sussex", "wales", "oxford", "scotland", "east-midlands"),
    ("eastern", "west-of-england", "north-west-coast", "south-london", "wessex", "west-midlands"),
    ("yorkshire-and-humber", "north-east-and-north-cumbria", "northern-ireland", "north-west-london", "south-west",
     "north-central-and-east-london"),
)  # fmt: skip
OPEN = ("west-of-england", "wessex", "wales", "scotland", "greater-manchester")

WAVES = (
    Wave("alumni", "Alumni of courses", 700, 665, 26, audience="Alumni of leadership and improvement courses"),
    Wave("organisations", "National organisations", 630, 595, 24, audience="Members and staff of national bodies"),
    Wave("pilot", "Pilot of two regions", 560, 525, 18, PILOT),
    Wave("first", "Five regions in turn", 480, 445, 30, FIRST),
    Wave("second", "Five regions in turn", 400, 365, 30, SECOND),
    Wave("third", "Six regions in turn", 320, 285, 34, THIRD),
    Wave("fourth", "Second round, six regions", 240, 205, 34, AGAIN[0]),
    Wave("fifth", "Second round, six regions", 160, 125, 34, AGAIN[1]),
    Wave("sixth", "Second round, six regions", 66, 31, 34, AGAIN[2]),
    Wave("open", "Third round, five regions", 24, -18, 0, OPEN),
)


def shared_out(number: int) -> dict[str, int]:
    """Tell how many of so many people join by each wave; the last takes what is left by rounding."""
    whole = sum(wave.share for wave in WAVES)
    counts = {wave.key: number * wave.share // whole for wave in WAVES}
    last = [wave for wave in WAVES if wave.share][-1]
    counts[last.key] += number - sum(counts.values())
    return counts
