"""Small rules of the pages: where redirects lead, how dates and numbers read, what is legible."""

import re
import subprocess
import sys

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from services.gateway import text
from services.gateway.assets import HERE, LIBRARY, repaint
from services.gateway.live import MOST_STREAMS_A_PERSON, Streams
from services.gateway.palette import PALETTE
from services.gateway.security import is_local_path


@pytest.mark.parametrize("path", ["/", "/apply?x=1", "/members/1#top"])
def test_a_path_of_this_site_is_local(path: str) -> None:
    assert is_local_path(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "apply", "//example.com", "/\\example.com", "https://example.com/", "javascript:alert(1)"),
        *("/\t/example.com", "/\n/example.com", "\\\\example.com", " //example.com", "\x01//example.com", "/a\nb"),
    ],
)
def test_anything_else_is_not(path: str) -> None:
    assert not is_local_path(path)


@pytest.fixture
def english():
    app = Flask(__name__)
    Babel(app, default_locale="en_GB", default_timezone="Europe/London")
    with app.test_request_context(), force_locale("en_GB"):
        yield


@pytest.mark.usefixtures("english")
def test_times_are_shown_as_clocks_in_london_show_them() -> None:
    assert text.moment("2026-07-01T23:30:00.000Z") == "2 July 2026 at 12:30am"
    assert text.day("2026-07-01T23:30:00.000Z") == "2 July 2026"
    assert text.moment("2026-12-01T09:05:00.000Z") == "1 December 2026 at 9:05am"
    assert text.day("2026-07-01") == "1 July 2026"


@pytest.mark.usefixtures("english")
def test_a_count_that_is_not_exact_says_so() -> None:
    assert text.number(1234) == "1,234"
    assert text.number({"value": 1000, "exact": False}) == "more than 1,000"


@pytest.mark.usefixtures("english")
def test_a_browser_is_named_as_people_name_it() -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
    assert text.browser(firefox) == "Firefox on Linux"
    assert text.browser("curl/8") == "A browser on an unknown system"


def test_the_librarys_stylesheet_comes_in_our_colours_and_asks_no_foreign_host() -> None:
    css = repaint(LIBRARY["nhsuk.css"].read_text())
    assert "https://" not in css
    assert "Frutiger" not in css
    assert not [colour for colour in PALETTE if colour in css]


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("#1d2a2c", "#f7f5f0", 7),
        ("#4f5f60", "#f7f5f0", 4.5),
        ("#115a55", "#f7f5f0", 4.5),
        ("#ffffff", "#115a55", 4.5),
        ("#1d2a2c", "#e9e5dc", 7),
        ("#1d2a2c", "#ffeb3b", 7),
        ("#d5281b", "#f7f5f0", 4.5),
    ],
)
def test_our_colours_are_legible_on_each_other(ink: str, ground: str, least: float) -> None:
    lighter, darker = sorted((luminance(ink), luminance(ground)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_templates_hold_no_inline_script_style_or_handler() -> None:
    for path in (HERE / "templates").rglob("*.html"):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", path.read_text()), path


def test_a_person_has_only_so_many_streams_and_the_oldest_ends() -> None:
    streams = Streams()
    open_streams = [streams.stream("ana") for _ in range(MOST_STREAMS_A_PERSON + 1)]
    bells = [stream.__enter__() for stream in open_streams]
    assert not streams.is_open("ana", bells[0])
    assert streams.is_open("ana", bells[-1])
    for stream in open_streams:
        stream.__exit__(None, None, None)
    assert not streams.is_open("ana", bells[-1])


def test_only_the_streams_of_the_person_are_woken() -> None:
    streams = Streams()
    with streams.stream("ana") as anas, streams.stream("bo") as bos:
        streams.wake("ana")
        streams.wake("nobody")
        assert anas.is_set()
        assert not bos.is_set()


def test_the_gateways_process_loads_neither_eventlet_nor_nameko() -> None:
    ask = "import sys, services.gateway.__main__; print({'eventlet', 'nameko'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
