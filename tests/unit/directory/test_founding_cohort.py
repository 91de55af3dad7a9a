"""The demonstration's founding cohort is what an import accepts, and can be made again."""

import csv
import json
from pathlib import Path

import pytest

from deploy.local.demonstration import make_cohort
from services.directory.reference import BACKGROUNDS, REGIONS, TOPICS, slugs

Row = dict[str, str]


@pytest.fixture(scope="module")
def cohort() -> list[Row]:
    with make_cohort.COHORT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_founding_cohort_has_231_people_with_an_address_each(cohort: list[Row]) -> None:
    assert len({row["address"] for row in cohort}) == 231
    assert len({row["name"] for row in cohort}) == 231


def test_every_address_is_one_that_can_never_be_delivered(cohort: list[Row]) -> None:
    assert {row["address"].split("@")[1] for row in cohort} == set(make_cohort.MAIL_DOMAINS)


def test_the_cohort_covers_every_region_and_every_background(cohort: list[Row]) -> None:
    assert {row["region"] for row in cohort} == slugs(REGIONS)
    assert {row["background"] for row in cohort} == slugs(BACKGROUNDS)


def test_forty_seven_organisations_nominated_it(cohort: list[Row]) -> None:
    assert len({row["nominating_organisation"] for row in cohort}) == 47


def test_it_speaks_only_of_topics_that_are_known(cohort: list[Row]) -> None:
    assert {topic for row in cohort for topic in row["topics"].split(";")} <= slugs(TOPICS)


def test_everyone_confirmed_in_2015(cohort: list[Row]) -> None:
    assert {row["confirmed_on"][:4] for row in cohort} == {"2015"}


def test_the_same_cohort_is_made_every_time(tmp_path: Path) -> None:
    make_cohort.write(tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == make_cohort.COHORT.read_bytes()


def test_every_demonstration_account_is_a_founding_member(cohort: list[Row]) -> None:
    accounts = json.loads((make_cohort.HERE / "accounts.json").read_text("utf-8"))["accounts"]
    assert {account["address"] for account in accounts} <= {row["address"] for row in cohort}
