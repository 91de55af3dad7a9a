"""What the documents tell operators to type can be typed."""

import re
import shlex
from pathlib import Path

import pytest

from deploy.local.ops import commands

HOUSE = Path(__file__).parents[3]
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").glob("*.md"))]
TYPED = [line for page in PAGES for line in re.findall(r"^\./q ops (.+)$", page.read_text(), re.MULTILINE)]


@pytest.mark.parametrize("line", TYPED)
def test_every_command_of_the_operators_is_as_the_documents_say(line: str) -> None:
    assert commands.parser().parse_args(shlex.split(line, comments=True)).operate
