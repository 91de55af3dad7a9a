"""Searching the running directory: what is counted and guessed, by whom, and that no process is behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bus.database import Read
from bus.errors import Refused
from bus.testing import Community
from bus.times import utc_now
from services.directory.service import DirectoryService
from services.directory.store import search


def names(page: dict[str, Any]) -> list[str]:
    return [card["name"] for card in page["items"]]


def counts(page: dict[str, Any], facet: str) -> dict[str, int]:
    return {each["value"]: each["count"] for each in page["facets"][facet]}


def read_of(running: Community) -> Read:
    return running.hosts["directory"].database.read()


def test_each_filter_says_what_its_other_choices_would_find(directory):
    directory.member("ana", topics=["cancer", "patient-safety"])
    directory.member("bea", topics=["cancer"], background="researcher")
    directory.member("cai", region="scotland", topics=["cancer"])
    page = directory.ask("nobody", "search_members", region="wales", topic="cancer")
    assert (names(page), page["total"]) == (["ana", "bea"], {"value": 2, "exact": True})
    assert counts(page, "region") == {"wales": 2, "scotland": 1}
    assert counts(page, "topic") == {"cancer": 2, "patient-safety": 1}
    assert counts(page, "background") == {"frontline-staff": 1, "researcher": 1}


def test_a_mistyped_name_finds_whom_it_may_mean_and_says_so(directory):
    directory.member("sian", name="Siân O’Brien")
    for typed in ("obriem", "O'Brine", "obrin", "oobrien"):
        page = directory.ask("nobody", "search_members", words=f"sian {typed}")
        assert names(page) == ["Siân O’Brien"]
        assert [each["words"] for each in page["meant"]] == [["obrien"]]
    assert directory.ask("nobody", "search_members", words="siam brien")["meant"] == [
        {"word": "siam", "words": ["sian"]}
    ]
    assert directory.ask("nobody", "search_members", words="sian brien")["meant"] == []


def test_what_only_members_see_is_neither_counted_nor_guessed_for_strangers(directory):
    directory.member("hidden", name="Zebedee Hollingbery", visibility="members", topics=["cancer"])
    other = directory.member("other")
    assert counts(directory.ask("nobody", "search_members"), "topic") == {"patient-safety": 1}
    assert directory.ask("nobody", "search_members", words="hollingberi")["meant"] == []
    assert directory.ask(other, "search_members", words="hollingberi")["meant"][0]["words"] == ["hollingbery"]
    assert directory.ask("nobody", "count_skills")["topics"] == {"patient-safety": {"wales": 1}}
    assert directory.ask(other, "count_skills")["topics"]["cancer"] == {"wales": 1}


def test_pages_lead_back_over_the_same_members(directory):
    for number in range(5):
        directory.member(f"m{number}", name=f"Member {number}")
    first = directory.ask("nobody", "search_members", limit=2)
    second = directory.ask("nobody", "search_members", limit=2, after=first["next"])
    third = directory.ask("nobody", "search_members", limit=2, after=second["next"])
    assert (first["previous"], third["next"], len(third["items"])) == (None, None, 1)
    back = directory.ask("nobody", "search_members", limit=2, after=third["previous"])
    assert back["items"] == second["items"]
    start = directory.ask("nobody", "search_members", limit=2, after=back["previous"])
    assert (start["items"], start["previous"]) == (first["items"], None)


def test_every_process_finds_what_was_answered_before(directory, running):
    member = directory.member("ana")
    other = running.start(DirectoryService, digest_key="digest-key-of-a-test")
    try:
        for version in range(1, 6):
            name = f"Name{version}"
            directory.ask(member, "update_profile", version=version, name=name)
            answers = [directory.ask("nobody", "search_members") for _ in range(6)]
            assert [names(answer) for answer in answers] == [[name]] * 6
            assert [counts(answer, "region") for answer in answers] == [{"wales": 1}] * 6
        directory.ask("ops", "erase_person", person_id=member)
        assert [directory.ask("nobody", "search_members")["total"]["value"] for _ in range(6)] == [0] * 6
    finally:
        running.hosts = {key: host for key, host in running.hosts.items() if host is not other}
        other.stop()


def test_a_change_that_shows_later_than_the_time_it_bears_is_not_missed(directory):
    member = directory.member("ana")
    assert names(directory.ask("nobody", "search_members")) == ["ana"]
    late = {"at": utc_now() - timedelta(seconds=15), "change": "late"}
    directory.db.members.update_one({"_id": member}, {"$set": {"profile.name": "Bea"}})
    directory.db.search_changes.replace_one({"_id": member}, late, upsert=True)
    assert names(directory.ask("nobody", "search_members", words="bea")) == ["Bea"]


def test_who_takes_the_generation_away_has_all_members_read_anew(directory):
    member = directory.member("ana")
    assert names(directory.ask("nobody", "search_members")) == ["ana"]
    directory.db.members.update_one({"_id": member}, {"$set": {"profile.name": "Restored"}})
    assert names(directory.ask("nobody", "search_members", words="restored")) == []
    directory.db.search_changes.delete_one({"_id": "generation"})
    assert names(directory.ask("nobody", "search_members", words="restored")) == ["Restored"]


def test_latecomers_are_put_in_order_while_searches_go_on(directory, running, monkeypatch):
    monkeypatch.setattr(search, "MOST_LATE", 2)
    kept = read_of(running).kept[search.MemberSearch]
    for number in range(8):
        directory.member(f"m{number}")
        assert directory.ask("nobody", "search_members")["total"]["value"] == number + 1
    directory.community.eventually(lambda: kept.answer(read_of(running), lambda index: index.late <= 2))
    assert names(directory.ask("nobody", "search_members")) == [f"m{number}" for number in range(8)]


def test_only_staff_take_lists_away_and_never_without_a_trace(directory):
    hidden, staff = directory.member("hidden", visibility="members"), directory.person("staff", ("staff", None))
    directory.member("shown")
    for nobody in ("nobody", hidden):
        for method in ("begin_export", "export_members"):
            with pytest.raises(Refused):
                directory.ask(nobody, method)
    directory.ask(staff, "begin_export")
    assert names(directory.ask(staff, "export_members")) == ["shown"]
    assert names(directory.ask(staff, "export_members", words="nobody")) == []
    rows = list(directory.db.audit.find({"action": "members.exported"}))
    assert [(row["actor_id"], row["thing_id"]) for row in rows] == [(staff, staff)]
