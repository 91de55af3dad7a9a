"""A command on fresh servers ends when the runner is told to end."""

import signal
import subprocess
import sys
from pathlib import Path

from bus.testing import eventually

RUNNING = """
import sys
from pathlib import Path
from deploy.local import servers
from deploy.local.home import Home
from deploy.local.settings import from_environment
from deploy.local.site import Site
from deploy.local.supervisor import Supervisor

home = Home(Path(sys.argv[1]))
ports = dict.fromkeys(("gateway", "broker", "database", "mail", "management"), 1)
site = Site(from_environment({"Q_HOME": sys.argv[1]}), home, ports, (), demonstrates=False)
supervisor = Supervisor(site, [])
supervisor.listen_to_signals()
# A program that is in the middle of its work when the test asks it to end; bounded, should the test be killed.
waiting = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(300)"
servers._run(supervisor, [sys.executable, "-c", waiting, str(home.path / "begun")])
print("ended")
"""


def test_the_tests_end_when_the_runner_is_asked_to_end(tmp_path: Path):
    runner = subprocess.Popen([sys.executable, "-c", RUNNING, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    eventually(lambda: (tmp_path / "begun").exists())
    runner.send_signal(signal.SIGTERM)
    assert runner.communicate(timeout=10)[0] == "ended\n"
