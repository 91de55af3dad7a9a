"""Every benchmark runs, small, and its final count is right; how fast a busy machine is, is no test."""

import json
import subprocess
import sys

import pytest

from deploy.local.site import HOUSE

FIGURES = {
    "accept": {"accept.p50_ms", "accept.p99_ms", "accept.rate"},
    "bus": {"bus.e2e", "bus.reaction", "bus.sustained"},
    "latency": {"latency.idle_p50_ms", "latency.idle_p99_ms", "latency.loaded_p99_ms", "latency.load"},
    "rpc": {"rpc.inflight20", "rpc.serial"},
    "commands": {"commands.c8", "commands.c50"},
    "import": {"import.per_s", "import.memory_ratio"},
    "join": {"join.per_s", "join.p50_ms", "join.submit_ms"},
    "pages": {"pages.directory_p99_ms", "pages.profile_p99_ms"},
    "search": {"search.p50_ms", "search.p99_ms", "search.index_mb", "search.fill_s"},
}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", FIGURES)
def test_a_benchmark_tells_its_figures_and_counts_every_effect(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--quick", "--json"]
    ran = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {line["name"] for line in lines} >= FIGURES[name]
    assert all(line["value"] > 0 or line["name"] == "join.repeats" for line in lines)
    assert all(line["n"] > 0 and line["unit"] for line in lines)
    assert all(ratio > 0 for line in lines for ratio in line.get("ratios", {}).values())
