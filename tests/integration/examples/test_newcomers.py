"""The example of the README works: a stock nameko service hears of a new member."""

import subprocess
import sys
from pathlib import Path

import kombu

from bus.testing import Community
from services.directory.service import DirectoryService
from tests.contracts.cases import SETTINGS
from tests.integration.bus.processes import HOUSE, environment

QUEUE = "evt-directory-member.joined--newcomers.welcome"
NOMINATION = {
    "name": "Nia Brightwater",
    "address": "nia.brightwater@example.org",
    "nominating_organisation": "Calder Vale Improvement Network",
    "region": "wales",
    "background": "frontline-staff",
    "topics": ["patient-safety"],
    "confirmed_on": "2026-01-15",
}


def test_a_stock_service_of_fifteen_lines_hears_who_joined(community: Community, tmp_path: Path) -> None:
    community.start(DirectoryService, **SETTINGS["directory"])
    nameko = str(Path(sys.executable).with_name("nameko"))
    command = [nameko, "run", "--config", "docs/examples/config.yaml", "docs.examples.newcomers"]
    said = tmp_path / "said"
    with said.open("w") as output:
        running = subprocess.Popen(
            command, cwd=HOUSE, env=environment(community, "tester"), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            community.eventually(lambda: _bound(community), 30)
            community.call("directory", "import_nomination", NOMINATION, actor=community.service("ops"))
            community.eventually(lambda: "Nia Brightwater joined from wales" in said.read_text())
        finally:
            running.terminate()
            running.wait(15)
            with kombu.Connection(community.amqp_uri) as connection:
                connection.connection.channel().queue_delete(QUEUE)


def _bound(community: Community) -> int:
    try:
        with kombu.Connection(community.amqp_uri) as connection:
            return int(connection.connection.channel().queue_declare(QUEUE, passive=True).consumer_count)
    except connection.channel_errors:
        return 0
