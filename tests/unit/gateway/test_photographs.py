"""Whatever is sent as a photograph becomes a small plain picture, or is refused with a code; nothing else happens."""

import re
import zlib
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from bus.errors import Invalid
from services.directory.model import SIZES, Photograph
from services.gateway.faces import SHADES, initials
from services.gateway.pages.photograph_words import WORDS
from services.gateway.photographs import recoding, taking
from services.gateway.photographs.taking import take
from tests.pictures import SECRET, bomb, encoded, picture, with_chunk, with_whereabouts

HERE = Path(recoding.__file__)
TAKEN_OVER = """
import json, os, resource, runpy
runpy.run_path({recoding!r})["_bound"]()
environment = " ".join(sorted(os.environ.keys() - {{"LC_CTYPE"}}))  # That one Python sets itself.
writes, files = (json.dumps(resource.getrlimit(one)) for one in (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE))
print(json.dumps(dict(environment=environment, folder=os.getcwd(), writes=writes, files=files)))
"""


def taken(data: bytes) -> Image.Image:
    """Take a photograph and open what became of it."""
    made = {size: b64decode(file) for size, file in take(data).items()}
    assert Photograph.taken(**made).version
    return Image.open(BytesIO(made["large"]))


def refused(data: bytes) -> str:
    with pytest.raises(Invalid) as error:
        take(data)
    return error.value.code


def outcome(data: bytes) -> str:
    """Take whatever it is, and say what became of it."""
    try:
        return "taken" if taken(data).size == (480, 480) else "of another size"
    except Invalid as refusal:
        return refusal.code


def is_red(image: Image.Image, x: int, y: int) -> bool:
    pixel = image.getpixel((x, y))
    return isinstance(pixel, tuple) and pixel[0] > 120 > pixel[2]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_of_each_kind_becomes_a_square_jpeg(kind: str, mode: str) -> None:
    assert taken(encoded(picture(mode=mode), kind)).size == (480, 480)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16"])
def test_transparent_pale_and_deep_pictures_are_taken(mode: str) -> None:
    source = picture() if mode not in ("I;16",) else picture(mode="I").convert("I;16")
    assert taken(encoded(source.convert(mode), "PNG")).mode == "RGB"


def test_what_is_transparent_is_white() -> None:
    assert taken(encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG")).getpixel((200, 200)) == (255, 255, 255)


def test_the_largest_that_comes_out_is_within_what_is_kept() -> None:
    noise = Image.effect_noise((1200, 900), 250).convert("RGB")
    made = take(encoded(noise, quality=98))
    assert {size: len(b64decode(made[size])) <= most for size, (_, most) in SIZES.items()} == dict.fromkeys(SIZES, True)


def test_nothing_of_where_it_was_taken_comes_out() -> None:
    data = with_whereabouts()
    assert data.count(SECRET) == 3
    made = {size: b64decode(file) for size, file in take(data).items()}
    assert [name for file in made.values() for name in (SECRET, b"Exif", b"http", b"ICC") if name in file] == []
    large = Image.open(BytesIO(made["large"]))
    assert (dict(large.getexif()), set(large.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
        {},
        set(),
    )


@pytest.mark.parametrize(
    ("orientation", "red_at"), [(1, (20, 240)), (3, (460, 240)), (6, (240, 20)), (8, (240, 460)), (2, (460, 240))]
)
def test_it_is_turned_as_its_camera_was_held(orientation: int, red_at: tuple[int, int]) -> None:
    large = taken(with_whereabouts(orientation))
    assert is_red(large, *red_at)
    assert not is_red(large, 480 - red_at[0], 480 - red_at[1])


def test_the_colours_of_another_space_are_brought_to_those_of_screens() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert taken(encoded(icc_profile=b"not a profile")).size == (480, 480)
    assert taken(encoded(icc_profile=profile)).size == (480, 480)


def test_a_print_is_taken() -> None:
    assert is_red(taken(encoded(picture(mode="CMYK"))), 20, 240)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "photograph_of_no_kind"),
        (b"<html><script>alert(1)</script></html>", "photograph_of_no_kind"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "photograph_of_no_kind"),
        (b"%PDF-1.7\n", "photograph_of_no_kind"),
        (b"\xff\xd8\xff", "photograph_of_no_kind"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "photograph_heic"),
        (encoded(kind="GIF"), "photograph_of_no_kind"),
        (encoded(kind="TIFF"), "photograph_of_no_kind"),
        (encoded(picture(119, 400)), "photograph_too_small"),
        (encoded()[:2000], "photograph_unreadable"),
        (encoded(kind="PNG")[:700], "photograph_unreadable"),
        (encoded(kind="WEBP")[:100], "photograph_unreadable"),
    ],
    ids=["nothing", "page", "svg", "pdf", "head", "heic", "gif", "tiff", "small", "cut jpeg", "cut png", "cut webp"],
)
def test_what_is_no_photograph_is_refused_by_name(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_bomb_is_recognised_by_its_head() -> None:
    data = bomb()
    assert len(data) < 100_000
    assert refused(data) == "photograph_too_many_pixels"


def test_a_bomb_below_the_limit_of_the_library_is_one_all_the_same() -> None:
    assert refused(bomb(6000, 4000)) == "photograph_too_many_pixels"


def test_a_progressive_jpeg_may_have_fewer_pixels() -> None:
    large = Image.new("RGB", (6000, 4000))
    assert refused(encoded(large, progressive=True)) == "photograph_too_many_pixels"
    assert taken(encoded(large)).size == (480, 480)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_refused_however_many_frames_it_has(kind: str) -> None:
    still = picture(130, 130)
    frames = [Image.new("RGB", still.size, (number % 250, 0, 0)) for number in range(600)]
    assert refused(encoded(still, kind, save_all=True, append_images=frames, duration=10)) == "photograph_moves"


def test_a_text_that_unfolds_without_end_is_not_unfolded() -> None:
    text = b"Comment\0\0" + zlib.compress(b"x" * 50_000_000, 9)
    assert refused(with_chunk(b"zTXt", text)) in ("photograph_unreadable", "photograph_of_no_kind")
    profile = b"ICC\0\0" + zlib.compress(b"x" * 200_000_000, 9)
    assert outcome(with_chunk(b"iCCP", profile)) in ("taken", "photograph_unreadable", "photograph_of_no_kind")


def test_a_page_in_the_coat_of_a_photograph_loses_it() -> None:
    page = b"<script>alert(1)</script>"
    made = take(encoded(comment=page) + page)
    assert page not in b"".join(map(b64decode, made.values()))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "JPEG", "PNG", "WEBP"]), st.floats(0, 1))
def test_any_bytes_at_all_are_a_photograph_or_a_refusal_with_words(noise: bytes, kind: str, where: float) -> None:
    whole = encoded(picture(200, 150), kind) if kind else b""
    place = int(len(whole) * where)
    assert outcome(whole[:place] + noise + whole[place + len(noise) :]) in {"taken", *WORDS}


def test_whatever_takes_the_reader_over_finds_no_keys_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "taken_over.py"
    program.write_text(TAKEN_OVER.format(recoding=str(HERE)))
    monkeypatch.setenv("Q_COOKIE_KEY", SECRET.decode())
    monkeypatch.setattr(taking, "PROGRAM", program)
    seen = take(b"")
    assert seen == {"environment": "", "folder": "/", "writes": "[0, 0]", "files": "[16, 16]"}


def test_every_refusal_has_words() -> None:
    codes = re.findall(r'"(photograph_\w+)"', HERE.read_text() + HERE.with_name("taking.py").read_text())
    assert {*codes, "photograph_missing"} == set(WORDS)


def test_both_sides_agree_on_sizes() -> None:
    kept = {"large": recoding.LARGE, "small": recoding.SMALL}
    assert {size: (side, recoding.LARGEST_BYTES[side]) for size, side in kept.items()} == SIZES


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Example", "AE"),
        ("Siân O’Brien-Łoś", "SO"),
        ("Cher", "C"),
        ("Anna van Akker", "AA"),
        ("3 4", ""),
        ("李 小龍", "李小"),
    ],
)
def test_who_has_no_photograph_has_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_white_is_read_on_every_colour_of_a_face() -> None:
    css = (HERE.parents[1] / "static" / "pages.css").read_text()
    grounds = re.findall(r"\.qc-face--\d \{ background: #(\w{6}); \}", css)
    assert len(grounds) == SHADES
    assert [ground for ground in grounds if 1.05 / (_light(ground) + 0.05) < 4.5] == []


def _light(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    bands = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [band / 12.92 if band <= 0.04045 else ((band + 0.055) / 1.055) ** 2.4 for band in bands]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
