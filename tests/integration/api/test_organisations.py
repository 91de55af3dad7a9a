"""Organisations, as programs find and keep them."""

import pytest

from bus.ids import new_id
from tests.integration.api.site import Caller, Site

NETWORK = {"name": "Avonmere Falls Network", "kind": "network", "region": "west-of-england"}


@pytest.fixture(scope="module")
def keeper(site: Site) -> Caller:
    return site.panellist("staff")


def test_staff_keep_the_register_version_by_version(site: Site, keeper: Caller) -> None:
    name = f"Avonmere {new_id()}"
    added = keeper.post("/organisations", NETWORK | {"name": name})
    assert (added.status_code, added.json["version"]) == (201, 1)
    path = f"/organisations/{added.json['organisation_id']}"
    assert keeper.post("/organisations", NETWORK | {"name": name.upper()}).json["code"] == "name_taken"
    changed = keeper.patch(path, {"other_names": [f"{name} Trust"], "website": "https://example.org"}, seen=1).json
    assert (changed["version"], changed["other_names"], changed["kind"]) == (2, [f"{name} Trust"], "network")
    assert keeper.patch(path, {"region": None}, seen=1).status_code == 412
    other = keeper.post("/organisations", NETWORK | {"name": f"{name} Two"}).json
    merged = keeper.post(f"{path}/merger", {"into_id": other["organisation_id"]}, seen=2).json
    assert set(merged["other_names"]) == {name, f"{name} Trust"}
    assert site.stranger.get(path).json["organisation_id"] == other["organisation_id"]
    gone = f"/organisations/{other['organisation_id']}"
    assert keeper.post(f"{gone}/removal", seen=merged["version"]).status_code == 200
    assert site.stranger.get(gone).status_code == 404


def test_everyone_finds_an_organisation_and_who_shows_that_they_belong(site: Site, keeper: Caller) -> None:
    name = f"Zennor Clinic {new_id()}"
    one = keeper.post("/organisations", NETWORK | {"name": name, "kind": "primary-care"}).json["organisation_id"]
    member_id = site.member(organisation=name.lower())
    found = site.stranger.get("/organisations", words="zennor cli", kind="primary-care").json
    assert {each["organisation_id"]: each["members"] for each in found["items"]}[one] == 1
    page = site.stranger.get("/members", organisation=one, kind="primary-care").json
    assert [each["member_id"] for each in page["items"]] == [member_id]
    assert page["organisation"] == {"organisation_id": one, "name": name}
    member = site.stranger.get(f"/members/{member_id}").json
    assert (member["organisation_id"], member["organisation_kind"]) == (one, "primary-care")
    people = site.caller(member_id).get(f"/organisations/{one}/people").json["people"]
    assert [person["member_id"] for person in people] == [member_id]
    assert site.newcomer().get(f"/organisations/{one}/people").status_code == 403
    kinds = site.stranger.get("/reference").json["organisation_kinds"]
    assert "network" in [kind["slug"] for kind in kinds]


def test_nobody_but_staff_keeps_the_register(site: Site, keeper: Caller) -> None:
    newcomer = site.newcomer()
    assert newcomer.post("/organisations", NETWORK).status_code == 403
    assert newcomer.get("/staff/organisations/unknown").status_code == 403
    site.member(organisation=f"Nowhere {new_id()}")
    listed = keeper.get("/staff/organisations/unknown").json
    assert any(each["name"].startswith("Nowhere") for each in listed["items"])
