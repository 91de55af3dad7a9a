"""The runner's parts alone: ports, processes, homes, keys, settings, the table."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread, Timer

import pytest

from bus.actor import Signer, Verifier
from bus.settings import load
from bus.testing import eventually
from deploy.local import checks, keys
from deploy.local.home import Home
from deploy.local.ops import pouring, telling
from deploy.local.ports import Ports, is_free
from deploy.local.processes import Identity, Process
from deploy.local.settings import from_environment
from deploy.local.site import Site, choose_ports
from deploy.local.table import ISSUERS, SERVICES, TABLE
from deploy.local.terminal import Failure
from services.directory.service import DirectorySettings
from services.gateway.settings import GatewaySettings
from services.matching.service import MatchingSettings

LOCAL = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what an operator may ask for.


def site_of(home: Home, **environ: str) -> Site:
    settings = from_environment({"Q_HOME": str(home.path)} | environ)
    ports = choose_ports(settings, home, SERVICES, Ports({}))
    return Site(settings, home, ports, ISSUERS, settings.is_private)


def entry(name: str):
    return next(entry for entry in TABLE if entry.name == name)


def started(tmp_path: Path, *command: str) -> Process:
    return Process(list(command), os.environ, tmp_path / "log", "KILL")


def _has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


class Ready(BaseHTTPRequestHandler):
    """Says that it is ready, whatever it is asked."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *said):
        pass


@contextmanager
def answering(bind: str) -> Iterator[int]:
    """Answer like a service, at a port of this address."""
    with HTTPServer((bind, 0), Ready) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()


class TestPorts:
    def test_the_port_of_last_time_is_taken_again(self):
        free = Ports({}).private("broker")
        assert Ports({"broker": free}).private("broker") == free

    def test_a_port_that_somebody_listens_on_is_passed_over(self, monkeypatch):
        monkeypatch.setattr("deploy.local.ports.PATIENCE_S", 0.2)
        with socket.create_server((LOCAL, 0)) as somebody:
            taken = somebody.getsockname()[1]
            assert Ports({"broker": taken}).private("broker") != taken

    def test_a_port_of_last_time_that_is_given_back_in_a_moment_is_waited_for(self):
        with socket.create_server((LOCAL, 0)) as somebody:
            known = somebody.getsockname()[1]
            leaving = Timer(0.5, lambda: (somebody.shutdown(socket.SHUT_RDWR), somebody.close()))
            leaving.start()
            assert Ports({"gateway": known}).public("gateway", LOCAL) == known
            leaving.join()

    def test_a_taken_port_that_was_asked_for_is_said(self):
        with socket.create_server((LOCAL, 0)) as somebody, pytest.raises(Failure, match="Q_PORT"):
            Ports({}).given(somebody.getsockname()[1], LOCAL)

    def test_two_runners_that_start_at_once_pick_different_ports(self):
        one, other = Ports({}), Ports({})
        assert one.public("gateway", LOCAL) != other.public("gateway", LOCAL)

    def test_a_picked_port_is_free_for_its_server(self):
        ports = Ports({})
        assert is_free(ports.private("broker"), LOCAL)


class TestProcesses:
    def test_a_process_is_known_by_more_than_its_pid(self):
        myself = Identity.of(os.getpid())
        assert myself == Identity.load(myself.dump())
        assert not Identity(myself.pid, myself.started - 1, myself.boot).is_alive

    def test_a_reused_pid_is_never_hit(self, tmp_path):
        process = started(tmp_path, "sleep", "300")
        earlier = Identity(process.pid, process.identity.started - 1, process.identity.boot)
        earlier.end(patience_s=0.1)
        assert process.exit_code() is None
        process.end()

    def test_what_a_process_started_ends_with_it(self, tmp_path):
        told = tmp_path / "pid"
        process = started(tmp_path, "sh", "-c", f"sleep 300 & echo $! > {told}; wait")
        grandchild = Identity.of(int(eventually(lambda: told.exists() and told.read_text())))
        process.identity.signal(signal.SIGKILL)
        assert eventually(lambda: process.exit_code() is not None)
        assert eventually(lambda: not grandchild.is_alive)

    def test_a_process_ends_when_its_runner_is_killed(self, tmp_path):
        told = tmp_path / "pid"
        # The program has only to be there until it is killed; it ends by itself should this test be killed first.
        program = (
            "import os, time; from pathlib import Path; from deploy.local.processes import Process;"
            f"child = Process(['sleep', '300'], os.environ, Path('{tmp_path}/log'), 'KILL');"
            f"Path('{told}').write_text(str(child.pid)); time.sleep(300)"
        )
        runner = subprocess.Popen([sys.executable, "-c", program])
        child = Identity.of(int(eventually(lambda: told.exists() and told.read_text())))
        assert child.is_alive
        runner.kill()
        runner.wait()
        assert eventually(lambda: not child.is_alive)


class TestHome:
    def test_one_process_at_a_time_has_a_home(self, home):
        assert home.lock()
        assert not Home(home.path).lock()
        home.unlock()
        assert Home(home.path).lock()

    def test_a_secret_is_made_once_and_for_its_owner_only(self, home):
        path = home.secret("q_link_key")
        assert home.secret("q_link_key").read_text() == path.read_text()
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700

    def test_what_is_remembered_is_recalled_until_forgotten(self, home):
        home.remember("ports", {"broker": 1})
        assert home.recall("ports") == {"broker": 1}
        home.forget("ports")
        assert home.recall("ports") is None


class TestKeys:
    def test_what_an_issuer_signs_is_verified_by_all(self, home):
        token = Signer("ops", keys.signing_key(home, "ops").read_text()).sign_service()
        actor = Verifier(keys.verify_keys(home, ISSUERS).read_text()).verify(token)
        assert actor.is_service("ops")

    def test_a_new_issuer_changes_no_other_key(self, home):
        before = keys.signing_key(home, "gateway").read_text()
        keys.verify_keys(home, ("gateway",))
        keys.verify_keys(home, ("gateway", "matching"))
        assert keys.signing_key(home, "gateway").read_text() == before


class TestSettings:
    @pytest.mark.parametrize(("name", "value"), [("Q_PROT", "1"), ("Q_PORT", "http"), ("Q_NAMESPACE", "No Spaces")])
    def test_a_wrong_setting_is_named(self, name, value):
        with pytest.raises(Failure, match=name):
            from_environment({"Q_HOME": "/tmp/q", name: value})

    def test_a_given_secret_is_never_printed(self):
        settings = from_environment({"Q_HOME": "/tmp/q", "AMQP_URI": "amqp://u:hidden@h/v"})
        assert "hidden" not in str(settings.public()) + repr(settings)
        assert settings.public()["AMQP_URI"] == "given"


class TestTable:
    def test_every_service_tells_how_it_does_on_a_port_of_its_own(self, home):
        ports = [entry(name).environment(site_of(home))["Q_HEALTH_PORT"] for name in SERVICES]
        assert len(set(ports)) == len(SERVICES)
        assert "0" not in ports

    def test_every_name_that_something_waits_for_is_in_the_table(self):
        names = [entry.name for entry in TABLE]
        assert len(names) == len(set(names))
        assert {name for entry in TABLE for name in entry.after} <= set(names)

    def test_every_service_of_the_house_is_in_the_table(self):
        assert set(SERVICES) < {entry.name for entry in TABLE}

    def test_a_service_gets_its_own_settings_and_nobody_elses(self, home):
        environment = entry("directory").environment(site_of(home))
        assert "Q_LINK_KEY_FILE" not in environment
        assert "Q_HOME" not in environment
        assert load(DirectorySettings, environment).digest_key

    def test_a_given_key_reaches_the_service_instead_of_one_made_here(self, home):
        environment = entry("directory").environment(site_of(home, Q_DIGEST_KEY="given-by-the-operator"))
        assert load(DirectorySettings, environment).digest_key == "given-by-the-operator"

    def test_the_gateway_hears_whom_to_name_as_contact(self, home):
        environment = entry("gateway").environment(site_of(home, Q_CONTACT="help@q-commons.example"))
        assert load(GatewaySettings, environment).contact == "help@q-commons.example"

    def test_a_given_server_is_used_and_not_started(self, home):
        site = site_of(home, AMQP_URI="amqp://u:p@elsewhere/q", MONGODB_URI="mongodb://elsewhere")
        assert not entry("broker").wanted(site)
        assert not entry("database").wanted(site)
        assert entry("directory").environment(site)["AMQP_URI"] == "amqp://u:p@elsewhere/q"

    def test_a_given_database_has_no_demonstration_and_no_mailbox_page(self, home):
        site = site_of(home, MONGODB_URI="mongodb://elsewhere")
        environment = entry("gateway").environment(site)
        assert not entry("demonstration").wanted(site)
        assert not {"Q_DEMO", "Q_MAILBOX"} & environment.keys()

    @pytest.mark.parametrize("exposed", [{"Q_BIND": EVERYWHERE}, {"Q_URL": "https://q.example"}], ids=str)
    def test_a_community_that_others_reach_has_no_published_password_and_no_mailbox_page(self, home, exposed):
        site = site_of(home, **exposed)
        assert not entry("demonstration").wanted(site)
        assert not {"Q_DEMO", "Q_MAILBOX"} & entry("gateway").environment(site).keys()

    @pytest.mark.parametrize("private", [{}, {"Q_BIND": "localhost", "Q_URL": "http://[::1]:8080"}], ids=str)
    def test_a_community_of_this_machine_alone_has_a_demonstration(self, home, private):
        assert entry("demonstration").wanted(site_of(home, **private))

    @pytest.mark.parametrize("members", ["", "2500"], ids=["by-default", "as-asked-for"])
    def test_the_demonstration_is_told_how_many_members_there_are_to_be(self, home, members):
        assert entry("demonstration").command(site_of(home, Q_DEMO_MEMBERS=members))[-1] == "2500"

    @pytest.mark.parametrize("members", ["230", "3001", "many"])
    def test_a_demonstration_has_its_founders_and_as_many_as_can_be_invented(self, members):
        with pytest.raises(Failure, match="Q_DEMO_MEMBERS"):
            from_environment({"Q_HOME": "/tmp/q", "Q_DEMO_MEMBERS": members})

    def test_who_loads_the_past_reads_what_the_directory_reads(self, home):
        given = telling.settings(entry("demonstration").environment(site_of(home)))
        assert given.digest_key == load(DirectorySettings, entry("directory").environment(site_of(home))).digest_key
        assert given.decision_hold_s == 0

    @pytest.mark.parametrize("given", [{}, {"Q_COFFEE_DAY": "12"}], ids=["by-default", "as-asked-for"])
    def test_who_loads_the_year_of_coffee_reads_what_matching_reads(self, home, given):
        site = site_of(home, **given)
        read = load(MatchingSettings, entry("matching").environment(site))
        poured = pouring.settings(entry("demonstration").environment(site))
        assert (poured.coffee_day, poured.coffee_open_days) == (read.coffee_day, read.coffee_open_days)

    @pytest.mark.parametrize(
        ("bind", "listening", "url"),
        [("127.0.0.2", "127.0.0.2", "http://127.0.0.2"), (EVERYWHERE, LOCAL, f"http://{LOCAL}")],
    )
    def test_the_gateway_is_asked_and_announced_where_it_listens(self, home, bind, listening, url):
        with answering(listening) as port:
            site = replace(site_of(home, Q_BIND=bind), ports={"gateway": port})
            assert entry("gateway").is_ready(site)
            assert site.url == f"{url}:{port}"

    @pytest.mark.skipif(not _has_ipv6(), reason="this machine has no IPv6")
    def test_the_gateway_may_listen_at_an_ipv6_address(self, home):
        site = site_of(home, Q_BIND="::1")
        assert entry("gateway").environment(site)["Q_BIND"] == "[::1]"
        assert site.url == f"http://[::1]:{site.ports['gateway']}"

    def test_a_proxy_of_the_machine_is_not_asked_whether_a_service_is_ready(self, home, monkeypatch):
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
        monkeypatch.setattr(urllib.request, "_opener", None)  # As in a process that has asked nothing yet.
        with answering(LOCAL) as port:
            site = replace(site_of(home), ports={"directory-health": port})
            assert entry("directory").is_ready(site)

    def test_mail_that_is_really_sent_shows_no_mailbox_page(self, home):
        environment = entry("gateway").environment(site_of(home, SMTP_URL="smtp://elsewhere"))
        assert "Q_MAILBOX" not in environment
        assert "Q_DEMO" in environment


@pytest.mark.parametrize(("codes", "worst"), [((0, 5), 0), ((5, 1), 1), ((1, 2), 2), ((5, 5), 5), ((0, 0), 0)])
def test_a_half_of_the_tests_in_which_nothing_was_chosen_is_no_fault(codes: tuple[int, int], worst: int) -> None:
    assert checks.worst(*codes) == worst


@pytest.mark.parametrize("codes", [(0, -9), (-11, 0), (-9, 1)])
def test_a_half_of_the_tests_that_was_killed_is_a_fault(codes: tuple[int, int]) -> None:
    assert checks.worst(*codes) > 128
