"""What an operator may see of a message: what its reader's schema names, is as it says, and is not personal."""

from typing import Any

import pytest
from marshmallow import Schema, fields, validate

from bus.events import personal
from bus.masking import masked


class Place(Schema):
    town = fields.String()
    street = fields.String(metadata=personal)


class Letter(Schema):
    letter_id = fields.String()
    kind = fields.String(validate=validate.OneOf(["sent", "kept"]))
    to = fields.String(metadata=personal)
    pages = fields.Integer(data_key="count")
    places = fields.List(fields.Nested(Place))
    notes = fields.List(fields.String(metadata=personal))


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        ({"letter_id": "l1", "count": 3, "to": None}, {"letter_id": "l1", "count": 3, "to": None}),
        ({"to": "Ada"}, {"to": "(hidden)"}),
        ({"count": "Ada"}, {"count": "(hidden)"}),
        ({"kind": "Ada"}, {"kind": "(hidden)"}),
        ({"unknown": "Ada"}, {"unknown": "(hidden)"}),
        ({"ada@example.org": 1}, {"(hidden)": "(hidden)"}),
        ({"letter_id": {"name": "Ada"}}, {"letter_id": "(hidden)"}),
        ({"letter_id": [{"name": "Ada"}]}, {"letter_id": "(hidden)"}),
        ({"notes": ["Ada", "Bo"]}, {"notes": ["(hidden)", "(hidden)"]}),
        ({"notes": "Ada"}, {"notes": "(hidden)"}),
        ({"places": "Ada"}, {"places": "(hidden)"}),
        (
            {"places": [{"town": "Wells", "street": "Ada Road", "by": "Ada"}]},
            {"places": [{"town": "Wells", "street": "(hidden)", "by": "(hidden)"}]},
        ),
        (["Ada"], "(hidden)"),
        ("Ada", "(hidden)"),
        ({"letter_id": "x" * 500}, {"letter_id": "x" * 200 + "…"}),
    ],
)
def test_only_what_is_named_and_as_it_says_and_not_personal_is_seen(data: Any, seen: Any) -> None:
    assert masked(Letter(), data) == seen
