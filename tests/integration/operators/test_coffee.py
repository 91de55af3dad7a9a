"""An operator draws a round of coffee anew, and is told whether it is the same."""

from datetime import timedelta

from bus.times import utc_now
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


def test_a_round_is_drawn_anew_and_compared(site: Site, ops: Ops) -> None:
    community, kept = site.community, site.community.database("matching")
    people = [site.member() for _ in range(4)]
    community.eventually(lambda: kept["members"].count_documents({"_id": {"$in": people}}) == 4)
    for person_id in people:
        community.call("matching", "enrol", {"ways": ["call"]}, actor=community.person(person_id))
    request, asking = {"closes_on": (utc_now() + timedelta(days=3)).date().isoformat()}, community.service("ops")
    one = community.call("matching", "open_round", request, actor=asking)
    named = {"round_id": one["round_id"], "version": one["version"]}
    community.call("matching", "close_round", named, actor=asking)
    rounds = kept["rounds"]
    community.eventually(lambda: rounds.find_one({"_id": one["round_id"], "state": "announced"}), timeout_s=60)
    assert "The same people meet" in ops("coffee", "replay", one["round_id"])
    kept["draws"].update_one({"_id": one["round_id"]}, {"$set": {"groups": [[0, 1, 2, 3]]}})
    assert "Other people meet" in ops("coffee", "replay", one["round_id"])
    assert ops.code == 1
    kept["draws"].update_one({"_id": one["round_id"]}, {"$set": {"erased": 1}})
    assert "asked to be forgotten since" in ops("coffee", "replay", one["round_id"])
    assert ops.code == 0
