"""Who is erased is in no ad, reply, match or report."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from bus.database import Database
from bus.testing import Community
from services.matching import actions, store
from services.matching.schemas import PersonErased
from services.matching.service import MatchingService
from tests.integration.matching.asking import OFFER, WANTED, Matching


def everything(matching: Matching) -> str:
    names = ("ads", "replies", "matches", "reports", "holds", "members", "blocks", "bus_outbox")
    return str([(name, document) for name in names for document in matching.db[name].find()])


def test_nothing_is_left_of_who_is_erased_and_all_of_the_others(matching: Matching, running: Community) -> None:
    ana, ben, cai = (matching.member(f"{name} Zqx") for name in ("Ana", "Ben", "Cai"))
    want = matching.post(ana, title="Wanted by zqxana", text="Charts of falls by zqxana")
    offer = matching.post(ben, **OFFER)
    matching.post(ana, **WANTED | {"name": "zqxana", "organisation": "zqxana"})
    running.settled()
    matching.reply(ben, want, "A word to zqxana")
    reply = matching.reply(ana, offer, "Words of zqxana")
    matching.ask(ben, "accept_reply", reply_id=reply["reply_id"])
    matching.ask(ana, "report_ad", ad_id=matching.post(cai)["ad_id"], reason="other", words="Said zqxana")
    running.settled()
    assert matching.db.matches.count_documents({"persons": ana}) == 2
    running.publish(PersonErased, {"person_id": ana})
    running.eventually(lambda: "zqxana" not in everything(matching).casefold(), 30)
    running.settled()
    kept = [matching.db[name].count_documents({}) for name in ("ads", "replies", "matches", "reports")]
    assert kept == [2, 0, 0, 0]
    assert matching.db.ads.count_documents({"reports": {"$gt": 0}}) == 0


def test_who_is_erased_while_an_ad_of_theirs_is_met_is_in_no_match(
    matching: Matching, running: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = matching.member("Ana"), matching.member("Ben")
    want, _ = matching.post(ana), matching.post(ben, **OFFER)
    running.eventually(lambda: matching.db.matches.count_documents({}) == 1)
    running.settled()
    matching.db.matches.delete_many({})
    told_before, erased = store.told_before, []
    with closing(Database(running.mongodb_uri, running.namespace, MatchingService, None)) as database:
        database.open()

        def erase_meanwhile(*asked: Any) -> set[str]:
            if not erased:
                erased.append(ben)
                database.transact(lambda work: actions.erase_person(work, ben))
            return told_before(*asked)

        monkeypatch.setattr(store, "told_before", erase_meanwhile)
        database.transact(lambda work: actions.meet(work, want["ad_id"]))
    assert erased == [ben]
    assert matching.db.matches.count_documents({}) == matching.db.ads.count_documents({"author_id": ben}) == 0
