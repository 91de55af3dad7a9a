"""The bus's core is plain blocking Python: the same tests pass when a greenlet library has patched the threads."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATCH = {
    "eventlet": "import eventlet; eventlet.monkey_patch()",
    "gevent": "import gevent.monkey; gevent.monkey.patch_all()",
}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("library", PATCH)
@pytest.mark.parametrize("file", ["test_events.py", "test_links.py", "test_schedules.py"])
def test_the_bus_s_tests_pass_under(library: str, file: str) -> None:
    run = (
        f"{PATCH[library]}\nimport sys, pytest\nsys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', *sys.argv[1:]]))"
    )
    program = [sys.executable, "-W", "ignore", "-c", run, str(HERE / file)]
    done = subprocess.run(program, cwd=HERE.parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]
