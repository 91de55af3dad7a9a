"""Wanted ads: from anybody, looked at once, read by everybody, answered by members; what is reported and removed."""

from __future__ import annotations

from typing import Any

import pytest

from bus.errors import Conflict, NotFound, Refused
from bus.ids import new_id
from tests.integration.matching.asking import OFFER, WANTED, Matching


@pytest.fixture
def staff(matching: Matching) -> str:
    return matching.staff()


@pytest.fixture
def ben(matching: Matching) -> str:
    return matching.member("Ben Helps")


@pytest.fixture
def olu() -> str:
    return new_id()


def wanted(matching: Matching, who: str = "nobody") -> list[str]:
    return matching.titles(who, shop="wanted")


def released(matching: Matching, staff: str, olu: str) -> dict[str, Any]:
    ad = matching.post(olu, **WANTED)
    return matching.ask(staff, "release_ad", ad_id=ad["ad_id"], version=ad["version"])


def test_the_first_ad_of_a_stranger_waits_for_staff_and_later_ones_do_not(
    matching: Matching, staff: str, olu: str
) -> None:
    ad = matching.post(olu, **WANTED)
    assert (ad["state"], wanted(matching)) == ("waiting", [])
    with pytest.raises(NotFound):
        matching.ask("nobody", "get_ad", ad_id=ad["ad_id"])
    assert [each["ad_id"] for each in matching.ask(staff, "list_kept_ads")["items"]] == [ad["ad_id"]]
    changed = matching.ask(olu, "change_ad", ad_id=ad["ad_id"], version=ad["version"], text="Buy our charts.")
    with pytest.raises(Conflict, match="version_conflict"):
        matching.ask(staff, "release_ad", ad_id=ad["ad_id"], version=ad["version"])
    matching.ask(staff, "release_ad", ad_id=ad["ad_id"], version=changed["version"])
    assert [each["person_id"] for each in matching.told("ad.released")] == [olu]
    assert wanted(matching) == ["Falls on wards"]
    assert matching.post(olu, **WANTED | {"title": "Another"})["state"] == "open"
    with pytest.raises(Conflict, match="not_waiting"):
        matching.ask(staff, "release_ad", ad_id=ad["ad_id"], version=changed["version"])


def test_who_had_an_ad_taken_away_waits_again(matching: Matching, staff: str, olu: str) -> None:
    ad = released(matching, staff, olu)
    matching.ask(staff, "remove_ad", ad_id=ad["ad_id"], reason="advertising", words="We sell nothing here.")
    (told,) = matching.told("ad.removed")
    assert (told["person_id"], told["reason"], told["words"]) == (olu, "advertising", "We sell nothing here.")
    assert matching.post(olu, **WANTED)["state"] == "waiting"
    assert matching.ask(olu, "get_ad", ad_id=ad["ad_id"])["removed_for"] == "advertising"
    assert [row["action"] for row in matching.db.audit.find({"thing_id": ad["ad_id"]}).sort("_id")] == [
        "ad.posted",
        "ad.released",
        "ad.removed",
    ]


def test_what_they_change_or_renew_then_waits_too(matching: Matching, staff: str, olu: str) -> None:
    bad, kept, over = released(matching, staff, olu), matching.post(olu, **WANTED), matching.post(olu, **WANTED)
    matching.db.ads.update_one({"_id": over["ad_id"]}, {"$set": {"state": "expired"}})
    matching.ask(staff, "remove_ad", ad_id=bad["ad_id"], reason="advertising", words="We sell nothing here.")
    assert wanted(matching) == ["Falls on wards"]
    changed = matching.ask(olu, "change_ad", ad_id=kept["ad_id"], version=kept["version"], text="Buy our charts.")
    renewed = matching.ask(olu, "renew_ad", ad_id=over["ad_id"])
    assert (changed["state"], renewed["state"], wanted(matching)) == ("waiting", "waiting", [])
    assert len(matching.ask(staff, "list_kept_ads")["items"]) == 2


def test_a_member_s_ad_goes_out_at_once_with_what_it_says_of_them(matching: Matching, ben: str) -> None:
    matching.post(ben, **WANTED | {"name": "Ben"})
    (shown,) = matching.ask("nobody", "list_ads", shop="wanted")["items"]
    assert {name: value for name, value in shown["author"].items() if value} == {
        "name": "Ben",
        "organisation": "A care home",
    }


def test_members_answer_and_an_outsider_sees_their_names_and_no_more(
    matching: Matching, staff: str, olu: str, ben: str
) -> None:
    ad = released(matching, staff, olu)
    with pytest.raises(Refused, match="members_only"):
        matching.reply(new_id(), ad)
    reply = matching.reply(ben, ad)
    (received,) = matching.ask(olu, "get_ad", ad_id=ad["ad_id"])["received"]
    assert {name: value for name, value in received["person"].items() if value} == {"name": "Ben Helps"}
    assert "Riverside" not in str(matching.ask(olu, "get_ad", ad_id=ad["ad_id"]))
    matching.ask(olu, "accept_reply", reply_id=reply["reply_id"])
    (told,) = matching.told("reply.accepted")
    assert (told["name"], told["other_name"]) == ("Ben Helps", "Olu Outside")


def test_who_offers_what_is_wanted_is_told_and_who_asks_from_outside_only_how_many(
    matching: Matching, staff: str, olu: str, ben: str
) -> None:
    offer = matching.post(ben, **OFFER)
    ad = released(matching, staff, olu)
    matching.community.settled()
    (told,) = matching.told("ad.matched")
    assert (told["want_id"], told["offer_id"], told["want_side"]) == (ad["ad_id"], offer["ad_id"], "wanted")
    assert told["want_is_told"] is False
    (match,) = matching.ask(ben, "list_my_matches")["items"]
    assert (match["ad"]["title"], match["ad"]["author"]["name"]) == ("Falls on wards", "Olu Outside")
    seen = matching.ask(olu, "get_ad", ad_id=ad["ad_id"])
    assert (seen["matches"], seen["told"]) == ([], 1)
    assert matching.ask("nobody", "get_ad", ad_id=ad["ad_id"])["told"] == 0


def test_a_member_who_asks_everybody_is_told_of_offers_as_well(matching: Matching, ben: str) -> None:
    asking = matching.member("Ana Asks")
    matching.post(asking, **WANTED)
    matching.post(ben, **OFFER)
    matching.community.settled()
    assert [each["want_is_told"] for each in matching.told("ad.matched")] == [True]
    (match,) = matching.ask(asking, "list_my_matches")["items"]
    assert match["ad"]["title"] == "Charts of falls"


def test_everybody_else_sees_no_reply(matching: Matching, staff: str, olu: str, ben: str) -> None:
    ad = released(matching, staff, olu)
    matching.reply(ben, ad, "A secret message")
    for who in ("nobody", new_id(), matching.member("Cai Looks"), staff):
        shown = matching.ask(who, "get_ad", ad_id=ad["ad_id"])
        assert (shown["received"], shown["my_reply"]) == ([], None)
        assert "A secret message" not in str(shown)


def test_one_person_reports_once_and_staff_keep_or_remove(matching: Matching, staff: str, olu: str, ben: str) -> None:
    ad = released(matching, staff, olu)
    for words in ("Unkind.", "Very unkind."):
        matching.ask(ben, "report_ad", ad_id=ad["ad_id"], reason="unkind", words=words)
    (reported,) = matching.ask(staff, "list_kept_ads")["reported"]
    assert [each["words"] for each in reported["reports"]] == ["Very unkind."]
    matching.ask(staff, "dismiss_reports", ad_id=ad["ad_id"])
    assert matching.ask(staff, "list_kept_ads")["reported"] == []
    matching.ask(ben, "report_ad", ad_id=ad["ad_id"], reason="other")
    matching.ask(staff, "remove_ad", ad_id=ad["ad_id"], reason="unkind", words="Please be kind.")
    assert (matching.ask(staff, "list_kept_ads")["reported"], wanted(matching)) == ([], [])
    with pytest.raises(NotFound):
        matching.ask(ben, "report_ad", ad_id=ad["ad_id"], reason="other")


def test_only_staff_moderate(matching: Matching, olu: str, ben: str) -> None:
    ad = matching.post(olu, **WANTED)
    named = {"ad_id": ad["ad_id"]}
    for method, request in {
        "list_kept_ads": {},
        "release_ad": named | {"version": 1},
        "dismiss_reports": named,
        "remove_ad": named | {"reason": "other", "words": "Mine."},
    }.items():
        for who in (olu, ben, "nobody"):
            with pytest.raises(Refused):
                matching.ask(who, method, **request)
