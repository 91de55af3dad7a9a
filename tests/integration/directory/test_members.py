"""Finding members, keeping a profile current, and who sees what."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, NotFound


def names(page):
    return [card["name"] for card in page["items"]]


def test_members_are_found_by_words_and_filters(directory):
    directory.member("sian", name="Siân O’Brien", role="Midwife", topics=["maternity-and-newborn"])
    directory.member("bea", name="Bea", region="scotland", background="researcher", organisation="Loch University")
    directory.member("cai", name="Cai", background="researcher", biography="Measures falls.")

    def found(**wanted):
        return names(directory.ask("nobody", "search_members", **wanted))

    assert found() == ["Bea", "Cai", "Siân O’Brien"]
    assert found(words="sian obr") == found(words="MATERNITY") == found(words="midw") == ["Siân O’Brien"]
    assert found(words="loch uni") == found(region="scotland") == ["Bea"]
    assert found(words="falls") == found(background="researcher", region="wales") == ["Cai"]
    assert found(topic="maternity-and-newborn") == ["Siân O’Brien"]
    assert found(topic="patient-safety", background="researcher", region="wales", words="c") == ["Cai"]
    assert found(words="nobody-like-this") == []


def test_pages_follow_each_other_without_gap_or_repeat(directory):
    everyone = sorted(f"member {number:02}" for number in range(7))
    for name in reversed(everyone):
        directory.member(name.replace(" ", ""), name=name)
    seen, after = [], None
    while True:
        page = directory.ask("nobody", "search_members", limit=3, after=after)
        assert page["total"] == {"value": 7, "exact": True}
        seen, after = seen + names(page), page["next"]
        if after is None:
            break
    assert seen == everyone


def test_namesakes_are_all_found(directory):
    for number in range(3):
        directory.member(f"ana{number}", name="Ana Example")
    first = directory.ask("nobody", "search_members", limit=2)
    second = directory.ask("nobody", "search_members", limit=2, after=first["next"])
    assert len({card["member_id"] for card in first["items"] + second["items"]}) == 3


def test_members_only_means_members_only(directory):
    hidden, other = directory.member("hidden", visibility="members"), directory.member("other")
    applicant = directory.person("applicant")
    for stranger in ("nobody", applicant, "gateway"):
        page = directory.ask(stranger, "search_members")
        assert (names(page), page["total"]["value"]) == (["other"], 1)
        with pytest.raises(NotFound) as missing:
            directory.ask(stranger, "get_member", member_id=hidden)
        assert missing.value.code == "no_member"
    for member in (hidden, other):
        assert names(directory.ask(member, "search_members")) == ["hidden", "other"]
        assert directory.ask(member, "get_member", member_id=hidden)["visibility"] == "members"


def test_an_address_is_nowhere_in_the_directorys_documents(directory):
    member = directory.member("ana")
    directory.draft(directory.person("bea"))
    for collection in ("persons", "members", "applications", "audit"):
        assert "@example.org" not in str(list(directory.db[collection].find()))
    assert "@" not in str(directory.ask("nobody", "get_member", member_id=member))


def test_a_member_keeps_their_profile_current(directory):
    member = directory.member("ana")
    changed = directory.ask(member, "update_profile", version=1, name="Ana Neu", topics=["cancer"], organisation="")
    assert (changed["version"], changed["organisation"], changed["role"]) == (2, "", "Ward sister")
    assert names(directory.ask("nobody", "search_members", words="neu", topic="cancer")) == ["Ana Neu"]
    assert names(directory.ask("nobody", "search_members", words="ana", topic="patient-safety")) == []
    (told,) = directory.told("member.updated")
    assert (told["name"], told["topics"]) == ("Ana Neu", ["cancer"])


def test_a_profile_changed_elsewhere_is_shown_and_not_overwritten(directory):
    member = directory.member("ana")
    directory.ask(member, "update_profile", version=1, role="First")
    with pytest.raises(Conflict) as conflict:
        directory.ask(member, "update_profile", version=1, role="Second")
    assert (conflict.value.code, conflict.value.data["role"]) == ("version_conflict", "First")


def test_a_profile_stays_complete(directory):
    member = directory.member("ana")
    with pytest.raises(Invalid) as refused:
        directory.ask(member, "update_profile", version=1, region="")
    assert [error["pointer"] for error in refused.value.errors] == ["/region"]


def test_a_page_token_of_somebody_else_is_refused(directory):
    with pytest.raises(Invalid) as refused:
        directory.ask("nobody", "search_members", after="made-up")
    assert refused.value.code == "invalid_page_token"
