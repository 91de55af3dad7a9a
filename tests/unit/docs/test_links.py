"""What the documents point at is there."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3]
PAGES = [HOUSE / "README.md", *sorted((HOUSE / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text()) if "://" not in target]
    lost = [target for target in targets if not _is_there(page, target)]
    assert lost == []


def _is_there(page: Path, target: str) -> bool:
    path, _, section = target.partition("#")
    there = (page.parent / path).resolve() if path else page
    return there.exists() and (not section or section in _sections(there))


def _sections(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
