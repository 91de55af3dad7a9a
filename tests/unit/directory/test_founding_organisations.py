"""The demonstration's register is what an import accepts, and can be made again."""

import csv
from pathlib import Path

from deploy.local.demonstration import make_cohort, make_organisations
from services.directory.model import normal_form
from services.directory.reference import ORGANISATION_KINDS, REGIONS, slugs


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_two_of_its_organisations_share_a_name() -> None:
    register = rows(make_organisations.ORGANISATIONS)
    names = [normal_form(name) for row in register for name in (row["name"], row["other_names"]) if name]
    assert len(set(names)) == len(names)
    assert {row["kind"] for row in register} <= slugs(ORGANISATION_KINDS)
    assert {row["region"] for row in register} == {*slugs(REGIONS), ""}


def test_it_knows_most_organisations_of_the_founders_and_leaves_some_to_be_added() -> None:
    known = {normal_form(row["name"]) for row in rows(make_organisations.ORGANISATIONS)}
    named = [normal_form(row["organisation"]) for row in rows(make_cohort.COHORT) if row["organisation"]]
    assert 0.9 < sum(name in known for name in named) / len(named) < 1


def test_the_same_register_is_made_every_time(tmp_path: Path) -> None:
    make_organisations.write(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == make_organisations.ORGANISATIONS.read_bytes()
