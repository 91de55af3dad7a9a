"""The list of clauses is whole, and what it points at is there."""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[3]
TEXT = (HOUSE / "docs/clauses.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| .+ \| (\w+) \| (.+) \|$", TEXT, re.MULTILINE)
OWNERS = {"directory", "matching", "notifications", "sig", "lab", "insight", "gateway"}


def test_there_are_a_hundred_clauses_in_order() -> None:
    assert [int(number) for number, _owner, _where in ROWS] == list(range(1, 101))


def test_every_clause_has_a_service_that_owns_it() -> None:
    assert {owner for _number, owner, _where in ROWS} == OWNERS


def test_every_file_that_fulfils_a_clause_exists() -> None:
    named = re.findall(r"`(\w+/[^`]+)`", TEXT)
    assert [path for path in named if not (HOUSE / path).exists()] == []
