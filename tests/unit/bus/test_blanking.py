"""What may still be said of somebody who is erased: no personal field, and nothing that no schema names."""

from marshmallow import Schema, fields

from bus.erasure import blanked
from bus.events import personal


class Stop(Schema):
    place = fields.String(metadata=personal)
    nights = fields.Integer()


class Birth(Schema):
    born_on = fields.Date(metadata=personal)
    seen_at = fields.AwareDateTime()


class Journey(Schema):
    journey_id = fields.String()
    names = fields.List(fields.String(), metadata=personal)
    age = fields.Integer(metadata=personal)
    address = fields.String(allow_none=True, metadata=personal)
    note = fields.String(allow_none=True)
    first = fields.Nested(Stop)
    stops = fields.List(fields.Nested(Stop))
    codes = fields.List(fields.String())


def test_personal_fields_are_emptied_however_deep_and_the_others_stay() -> None:
    told = {
        "journey_id": "j1",
        "names": ["Ana"],
        "age": 33,
        "address": "ana@example.org",
        "note": None,
        "first": {"place": "Wrexham", "nights": 1},
        "stops": [{"place": "Mold", "nights": 2}, {"place": "Rhyl", "nights": 3}],
        "codes": ["a", "b"],
    }
    assert blanked(Journey(), told) == {
        "journey_id": "j1",
        "names": [],
        "age": 0,
        "address": None,
        "note": None,
        "first": {"place": "", "nights": 1},
        "stops": [{"place": "", "nights": 2}, {"place": "", "nights": 3}],
        "codes": ["a", "b"],
    }


def test_what_was_loaded_is_blanked_like_its_json() -> None:
    loaded = Birth().load({"born_on": "1990-02-03", "seen_at": "2026-03-02T09:30:00+00:00"})
    assert blanked(Birth(), loaded) == {"born_on": None, "seen_at": loaded["seen_at"]}


def test_what_no_schema_names_is_left_out() -> None:
    assert blanked(Journey(), {"journey_id": "j1", "nickname": "Annie", "first": {"who": "Ana"}}) == {
        "journey_id": "j1",
        "first": {},
    }


def test_nothing_is_left_of_what_is_not_as_the_schema_says() -> None:
    assert blanked(Journey(), "Ana") == {}
    told = {"first": "Ana", "stops": "Ana", "codes": {"who": "Ana"}, "note": ["Ana"]}
    assert blanked(Journey(), told) == {"first": {}, "stops": "", "codes": {}, "note": []}
