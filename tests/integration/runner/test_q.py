"""The script `q` itself, with a Python that only pretends."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from deploy.local.site import HOUSE

PRETENDER = """#!/bin/sh
case "$*" in
"-m venv "*)
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    printf '#!/bin/sh\\n' >"$3/bin/uv"
    chmod 755 "$3/bin/uv" ;;
"-m deploy.local "*) echo "carried out: $3" ;;
esac
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A checkout of nothing but the script, beside a Python of its own."""
    shutil.copy2(HOUSE / "q", tmp_path / "q")
    (tmp_path / "requirements.txt").write_text("")
    python = tmp_path / "bin" / "python3.11"
    python.parent.mkdir()
    python.write_text(PRETENDER)
    python.chmod(0o755)
    return tmp_path


def q(house: Path, command: str) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": f"{house / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run([str(house / "q"), command], env=environ, capture_output=True, text=True, check=False)


def test_the_environment_is_made_once(house):
    assert "Making a virtual environment" in q(house, "status").stderr
    again = q(house, "status")
    assert (again.stdout, again.stderr) == ("carried out: status\n", "")


def test_an_environment_whose_python_is_gone_is_made_anew(house):
    q(house, "status")
    python = house / ".q" / "venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    assert q(house, "status").stdout == "carried out: status\n"


def test_only_the_owner_may_read_the_logs(house):
    q(house, "status")
    assert (house / ".q" / "logs").stat().st_mode & 0o777 == 0o700
