"""Writes the demonstration's register of organisations: those that the invented people of `words.json` work for.

Run as `python -m deploy.local.demonstration.make_organisations` after changing `words.json`; it writes
`organisations.csv` beside itself, in the columns of an import. Some kinds are left out: staff find names to add.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ORGANISATIONS = HERE / "organisations.csv"
COLUMNS = ("name", "other_names", "kind", "region")
KINDS = {
    "hospital": "nhs-provider",
    "community": "community-mental-health",
    "mental-health": "community-mental-health",
    "practice": "primary-care",
    "ambulance": "ambulance",
    "university": "university",
    "council": "local-authority",
    "board": "commissioner",
    "care-homes": "local-authority",
    "hospice": "charity",
    "charity": "charity",
    "voices": "charity",
    "carers": "charity",
    "data": "company",
    "network": "network",
}
NATIONAL = {
    "College of Everyday Medicine": "professional-body",
    "Institute for Care Quality Practice": "national-body",
    "National Forum of Patient Leaders": "network",
    "Office for Better Care": "national-body",
    "Society of Improvement Nurses": "professional-body",
}
OTHER_NAMES = {"hospital": "{locality} Hospitals Trust", "university": "{locality} University"}

Row = dict[str, str]


def organisations(words: dict[str, Any]) -> Iterator[Row]:
    """Return the national organisations, then those of each locality."""
    for name in words["national"]:
        yield {"name": name, "other_names": "", "kind": NATIONAL[name], "region": ""}
    for region, localities in words["localities"].items():
        for locality in localities:
            for shape, kind in KINDS.items():
                name, other = (text.format(locality=locality) for text in _names(words, shape))
                yield {"name": name, "other_names": other, "kind": kind, "region": region}


def write(path: Path) -> None:
    """Write the register as an import file."""
    words = json.loads((HERE / "words.json").read_text("utf-8"))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(organisations(words))


def _names(words: dict[str, Any], shape: str) -> tuple[str, str]:
    return words["kinds"][shape], OTHER_NAMES.get(shape, "")


if __name__ == "__main__":
    write(ORGANISATIONS)
