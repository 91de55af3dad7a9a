"""Rounds, medians and how they are told: what every benchmark shares."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bus import logs

Name = TypeVar("Name")
Measure = Callable[[], float]
"""Measure a contender once; return its value."""


@dataclass(frozen=True)
class Choice:
    """How a benchmark was asked to run."""

    rounds: int
    share: float
    tell: Callable[[Line], None]

    def of(self, many: int) -> int:
        """Return the share of so many that this run does."""
        return max(20, int(many * self.share))


@dataclass(frozen=True)
class Line:
    """One figure; `targets` names what it is compared with (empty: with itself) and how much it must reach."""

    name: str
    value: float
    unit: str
    n: int
    ratios: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        name: str,
        unit: str,
        n: int,
        values: Sequence[float],
        peers: Mapping[str, Sequence[float]] | None = None,
        targets: Mapping[str, float] | None = None,
    ) -> Line:
        """Return the line of a contender from its value in each round, and its peers'."""
        return cls(name, statistics.median(values), unit, n, _ratios(values, peers or {}), targets or {})

    def as_json(self) -> str:
        known = {"name": self.name, "value": _rounded(self.value), "unit": self.unit, "n": self.n}
        ratios = {name: _rounded(ratio) for name, ratio in self.ratios.items()}
        return json.dumps(known | ({"ratios": ratios} if ratios else {}))

    def as_row(self) -> str:
        row = f"{self.name:24}{_rounded(self.value):>10,} {self.unit:10} n = {self.n:<8,}"
        return f"{row}{', '.join(self._compared())}".rstrip()

    def _compared(self) -> list[str]:
        own = [_verdict(f"≤ {most:g}", self.value <= most) for peer, most in self.targets.items() if not peer]
        return own + [
            f"{_rounded(ratio):g} × {peer}" + self._wanted(peer, ratio) for peer, ratio in self.ratios.items()
        ]

    def _wanted(self, peer: str, ratio: float) -> str:
        least = self.targets.get(peer)
        return "" if least is None else f" ({_verdict(f'≥ {least:g}', ratio >= least)})"


def choose(description: str | None) -> Choice:
    """Read the command line of a benchmark."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--quick", action="store_true", help="a twentieth of it, once: does it work?")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contender is measured (3)")
    typed = parser.parse_args()
    logs.configure("benchmark", "error", sys.stderr)
    dump = Line.as_json if typed.json else Line.as_row
    return Choice(1 if typed.quick else typed.rounds, 0.05 if typed.quick else 1.0, lambda line: print(dump(line)))


def interleave(contenders: Mapping[Name, Measure], rounds: int) -> dict[Name, list[float]]:
    """Measure every contender once a round; return each one's values."""
    values: dict[Name, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            values[name].append(measure())
    return values


def _ratios(ours: Sequence[float], peers: Mapping[str, Sequence[float]]) -> dict[str, float]:
    return {
        name: statistics.median(own / other for own, other in zip(ours, theirs, strict=True))
        for name, theirs in peers.items()
    }


def say_faults(faults: Sequence[str]) -> int:
    """Say what the final count found wrong; return the exit code."""
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _rounded(value: float) -> float:
    return round(value) if value >= 100 else round(value, 2)


def _verdict(target: str, met: bool) -> str:
    return f"{target} {'met' if met else 'MISSED'}"
