"""How rounds become figures."""

import json

from benchmarks._measuring import Line, interleave, percentile


def test_contenders_take_turns():
    turns = []
    interleave({name: lambda name=name: turns.append(name) or 1.0 for name in "ab"}, rounds=2)
    assert turns == ["a", "b", "a", "b"]


def test_a_ratio_is_taken_within_each_round_so_that_a_slow_minute_slows_both():
    line = Line.of("x", "events/s", 10, [100, 10, 90], {"peer": [50, 5, 30]})
    assert (line.value, line.ratios) == (90, {"peer": 2})


def test_a_line_says_whether_its_targets_are_met():
    line = Line.of("x", "events/s", 10, [100], {"a": [50], "b": [50], "c": [50]}, {"a": 2, "b": 3})
    assert line.as_row().endswith("2 × a (≥ 2 met), 2 × b (≥ 3 MISSED), 2 × c")
    assert Line("y", 20, "ms", 1, targets={"": 15}).as_row().endswith("≤ 15 MISSED")


def test_a_line_of_json_has_what_a_program_reads():
    line = Line.of("x", "events/s", 10, [3100.4], {"nameko": [596.2]})
    assert json.loads(line.as_json()) == {
        "name": "x",
        "value": 3100,
        "unit": "events/s",
        "n": 10,
        "ratios": {"nameko": 5.2},
    }


def test_a_percentile_is_the_value_below_which_that_share_lies():
    assert percentile(range(1, 101), 0.99) == 100
    assert percentile(range(1, 1001), 0.5) == 501
