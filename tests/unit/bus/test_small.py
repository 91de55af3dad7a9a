"""Identifiers, times, text, page tokens, logs: the small agreements."""

import ast
import io
import json
import logging
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import Schema, ValidationError, fields

from bus import logs, pages
from bus.errors import Conflict, Internal, Invalid, from_wire
from bus.ids import new_id
from bus.schema import Text, pointers
from bus.times import from_text, to_text


def test_identifiers_are_version_7_and_sort_by_time() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    drawn = [new_id(start + timedelta(milliseconds=n)) for n in range(50)]
    assert {uuid.UUID(one).version for one in drawn} == {7}
    assert {uuid.UUID(one).variant for one in drawn} == {uuid.RFC_4122}
    assert sorted(drawn) == drawn


def test_identifiers_of_one_millisecond_differ() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert len({new_id(now) for _ in range(1000)}) == 1000


@given(
    st.datetimes(
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=1))]),
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis wants it without
    )
)
def test_a_time_survives_as_text_to_the_millisecond(moment: datetime) -> None:
    text = to_text(moment)
    assert text.endswith("Z")
    assert abs(from_text(text) - moment) < timedelta(milliseconds=1)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        from_text("2026-01-01T00:00:00")


class Form(Schema):
    name = Text(required=True, min=1, max=5)


def test_text_is_normalised_before_it_is_measured() -> None:
    assert Form().load({"name": "  Zoe\u0308\r\n "}) == {"name": "Zoë"}


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "too_short"), ("toolong", "too_long"), ("a\x00b", "invalid"), (None, "required")],
)
def test_bad_text_is_named_by_pointer_and_code(name: str | None, code: str) -> None:
    with pytest.raises(ValidationError) as error:
        Form().load({"name": name})
    assert [(one["pointer"], one["code"]) for one in pointers(error.value.normalized_messages())] == [("/name", code)]


def test_pointers_reach_into_lists() -> None:
    class Order(Schema):
        lines = fields.List(fields.Nested(Form))

    with pytest.raises(ValidationError) as error:
        Order().load({"lines": [{"name": "a"}, {}]})
    assert [one["pointer"] for one in pointers(error.value.normalized_messages())] == ["/lines/1/name"]


def test_a_page_token_comes_back_and_a_forged_one_is_refused() -> None:
    token = pages.encode("key", ["smith", "id-1"])
    assert pages.decode("key", token) == ["smith", "id-1"]
    with pytest.raises(Invalid, match="invalid_page_token"):
        pages.decode("another key", token)


def test_a_page_is_bounded() -> None:
    assert [pages.take(limit) for limit in (None, 1, 1000, -5)] == [20, 1, 100, 1]


def test_a_problem_comes_back_from_the_wire_as_its_kind() -> None:
    came = from_wire(Conflict("version_conflict", data={"version": 3}).to_wire())
    assert isinstance(came, Conflict)
    assert (came.code, came.data) == ("version_conflict", {"version": 3})
    assert isinstance(from_wire({"kind": "unheard of"}), Internal)


@pytest.fixture
def _logs_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logging.basicConfig(force=True)


@pytest.mark.usefixtures("_logs_as_before")
def test_logs_keep_to_the_allow_list_and_leave_out_what_exceptions_say() -> None:
    output = io.StringIO()
    logs.configure("shop", stream=output)
    try:
        raise RuntimeError("jo@example.org")
    except RuntimeError:
        logs.get("x").exception("order.failed", id="1", address="jo@example.org")
    line = json.loads(output.getvalue())
    assert (line["event"], line["id"], line["error"], line["dropped"]) == (
        "order.failed",
        "1",
        "RuntimeError",
        ["address"],
    )
    assert "example.org" not in output.getvalue()


def test_every_field_that_is_logged_is_on_the_allow_list() -> None:
    root = Path(logs.__file__).parents[1]
    sources = [path.read_text() for area in ("bus", "services") for path in (root / area).rglob("*.py")]
    calls = [node for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    logged = [call for call in calls if ast.unparse(call.func).startswith("log.")]
    named = {keyword.arg for call in logged for keyword in call.keywords}
    assert {"error", "queue"} <= named <= logs.ALLOWED | {"exc_info"}


@pytest.mark.usefixtures("_logs_as_before")
def test_a_library_s_message_is_shown_without_what_was_filled_in() -> None:
    output = io.StringIO()
    logs.configure("shop", stream=output)
    logging.getLogger("somelibrary").error("cannot mail %s", "jo@example.org")
    assert json.loads(output.getvalue())["event"] == "cannot mail %s"
