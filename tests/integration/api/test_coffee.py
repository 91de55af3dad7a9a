"""Rounds of coffee by a program of the staff: opened, closed as they were seen, and how they went."""

from datetime import timedelta

from bus.times import utc_now
from services.matching.model.round import london_day
from tests.integration.api.site import Site


def test_staff_open_a_round_close_it_and_see_how_it_went(site: Site) -> None:
    staff = site.panellist("staff")
    roles = site.community.database("matching")["roles"]
    site.community.eventually(lambda: roles.find_one({"roles": "staff"}))
    closes_on = london_day(utc_now()) + timedelta(days=7)
    opened = staff.post("/staff/coffee-rounds", {"closes_on": closes_on.isoformat()})
    assert (opened.status_code, opened.json["state"]) == (201, "open")
    path = f"/staff/coffee-rounds/{opened.json['round_id']}"
    again = staff.post("/staff/coffee-rounds", {"closes_on": closes_on.isoformat()})
    assert (again.status_code, again.json["code"]) == (409, "round_is_gathering")
    (listed,) = staff.get("/staff/coffee-rounds").json["items"]
    assert (listed["round_id"], listed["figures"]["pairs"]) == (opened.json["round_id"], 0)
    assert staff.post(f"{path}/closure", seen=7).status_code == 412
    closed = staff.post(f"{path}/closure", seen=opened.json["version"])
    assert closed.status_code == 200
    site.community.eventually(lambda: staff.get(path).json["state"] == "announced", 60)
    told = staff.get(path).json
    assert (told["certificate"]["pairs"], told["figures"]["answers"], told["said"]) == (0, 0, [])
