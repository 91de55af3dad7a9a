"""Ads, as programs post and change them: what they choose is in a list, or refused."""

from typing import Any

import pytest

from tests.integration.api.site import Site

WANTED: dict[str, Any] = {
    "side": "wanted",
    "kind": "data",
    "title": "Falls on wards",
    "text": "Who has a run chart?",
    "topics": ["patient-safety"],
    "region": "wales",
    "reach": "uk",
    "name": "Olu Outside",
}


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"topics": ["patient-safety", "no-such-topic"]}, "/topics/1"),
        ({"region": "atlantis"}, "/region"),
        ({"partnership": "atlantis"}, "/partnership"),
    ],
)
def test_what_is_in_no_list_is_refused_by_its_field(site: Site, changes: dict[str, Any], pointer: str) -> None:
    olu = site.newcomer()
    refused = olu.post("/ads", WANTED | changes)
    assert (refused.status_code, [each["pointer"] for each in refused.json["errors"]]) == (422, [pointer])
    ad = olu.post("/ads", WANTED)
    assert ad.status_code == 201
    path, seen = f"/ads/{ad.json['ad_id']}", ad.json["version"]
    assert olu.patch(path, changes, seen).json["errors"][0]["code"] == "not_a_choice"
    assert olu.patch(path, {"region": "wessex"}, seen).json["region"] == "wessex"
