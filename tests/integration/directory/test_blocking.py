"""Members keep others away, who are never told; other services hear of it (clause 31)."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, NotFound, Refused


def blocks(directory, person_id):
    return [each["blocked_ids"] for each in directory.told("person.blocks_changed") if each["person_id"] == person_id]


def test_whom_a_member_blocks_is_told_to_services_whole_and_once(directory):
    ana, bea, cai = (directory.member(name) for name in ("ana", "bea", "cai"))
    for other in (bea, cai, bea):
        assert directory.ask(ana, "block_person", person_id=other) == {"person_id": other, "is_blocked": True}
    for _ in range(2):
        directory.ask(ana, "unblock_person", person_id=bea)
    assert blocks(directory, ana) == [[bea], [bea, cai], [cai]]
    assert blocks(directory, bea) == []


def test_one_sees_whom_one_blocks_by_name_page_by_page(directory):
    ana, *others = (directory.member(name) for name in ("ana", "bea", "cai", "dai"))
    for other in others:
        directory.ask(ana, "block_person", person_id=other)
    first = directory.ask(ana, "list_blocked", limit=2)
    rest = directory.ask(ana, "list_blocked", after=first["next"])
    assert [each["name"] for each in first["items"] + rest["items"]] == ["bea", "cai", "dai"]
    assert rest["next"] is None
    assert directory.ask(others[0], "list_blocked")["items"] == []


def test_two_blocks_at_once_are_both_kept(directory):
    ana, *others = (directory.member(name) for name in ("ana", "bea", "cai", "dai"))
    for pending in [directory.start(ana, "block_person", person_id=other) for other in others]:
        pending.result()
    assert sorted(max(blocks(directory, ana), key=len)) == sorted(others)
    assert len(directory.ask(ana, "list_blocked")["items"]) == len(others)


def test_only_members_block_and_only_other_members(directory):
    ana, applicant = directory.member("ana"), directory.person("bea")
    with pytest.raises(Refused):
        directory.ask("nobody", "block_person", person_id=ana)
    with pytest.raises(NotFound, match="not_a_member"):
        directory.ask(applicant, "block_person", person_id=ana)
    with pytest.raises(NotFound, match="no_member"):
        directory.ask(ana, "block_person", person_id=applicant)
    with pytest.raises(Conflict, match="not_yourself"):
        directory.ask(ana, "block_person", person_id=ana)


def test_who_is_erased_is_blocked_by_nobody_any_more_and_blocks_nobody(directory):
    ana, bea, cai = (directory.member(name) for name in ("ana", "bea", "cai"))
    directory.ask(ana, "block_person", person_id=bea)
    directory.ask(bea, "block_person", person_id=cai)
    directory.ask("ops", "erase_person", person_id=bea)
    directory.community.eventually(lambda: blocks(directory, ana)[-1] == [])
    assert directory.db.contacts.find_one({"_id": bea}) is None
