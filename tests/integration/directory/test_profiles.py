"""An entry in full: who sees which field, recognition, first steps."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, NotFound, Refused
from tests.integration.directory.asking import PROFILE

SECRET = {
    "biography": "Quietly measures otters.",
    "offers": ["mentoring"],
    "offers_note": "Mornings.",
    "looking_for": "A partner.",
    "interests": ["cancer"],
    "links": [{"label": "Otters", "url": "https://otters.example.org/"}],
}


def hide(directory, level, *names):
    """Return a member who shows these fields to `members` or `nobody` alone."""
    member = directory.member("ana", name="Ana")
    shown_to = dict.fromkeys(names or ("biography", "offers", "looking_for", "interests", "links"), level)
    directory.ask(member, "update_profile", version=1, **SECRET, shown_to=shown_to)
    return member


def found(directory, who, words):
    page = directory.ask(who, "search_members", words=words)
    assert page["total"]["value"] == len(page["items"])
    return [card["name"] for card in page["items"]]


@pytest.mark.parametrize(("level", "seen"), [("public", True), ("members", True), ("nobody", False)])
def test_members_see_and_find_what_is_for_members(directory, level, seen):
    member, other = hide(directory, level), directory.member("bea")
    entry = directory.ask(other, "get_member", member_id=member)
    assert {name: bool(entry[name]) for name in SECRET} == dict.fromkeys(SECRET, seen)
    assert found(directory, other, "otters") == found(directory, other, "partner") == (["Ana"] if seen else [])


@pytest.mark.parametrize(("level", "seen"), [("public", True), ("members", False), ("nobody", False)])
def test_the_public_sees_and_finds_what_is_for_everyone(directory, level, seen):
    member = hide(directory, level)
    entry = directory.ask("nobody", "get_member", member_id=member)
    assert {name: bool(entry[name]) for name in SECRET} == dict.fromkeys(SECRET, seen)
    assert found(directory, "nobody", "otters") == (["Ana"] if seen else [])
    assert found(directory, "nobody", "ana") == ["Ana"]


def test_what_is_hidden_is_on_no_card_and_filters_find_nobody_by_it(directory):
    hide(directory, "members", "organisation", "background", "topics")
    (card,) = directory.ask("nobody", "search_members")["items"]
    assert (card["organisation"], card["background"], card["topics"]) == ("", "", [])
    bea = directory.member("bea", visibility="members")
    for wanted in ({"topic": "patient-safety"}, {"background": "frontline-staff"}, {"words": "riverside"}):
        assert directory.ask("nobody", "search_members", **wanted)["total"]["value"] == 0
        assert directory.ask(bea, "search_members", **wanted)["total"]["value"] == 2


def test_what_is_for_nobody_never_reaches_the_bus(directory):
    hide(directory, "nobody")
    (told,) = directory.told("member.updated")
    assert {name: told[name] for name in SECRET} == {name: type(value)() for name, value in SECRET.items()}
    assert "otters" not in str(told).casefold()


def test_what_is_for_members_is_marked_on_the_bus(directory):
    hide(directory, "members", "links")
    (told,) = directory.told("member.updated")
    assert (told["hidden_from_public"], told["links"]) == (["links"], SECRET["links"])


def test_one_previews_ones_entry_as_others_see_it(directory):
    member = hide(directory, "members")
    assert directory.ask(member, "preview_profile", audience="public")["biography"] == ""
    assert directory.ask(member, "preview_profile", audience="members")["biography"] == SECRET["biography"]
    own = directory.ask(member, "get_my_profile")
    assert (own["biography"], own["shown_to"]["biography"]) == (SECRET["biography"], "members")
    directory.ask(member, "update_profile", version=2, visibility="members")
    with pytest.raises(NotFound):
        directory.ask(member, "preview_profile", audience="public")


def test_where_somebody_was_before_stays_theirs(directory):
    member = directory.member("ana")
    moved = directory.ask(member, "update_profile", version=1, organisation="Lakeside Trust")
    assert [each["name"] for each in moved["organisations"]] == [PROFILE["organisation"]]
    assert directory.ask("nobody", "get_member", member_id=member)["organisations"] == moved["organisations"]
    hidden = directory.ask(member, "update_profile", version=2, shown_to={"organisation": "nobody"})
    assert hidden["organisations"] == moved["organisations"]
    assert directory.ask("nobody", "get_member", member_id=member)["organisations"] == []
    assert directory.ask(member, "update_profile", version=3, organisations=[])["organisations"] == []


def recognise(directory, member, staff, topic="patient-safety"):
    answer = directory.ask(staff, "give_recognition", member_id=member, topic=topic, reason="For the falls programme.")
    return answer["recognitions"][0]["recognition_id"]


def test_staff_recognise_expertise_and_nobody_else_learns_who_did(directory):
    member, staff = directory.member("ana"), directory.member("staff", name="Stefan Staff")
    directory.ask("ops", "grant_role", person_id=staff, role="staff")
    recognise(directory, member, staff)
    entry = directory.ask("nobody", "get_member", member_id=member)
    assert [(each["topic"], each["reason"]) for each in entry["recognitions"]] == [
        ("patient-safety", "For the falls programme.")
    ]
    updated, given = directory.told("member.updated")[-1], directory.told("recognition.given")[-1]
    assert (given["person_id"], given["reason"]) == (member, "For the falls programme.")
    assert staff not in str([entry, updated, given, directory.ask(member, "get_my_profile")])
    (listed,) = directory.ask(staff, "list_recognitions", member_id=member)["items"]
    assert listed["given_by"] == "Stefan Staff"


def test_a_recognition_leaves_the_form_that_is_being_typed_alone(directory):
    member, staff = directory.member("ana"), directory.person("staff", ("staff", None))
    recognise(directory, member, staff)
    saved = directory.ask(member, "update_profile", version=1, role="Matron")
    assert (saved["role"], len(saved["recognitions"])) == ("Matron", 1)


def test_a_member_may_decline_to_show_a_recognition(directory):
    member, staff = directory.member("ana"), directory.person("staff", ("staff", None))
    given = recognise(directory, member, staff)
    directory.ask(member, "show_recognition", recognition_id=given, shown_to="nobody")
    assert directory.ask("nobody", "get_member", member_id=member)["recognitions"] == []
    assert directory.told("member.updated")[-1]["recognitions"] == []
    assert len(directory.ask(member, "get_my_profile")["recognitions"]) == 1


def test_a_recognition_is_taken_back(directory):
    member, staff = directory.member("ana"), directory.person("staff", ("staff", None))
    given = recognise(directory, member, staff)
    with pytest.raises(Conflict) as again:
        recognise(directory, member, staff)
    assert again.value.code == "recognised_already"
    directory.ask(staff, "take_recognition", member_id=member, recognition_id=given)
    assert directory.ask(member, "get_my_profile")["recognitions"] == []
    actions = [row["action"] for row in directory.db.audit.find({"thing_id": member}).sort("_id")]
    assert actions[-2:] == ["recognition.given", "recognition.taken"]


def test_only_staff_recognise_and_never_themselves(directory):
    member, staff = directory.member("ana"), directory.member("staff")
    directory.ask("ops", "grant_role", person_id=staff, role="staff")
    for who, whom in ((directory.chair(), member), (member, member), (staff, staff), ("nobody", member)):
        with pytest.raises(Refused):
            recognise(directory, whom, who)
        with pytest.raises(Refused):
            directory.ask(who, "list_recognitions", member_id=whom)


def test_first_steps_are_remembered(directory):
    member = directory.member("ana")
    first, *others = directory.ask(member, "get_my_profile")["next_steps"]
    assert directory.ask(member, "settle_step", step=first)["next_steps"] == others
    assert directory.ask(member, "get_my_profile")["next_steps"] == others
    with pytest.raises(NotFound):
        directory.ask(directory.person("stranger"), "settle_step", step=first)
