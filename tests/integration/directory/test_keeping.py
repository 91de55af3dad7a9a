"""Keeping an entry current: asked twice a year, said with one button; and leaving."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bus.database import Database
from bus.errors import Conflict, NotFound, Refused
from bus.times import from_text, to_text, utc_now
from services.directory import actions
from services.directory.model import CHECK_EVERY
from services.directory.service import DirectoryService
from tests.integration.directory.asking import Directory


def ask_around(directory: Directory, now: datetime) -> bool:
    """Let the daily job look, at a time."""
    community = directory.community
    settings = community.settings(DirectoryService, digest_key="digest-key-of-a-test", decision_hold_s=0)
    database = Database(community.mongodb_uri, community.namespace, DirectoryService, settings, lambda: now)
    database.open()
    try:
        return database.transact(actions.ask_to_check)
    finally:
        database.close()


def asked(directory: Directory) -> list[str]:
    return [told["name"] for told in directory.told("entry.check_due")]


def test_a_member_says_that_their_entry_is_right_and_it_shows_when(directory):
    ana = directory.member("ana")
    assert directory.ask("nobody", "get_member", member_id=ana)["checked_at"] == "2016-03-01T00:00:00.000Z"
    checked = directory.ask(ana, "check_entry")
    assert utc_now() - from_text(checked["checked_at"]) < timedelta(minutes=1)
    assert directory.ask("nobody", "get_member", member_id=ana)["checked_at"] == checked["checked_at"]
    assert directory.told("member.updated")[-1]["checked_at"] == checked["checked_at"]


def test_a_button_pressed_again_changes_nothing(directory):
    ana = directory.member("ana")
    first = directory.ask(ana, "check_entry")
    assert directory.ask(ana, "check_entry") == first
    assert len(directory.told("member.updated")) == 1


def test_who_is_imported_is_not_asked_the_next_morning(directory):
    directory.member("ana")
    ask_around(directory, utc_now() + timedelta(days=1))
    assert asked(directory) == []


def test_a_change_counts_as_a_look(directory):
    ana = directory.member("ana")
    changed = directory.ask(ana, "update_profile", version=1, role="Matron")
    assert utc_now() - from_text(changed["checked_at"]) < timedelta(minutes=1)


def test_everybody_says_so_of_their_own_entry_alone(directory):
    ana = directory.member("ana")
    answer = directory.ask(ana, "check_entry")
    assert sorted(answer) == ["checked_at", "member_id", "version"]
    for who in ("ops", "nobody", "gateway"):
        with pytest.raises(Refused, match="not_allowed"):
            directory.ask(who, "check_entry")
    with pytest.raises(NotFound, match="not_a_member"):
        directory.ask(directory.person("cai"), "check_entry")


def test_members_are_asked_half_a_year_after_they_last_looked_and_not_again_before_another(directory):
    ana = directory.member("ana")
    looked_at = from_text(directory.ask(ana, "check_entry")["checked_at"])
    assert not ask_around(directory, looked_at + CHECK_EVERY - timedelta(seconds=1))
    assert asked(directory) == []
    due = looked_at + CHECK_EVERY
    for now in (due, due, due + CHECK_EVERY - timedelta(seconds=1)):
        ask_around(directory, now)
        assert directory.told("entry.check_due") == [
            {"type": "entry.check_due", "person_id": ana, "name": "ana", "checked_at": to_text(looked_at)}
        ]
    ask_around(directory, due + CHECK_EVERY)
    assert asked(directory) == ["ana", "ana"]


def test_who_was_saved_before_entries_were_checked_counts_as_checked_when_they_joined(directory):
    ana, new = directory.member("ana"), directory.member("new")
    directory.db.members.update_many({}, {"$unset": {"checked_at": "", "ask_at": ""}})
    directory.db.members.update_one({"_id": new}, {"$set": {"joined_at": utc_now() - timedelta(days=7)}})
    assert directory.ask("nobody", "get_member", member_id=ana)["checked_at"] == "2016-03-01T00:00:00.000Z"
    ask_around(directory, utc_now())
    ask_around(directory, utc_now())
    assert asked(directory) == ["ana"]


def test_being_asked_does_not_disturb_who_is_changing_their_entry(directory):
    ana = directory.member("ana")
    seen = directory.ask(ana, "get_my_profile")
    ask_around(directory, utc_now() + CHECK_EVERY)
    assert asked(directory) == ["ana"]
    directory.ask(ana, "update_profile", version=seen["version"], role="Matron")


def test_many_are_asked_a_page_at_a_time(directory, monkeypatch):
    monkeypatch.setattr("services.directory.actions.member.AT_ONCE", 2)
    for name in ("ana", "ben", "cai"):
        directory.member(name)
    now = utc_now() + CHECK_EVERY
    assert [ask_around(directory, now), ask_around(directory, now)] == [True, False]
    assert sorted(asked(directory)) == ["ana", "ben", "cai"]


def test_neither_who_is_nominated_nor_who_left_is_asked(directory):
    nominated = directory.nominated("dee")
    changed = directory.db.members.update_one({"_id": nominated}, {"$set": {"ask_at": utc_now()}})
    assert changed.modified_count == 1
    ana = directory.member("ana")
    directory.ask(ana, "leave_community", version=1)
    ask_around(directory, utc_now() + CHECK_EVERY)
    assert asked(directory) == []


def test_who_leaves_is_found_no_more_leaves_their_panels_and_may_come_back(directory):
    ana = directory.member("ana")
    for role in ({"role": "assessor", "region": "wales"}, {"role": "staff"}):
        directory.ask("ops", "grant_role", person_id=ana, **role)
    with pytest.raises(Conflict, match="version_conflict"):
        directory.ask(ana, "leave_community", version=7)
    directory.ask(ana, "leave_community", version=1)
    assert directory.ask("nobody", "search_members")["items"] == []
    for question in (("get_member", {"member_id": ana}), ("get_my_profile", {})):
        with pytest.raises(NotFound):
            directory.ask(ana, question[0], **question[1])
    assert directory.ask(ana, "get_my_roles")["roles"] == [{"role": "staff", "region": None}]
    assert [told["type"] for told in directory.told("member.left", "role.revoked")] == ["member.left", "role.revoked"]
    assert "ana" not in str(directory.db.members.find_one({"_id": ana}))

    directory.decide(directory.chair(), directory.scored(ana, name="Ana again"))
    assert [card["name"] for card in directory.ask("nobody", "search_members")["items"]] == ["Ana again"]
    sequences = [
        row["sequence"] for row in directory.db.bus_outbox.find({"subject": ana, "type": {"$regex": "^member"}})
    ]
    assert sorted(sequences) == list(range(1, len(sequences) + 1)), "copies elsewhere take what is newer only"


def test_who_left_is_not_brought_back_by_the_same_line_of_a_cohort(directory):
    ana = directory.member("ana")
    directory.ask(ana, "leave_community", version=1)
    directory.member("ana")
    assert directory.ask("nobody", "search_members")["items"] == []
    with pytest.raises(NotFound, match="not_a_member"):
        directory.ask(ana, "confirm_membership", version=2)
