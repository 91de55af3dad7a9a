"""Importing a cohort: what is wrong with a line is said, and stops only that line."""

from pathlib import Path

import pytest

from bus.errors import Invalid
from deploy.local.ops import cohort
from deploy.local.terminal import Failure

HEADER = "name,address,nominating_organisation,region,background,topics,confirmed_on\n"
GOOD = "Ada Penrose,ada@example.org,Falls Network,wales,nurse,falls;frailty,2024-05-31\n"


class Directory:
    """Answers as the directory does, and remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def ask(self, service, method, request, command_id=""):
        self.asked.append((service, method, request, command_id))
        if request["region"] == "atlantis":
            raise Invalid(
                errors=[{"pointer": "/region", "code": "not_a_choice", "message": "Must be one of: scotland, wales."}]
            )
        return {"person_id": "p", "outcome": "created"}


def lines_of(tmp_path: Path, text: str) -> list[cohort.Line]:
    path = tmp_path / "cohort.csv"
    path.write_text(text, encoding="utf-8")
    return list(cohort.Cohort(path))


def test_a_line_becomes_a_nomination(tmp_path):
    directory = Directory()
    counted = cohort.carry_out(lines_of(tmp_path, HEADER + GOOD), directory, lambda outcome: None)
    assert counted == {"created": 1}
    service, method, request, _ = directory.asked[0]
    assert (service, method) == ("directory", "import_nomination")
    assert request["topics"] == ["falls", "frailty"]


def test_a_bad_line_stops_only_itself_and_its_number_is_said(tmp_path):
    bad = ",b@example.org,Falls Network,wales,nurse,falls,soon\n"
    unknown = GOOD.replace("wales", "atlantis")
    reported = []
    counted = cohort.carry_out(
        lines_of(tmp_path, HEADER + bad + unknown + "too,short\n" + GOOD), Directory(), reported.append
    )
    assert counted == {"refused": 3, "created": 1}
    assert [outcome.number for outcome in reported] == [2, 3, 4, 5]
    assert reported[0].faults == ("name: is missing", "confirmed_on: must be a date such as 2024-05-31")
    assert reported[1].faults == ("region: 'atlantis' is not known",)


def test_spaces_around_and_within_a_name_do_not_make_another_person(tmp_path):
    first = lines_of(tmp_path, HEADER + GOOD)[0]
    again = lines_of(tmp_path, HEADER + "\n" + GOOD.replace("Ada Penrose", " Ada  Penrose "))[0]
    assert first.request == again.request


def test_a_code_that_is_nearly_right_is_named_with_the_right_one(tmp_path):
    problem = Invalid(
        errors=[{"pointer": "/topics/1", "code": "not_a_choice", "message": "Must be one of: falls, end-of-life."}]
    )
    assert cohort._faults(problem, {"topics": ["falls", "end-of-live"]}) == (
        "topics: 'end-of-live' is not known; do you mean end-of-life?",
    )


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (HEADER.replace(",", ";").encode(), "commas"),
        ((HEADER + "Siân".join(GOOD.split("Ada"))).encode("cp1252"), "UTF-8"),
    ],
)
def test_a_file_of_a_spreadsheet_program_is_refused_with_advice(tmp_path, content, advice):
    path = tmp_path / "cohort.csv"
    path.write_bytes(content)
    with pytest.raises(Failure, match=advice):
        cohort.Cohort(path)


def test_a_file_that_is_no_cohort_is_refused_whole(tmp_path):
    with pytest.raises(Failure, match="address"):
        lines_of(tmp_path, "name,email\nAda,ada@example.org\n")
