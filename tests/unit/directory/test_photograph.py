"""What is kept as a photograph is a plain square JPEG, and seen by whoever its member names."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from services.directory import events, views
from services.directory.model import AUDIENCES, LEVELS, Photograph, RuleBroken, seen_by
from services.directory.model.photograph import is_plain
from tests.unit.directory.people import nominated, recognised


def jpeg(side: int = 96, **how: object) -> bytes:
    file = BytesIO()
    Image.effect_noise((side, side), 40).convert("RGB").save(file, "JPEG", **how)
    return file.getvalue()


PLAIN = jpeg()


def test_a_plain_jpeg_of_the_right_side_is_kept():
    assert is_plain(PLAIN, 96)
    one, another = (Photograph.taken(jpeg(480, quality=10), PLAIN) for _ in range(2))
    assert one.version != another.version


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PLAIN[:-2],
        PLAIN[:300],
        PLAIN + b"<script>",
        PLAIN + PLAIN,
        jpeg(95),
        jpeg(comment=b"by Ana"),
        jpeg(exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0"),
        jpeg(xmp=b"<x/>"),
        jpeg(icc_profile=b"profile"),
        jpeg(progressive=True),
        b"<svg/>",
    ],
)
def test_anything_else_is_not(data):
    assert not is_plain(data, 96)


@given(st.binary(max_size=60), st.integers(0, len(PLAIN)))
def test_any_bytes_at_all_are_judged(noise, place):
    assert is_plain(noise, 96) is False
    is_plain(PLAIN[:place] + noise + PLAIN[place:], 96)


def test_a_photograph_that_is_too_long_is_refused():
    with pytest.raises(RuleBroken, match="not_a_plain_photograph"):
        Photograph.taken(jpeg(480), jpeg(96, quality=100, subsampling=0) + b"\0" * 6000)


@given(st.sampled_from(AUDIENCES), st.sampled_from(LEVELS), st.sampled_from(AUDIENCES))
def test_it_is_seen_by_whom_its_member_names_and_never_more_widely_than_the_entry(visibility, level, audience):
    member = recognised(visibility=visibility)
    member.show_photograph("the-version", level)
    shown = all(each == "public" or (each == "members" and audience == "members") for each in (visibility, level))
    seen = seen_by(member, audience)
    card = views.member_card(member.member_id, seen) if seen else None
    read = json.dumps([views.member(member, audience), card])
    assert ("the-version" in read) == shown
    assert "the-version" in json.dumps(views.own_profile(member))


@pytest.mark.parametrize("level", LEVELS)
def test_the_bus_carries_neither_a_photograph_nor_who_sees_it(level):
    member = recognised()
    member.show_photograph("the-version", level)
    assert not [name for name in ("the-version", "photograph") if name in json.dumps(events.member_state(member))]


def test_a_photograph_changes_no_version_and_no_other_field():
    member = recognised(shown_to={"biography": "nobody"})
    before = member.version
    member.show_photograph("the-version", "members")
    member.show_photograph("another")
    assert (member.version, member.profile.photograph) == (before, "another")
    assert member.profile.shown_to == {"biography": "nobody", "photograph": "members"}


def test_who_has_not_confirmed_shows_none():
    with pytest.raises(RuleBroken, match="not_confirmed"):
        nominated().show_photograph("the-version")


def test_a_change_of_the_entry_keeps_the_photograph():
    member = recognised()
    member.show_photograph("the-version")
    assert member.profile.changed({"biography": "", "photograph": "forged"}).photograph == "forged"
    assert member.profile.changed({"biography": ""}).photograph == "the-version"
