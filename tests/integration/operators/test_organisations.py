"""The register of organisations from the command line: the same commands as staff use."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.local.terminal import Failure
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops

FILE = """name,other_names,kind,region
Glan Mor Hospitals,Ysbytai Glan Môr;GMH,nhs-provider,wales
Cliff House,,club,
Severn Network,,network,
"""


def test_a_file_is_added_once_and_each_bad_line_named(site: Site, ops: Ops, tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text(FILE, encoding="utf-8")
    answer = ops.json("organisations", "--file", str(file))
    assert (ops.code, answer["outcomes"]) == (1, {"added": 2, "refused": 1})
    assert [(each["line"], each["fault"][:4]) for each in answer["bad"]] == [(3, "kind")]
    assert ops.json("organisations", "--file", str(file))["outcomes"] == {"unchanged": 2, "refused": 1}
    listed = {each["name"]: each for each in ops.json("organisations")["items"]}
    assert (listed["Glan Mor Hospitals"]["region"], listed["Severn Network"]["kind"]) == ("wales", "network")
    assert "Severn Network" in ops("organisations")


def test_what_is_no_register_is_refused_whole(site: Site, ops: Ops, tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text("name,colour\nA,red\n", encoding="utf-8")
    with pytest.raises(Failure, match="known are name, other_names"):
        ops("organisations", "--file", str(file))
    with pytest.raises(Failure, match="cannot be read"):
        ops("organisations", "--file", str(tmp_path / "missing.csv"))
