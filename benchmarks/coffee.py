"""The draw of a coffee round, beside the exact solver over all pairs of everybody enrolled (clauses 44, 48).

Both count by `model/score`. Ours is the whole of it, with the start and the end of its own process; the exact solver
(`rustworkx.max_weight_matching`) is given the scores and no chance, repeats or exclusions to mind. The large round has
two years of rounds behind it, in which people met who care about the same.

coffee.quality       how much of the best score of all draws a draw reaches
coffee.time_s        how long a draw takes, and how many times longer the exact solver does
coffee.large_s       how long the large one takes
coffee.large_mb      the most memory that the program which draws held meanwhile
coffee.large_repeats who meet again
coffee.large_points  its score, and how much it reaches of half the sum of each person's best
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from itertools import combinations

import rustworkx

from benchmarks._enrolled import history, people
from benchmarks._measuring import Choice, Line, choose, interleave, say_faults
from services.matching.drawing import draw_round
from services.matching.model import Certificate, Inputs, certify, score

SIZES, LARGE = (200, 1_000, 2_000), 100_000
ROUNDS_BEFORE = 24
SEED = 7
EXACT, OURS = "exact", "ours"


def draw(inputs: Inputs) -> tuple[float, Certificate]:
    """Draw; return how long it took, in seconds, and what is certified of it."""
    began = time.perf_counter()
    drawn = draw_round(inputs, SEED)
    return time.perf_counter() - began, certify(inputs, drawn)


def solve(scores: list[tuple[int, int, int]], many: int) -> tuple[float, int]:
    """Solve it exactly; return how long it took, in seconds, and the best score."""
    began = time.perf_counter()
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * many)
    graph.extend_from_weighted_edge_list(scores)
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    took = time.perf_counter() - began
    return took, sum(graph.get_edge_data(one, other) for one, other in found)


def compare(choice: Choice, many: int) -> list[str]:
    """Draw and solve turn about; return what was wrong."""
    many += many % 2
    inputs = Inputs(people(many))
    scores = [(a, b, score(inputs.people[a], inputs.people[b])) for a, b in combinations(range(many), 2)]
    best: list[int] = []
    certificates: list[Certificate] = []

    def ours() -> float:
        took, certificate = draw(inputs)
        certificates.append(certificate)
        return took

    def exact() -> float:
        took, points = solve(scores, many)
        best.append(points)
        return took

    times = interleave({OURS: ours, EXACT: exact}, choice.rounds)
    reached = certificates[0].points / best[0]
    choice.tell(Line("coffee.quality", 100 * reached, "% of best", many, {"best": reached}, {"best": 0.99}))
    longer = statistics.median(other / own for own, other in zip(times[OURS], times[EXACT], strict=True))
    target = {"exact": 10.0} if many >= SIZES[-1] else {}
    choice.tell(Line("coffee.time_s", statistics.median(times[OURS]), "s", many, {"exact": longer}, target))
    return _faults(certificates) + ["a draw exceeds the best there is"] * (reached > 1)


def large(choice: Choice) -> list[str]:
    """Draw the large round once; return what was wrong."""
    many = choice.of(LARGE)
    everyone = people(many)
    took, certificate = draw(Inputs(everyone, met=history(everyone, ROUNDS_BEFORE)))
    memory_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    choice.tell(Line("coffee.large_s", took, "s", many))
    choice.tell(Line("coffee.large_mb", memory_mb, "MB", many))
    choice.tell(Line("coffee.large_repeats", certificate.repeats, "pairs", many, targets={"": 0}))
    choice.tell(Line("coffee.large_points", certificate.points, "points", many, {"bound": certificate.optimum_ratio}))
    return _faults([certificate])


def main() -> int:
    choice = choose(__doc__)
    faults = [fault for size in SIZES for fault in compare(choice, choice.of(size))]
    return say_faults(faults + large(choice))


def _faults(certificates: list[Certificate]) -> list[str]:
    broken = [each for each in certificates if not (each.everyone_once and each.exclusions_held) or each.repeats]
    return [f"a draw of {each.people} broke the rules" for each in broken]


if __name__ == "__main__":
    sys.exit(main())
