"""Photographs beside the entries: who sees them, and that nothing of them stays."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from bus.errors import Conflict, Invalid, NotFound
from bus.ids import new_id
from tests.integration.directory.asking import PROFILE


def picture(side, shade=40):
    file = BytesIO()
    Image.new("RGB", (side, side), (shade, shade, shade)).save(file, "JPEG")
    return b64encode(file.getvalue()).decode()


def both(shade=40):
    return {"large": picture(480, shade), "small": picture(96, shade)}


def seen(directory, who, member, **more):
    """Return the version that somebody is given, or nothing."""
    try:
        return directory.ask(who, "get_photograph", member_id=member, **more)["version"]
    except NotFound as error:
        return "" if error.code == "no_photograph" else error.code


def test_a_photograph_is_shown_with_the_entry(directory):
    ana = directory.member("ana")
    version = directory.ask(ana, "set_photograph", **both())["photograph"]
    assert directory.ask("nobody", "get_member", member_id=ana)["photograph"] == version
    (card,) = directory.ask("nobody", "search_members")["items"]
    assert card["photograph"] == version
    answer = directory.ask("nobody", "get_photograph", member_id=ana)
    assert (answer["version"], b64decode(answer["photograph"])) == (version, b64decode(both()["large"]))
    small = directory.ask("nobody", "get_photograph", member_id=ana, size="small")
    assert b64decode(small["photograph"]) == b64decode(both()["small"])
    assert directory.ask("nobody", "get_photograph", member_id=ana, known=version)["photograph"] is None


@pytest.mark.parametrize(
    ("visibility", "level", "public", "members"),
    [
        ("public", "public", True, True),
        ("public", "members", False, True),
        ("public", "nobody", False, False),
        ("members", "public", False, True),
        ("members", "nobody", False, False),
    ],
)
def test_who_may_not_see_it_is_told_no_more_than_of_who_has_none(directory, visibility, level, public, members):
    ana, bea = directory.member("ana", visibility=visibility), directory.member("bea")
    version = directory.ask(ana, "set_photograph", **both(), shown_to=level)["photograph"]
    assert (bool(seen(directory, "nobody", ana)), bool(seen(directory, bea, ana))) == (public, members)
    assert bool(seen(directory, "nobody", ana, known=version)) == public
    assert seen(directory, ana, ana) == version
    assert (seen(directory, bea, bea), seen(directory, bea, new_id())) == ("", "")


def test_hiding_takes_effect_at_once_and_disturbs_nobody_who_types(directory):
    ana = directory.member("ana")
    version = directory.ask(ana, "set_photograph", **both())["photograph"]
    directory.ask(ana, "show_photograph", shown_to="nobody")
    assert seen(directory, "nobody", ana, known=version) == ""
    saved = directory.ask(ana, "update_profile", version=1, biography="As before.")
    assert (saved["photograph"], saved["shown_to"]) == (version, {"photograph": "nobody"})
    assert seen(directory, "nobody", ana) == ""


def test_another_photograph_keeps_who_sees_it_and_takes_the_place_of_the_first(directory):
    ana = directory.member("ana")
    first = directory.ask(ana, "set_photograph", **both(), shown_to="members")["photograph"]
    second = directory.ask(ana, "set_photograph", **both(90))["photograph"]
    assert first != second
    assert (seen(directory, "nobody", ana), seen(directory, ana, ana)) == ("", second)
    assert directory.db.photographs.count_documents({}) == 1


def test_a_photograph_that_is_sent_twice_is_set_once(directory):
    ana, key = directory.member("ana"), new_id()
    how = {"actor": directory.community.person(ana), "command_id": key, "timeout_s": 30}
    first, again = (directory.community.client.call("directory", "set_photograph", both(), **how) for _ in range(2))
    assert first == again
    with pytest.raises(Conflict, match="command_id_reused"):
        directory.community.client.call("directory", "set_photograph", both(7), **how)
    assert "large" not in str(directory.db.bus_commands.find_one({"_id": key}))


def test_removing_leaves_nothing_and_may_be_repeated(directory):
    ana = directory.member("ana")
    directory.ask(ana, "set_photograph", **both())
    for _ in range(2):
        assert directory.ask(ana, "remove_photograph")["photograph"] == ""
    assert directory.db.photographs.count_documents({}) == 0
    assert directory.ask("nobody", "get_member", member_id=ana)["photograph"] == ""


def test_whoever_leaves_takes_the_photograph_away_and_comes_back_without(directory):
    ana = directory.member("ana")
    directory.ask(ana, "set_photograph", **both())
    directory.ask(ana, "leave_community", version=1)
    assert directory.db.photographs.count_documents({}) == 0
    assert seen(directory, ana, ana) == ""


def test_erasure_takes_it_in_the_same_moment(directory):
    ana = directory.member("ana")
    directory.ask(ana, "set_photograph", **both())
    directory.ask("ops", "erase_person", person_id=ana)
    assert directory.db.photographs.count_documents({}) == 0


def test_only_members_have_one(directory):
    for who in (directory.nominated("nora"), directory.person("paul")):
        for method, given in (
            ("set_photograph", both()),
            ("show_photograph", {"shown_to": "nobody"}),
            ("remove_photograph", {}),
        ):
            with pytest.raises(NotFound, match="not_a_member"):
                directory.ask(who, method, **given)


def test_what_is_no_plain_photograph_is_not_kept_whoever_sends_it(directory):
    ana, page = directory.member("ana"), b64encode(b"<script>").decode()
    with pytest.raises(Conflict, match="not_a_plain_photograph"):
        directory.ask(ana, "set_photograph", large=page, small=page)
    for large in ("not base64!", "", "A" * 120_000):
        with pytest.raises(Invalid):
            directory.ask(ana, "set_photograph", large=large, small=picture(96))
    assert directory.db.photographs.count_documents({}) == 0


def test_no_change_of_the_entry_forges_one(directory):
    ana = directory.member("ana")
    with pytest.raises(Invalid):
        directory.ask(ana, "update_profile", version=1, **PROFILE, photograph="forged")


def test_of_leaving_and_setting_at_once_nothing_stays_that_nobody_owns(directory):
    ana = directory.member("ana")
    setting = directory.start(ana, "set_photograph", **both())
    directory.start(ana, "leave_community", version=1).result()
    with suppress(NotFound):
        setting.result()
    assert directory.db.photographs.count_documents({}) == 0
