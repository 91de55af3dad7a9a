"""Connections, as programs ask, answer and keep apart."""

from typing import Any

import pytest

from bus.ids import new_id
from tests.integration.api.site import Caller, Site

Pair = tuple[Caller, str, Caller, str]


@pytest.fixture
def pair(site: Site) -> Pair:
    one, other = site.member(name="Ana Asker"), site.member(name="Bea Asked")
    return site.caller(one), one, site.caller(other), other


def asked(pair: Pair, **more: Any) -> dict[str, Any]:
    ana, _, _, bea_id = pair
    answer = ana.post("/me/connections", {"person_id": bea_id, "source": "meeting", **more})
    assert answer.status_code == 201
    return dict(answer.json)


def listed(caller: Caller, show: str) -> list[str]:
    return [each["person"]["name"] for each in caller.get("/me/connections", show=show).json["items"]]


def test_one_asks_the_other_accepts_and_either_ends_it(pair: Pair) -> None:
    ana, ana_id, bea, bea_id = pair
    path = f"/me/connections/{asked(pair, message='Shall we?')['connection_id']}"
    assert (listed(ana, "sent"), listed(bea, "received")) == (["Bea Asked"], ["Ana Asker"])
    assert bea.get(f"/members/{ana_id}/connection").json["standing"] == "received"
    assert bea.post(f"{path}/acceptance").json["standing"] == "connected"
    assert (listed(ana, "connected"), listed(bea, "connected")) == (["Bea Asked"], ["Ana Asker"])
    assert bea.post(f"{path}/end").json["standing"] == "none"
    assert ana.get(f"/members/{bea_id}/connection").json["standing"] == "none"


def test_the_same_key_asks_once(pair: Pair) -> None:
    ana, _, _, bea_id = pair
    key, body = new_id(), {"person_id": bea_id, "source": "coffee"}
    answers = [ana.post("/me/connections", body, key=key) for _ in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert ana.post("/me/connections", body).json["code"] == "already_asked"


def test_a_request_is_taken_back_or_refused(pair: Pair) -> None:
    ana, _, bea, bea_id = pair
    path = f"/me/connections/{asked(pair)['connection_id']}"
    assert bea.post(f"{path}/refusal").json["standing"] == "none"
    assert ana.post(f"{path}/withdrawal").json["standing"] == "none"
    assert ana.get(f"/members/{bea_id}/connection").json["refusal"] == "asked_lately"


def test_who_is_blocked_reads_that_no_requests_are_taken(pair: Pair) -> None:
    ana, ana_id, bea, bea_id = pair
    assert bea.put(f"/me/blocked/{ana_id}", {}).json["is_blocked"]
    assert [each["name"] for each in bea.get("/me/blocked").json["items"]] == ["Ana Asker"]
    assert ana.get(f"/members/{bea_id}/connection").json["refusal"] == "takes_no_requests"
    assert bea.change("DELETE", f"/me/blocked/{ana_id}", {}, {}, None).json["is_blocked"] is False
    assert bea.put("/me/connections/requests", {"takes_requests": False}).json == {"takes_requests": False}
    assert ana.post("/me/connections", {"person_id": bea_id, "source": "lab"}).json["code"] == "takes_no_requests"


def test_two_are_introduced_and_both_agree(site: Site, pair: Pair) -> None:
    ana, ana_id, bea, bea_id = pair
    cai = site.caller(site.member(name="Cai Between"))
    for caller, person_id in ((ana, ana_id), (bea, bea_id)):
        request = cai.post("/me/connections", {"person_id": person_id, "source": "group"}).json
        caller.post(f"/me/connections/{request['connection_id']}/acceptance")
    both = {"person_id": ana_id, "other_person_id": bea_id, "words": "You both count falls."}
    introduced = cai.post("/me/introductions", both)
    assert introduced.status_code == 201
    path = f"/me/introductions/{introduced.json['introduction_id']}"
    waiting = ana.get("/me/introductions").json["items"][0]
    assert (waiting["person"]["name"], waiting["introduced_by"]["name"]) == ("Bea Asked", "Cai Between")
    assert ana.post(f"{path}/agreement").json["is_connected"] is False
    assert bea.post(f"{path}/agreement").json["is_connected"] is True
    assert ana.post(f"{path}/refusal").json["code"] == "not_introduced"


def test_staff_settle_what_was_reported(site: Site, pair: Pair) -> None:
    _, _, bea, _ = pair
    path = f"/me/connections/{asked(pair, message='You fool.')['connection_id']}/report"
    report_id = bea.post(path, {"fault": "unkind", "words": "It hurts."}).json["report_id"]
    staff = site.panellist("staff")
    page = staff.get("/staff/reports/connections", limit=100).json["items"]
    report = next(each for each in page if each["report_id"] == report_id)
    assert (report["message"], report["author"]["name"]) == ("You fool.", "Ana Asker")
    settled = {"outcome": "removed", "reason": "Rude."}
    path = f"/staff/reports/connections/{report_id}/settlement"
    assert staff.post(path, settled, seen=9).status_code == 412
    assert staff.post(path, settled, seen=1).json["message"] == ""
