"""Members are shown whom they may want to meet, with reasons, and never whom they know or keep away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bus.errors import NotFound
from tests.integration.directory.asking import Directory
from tests.integration.directory.test_benefits import report
from tests.integration.directory.test_connections import ask, connected, move


def suggested(directory: Directory, who: str, **more):
    return {each["name"]: each["reasons"] for each in directory.ask(who, "list_suggestions", **more)["items"]}


@contextmanager
def profiled(db: Any) -> Iterator[Any]:
    """Have the database keep what it is asked, until the block ends."""
    db.command("profile", 2)
    try:
        yield db["system.profile"]
    finally:
        db.command("profile", 0)
        db["system.profile"].drop()


@pytest.fixture
def ana(directory: Directory) -> str:
    return directory.member("ana", topics=["cancer", "patient-safety"], organisation="")


def test_reasons_are_said_in_codes_with_values_and_the_best_comes_first(directory, ana):
    directory.member("far", topics=["cancer", "patient-safety"], region="scotland", background="researcher")
    directory.member("near", topics=["cancer"])
    directory.member("none", topics=["diabetes"], region="scotland")
    found = suggested(directory, ana)
    assert list(found) == ["far", "near", "none"]
    assert found["far"] == [
        {"code": "shared_topics", "values": ["cancer", "patient-safety"]},
        {"code": "other_region", "values": ["scotland"]},
        {"code": "other_background", "values": ["researcher"]},
    ]
    assert list(suggested(directory, ana, limit=1)) == ["far"]


def test_who_offers_what_is_looked_for_is_suggested(directory, ana):
    directory.ask(ana, "update_profile", version=1, looking_for="I would like a mentor.", interests=["digital-care"])
    other = directory.member("bea", topics=["diabetes"])
    directory.ask(other, "update_profile", version=1, offers=["mentoring"], shown_to={"topics": "nobody"})
    assert suggested(directory, ana) == {"bea": [{"code": "offers_what_you_seek", "values": ["mentoring"]}]}


def test_nobody_is_suggested_whom_one_knows_asked_blocks_or_dismissed(directory, ana):
    others = {name: directory.member(name, topics=["cancer"]) for name in "bcdefgh"}
    connected(directory, ana, others["b"])
    ask(directory, ana, others["c"])
    move(directory, ana, "decline", ask(directory, others["d"], ana))
    directory.ask(ana, "block_person", person_id=others["e"])
    directory.ask(others["f"], "block_person", person_id=ana)
    report(directory, ana, others["g"], beneficial=False)
    assert list(suggested(directory, ana)) == ["h"]
    directory.ask(ana, "dismiss_suggestion", member_id=others["h"])
    assert suggested(directory, ana) == {}
    assert "ana" in suggested(directory, others["h"])


def test_who_takes_no_requests_makes_place_for_the_next(directory, ana):
    closed = directory.member("closed", topics=["cancer", "patient-safety"])
    directory.member("open", topics=["cancer"])
    directory.ask(closed, "choose_requests", takes_requests=False)
    assert list(suggested(directory, ana, limit=1)) == ["open"]
    directory.ask(closed, "choose_requests", takes_requests=True)
    assert list(suggested(directory, ana, limit=1)) == ["closed"]


def test_what_the_lists_say_is_asked_once_for_all_who_are_suggested(directory, ana):
    for name in "bcdefg":
        directory.member(name, topics=["cancer"])
    with profiled(directory.db) as asked:
        found = suggested(directory, ana)
        questions = asked.count_documents({"op": "query", "ns": f"{directory.db.name}.lists"})
    assert len(found) == 6
    assert questions < len(found)


def test_only_members_are_shown_whom_to_meet(directory, ana):
    for who in (directory.person("bea"), directory.nominated("cai")):
        with pytest.raises(NotFound) as missing:
            directory.ask(who, "list_suggestions")
        assert missing.value.code == "not_a_member"
