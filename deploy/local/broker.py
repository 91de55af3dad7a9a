"""A private RabbitMQ from Debian's package, beside whatever broker the machine already has.

Own node, folders, cookie, ports and port mapper; its user and virtual host are loaded from a file at each
start, and it is ready only when that user can log in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from kombu import Connection

from deploy.local.home import write_privately
from deploy.local.ports import answers
from deploy.local.site import Site

PROGRAMS = Path("/usr/lib/rabbitmq/bin")
COOKIE_FILE = ".erlang.cookie"


def port_mapper(site: Site) -> list[str]:
    """Return the command of Erlang's port mapper, in the foreground, so that it can be ended by pid."""
    return ["epmd", "-port", str(site.ports["port-mapper"]), "-address", "127.0.0.1"]


def port_mapper_answers(site: Site) -> bool:
    """Tell whether the port mapper listens."""
    return answers(site.ports["port-mapper"])


def command(site: Site) -> list[str]:
    """Write the broker's files and return its command (not the wrapper in sbin, which switches user)."""
    folder = site.home.folder("broker")
    _write_cookie(site, folder)
    write_privately(folder / "definitions.json", json.dumps(_definitions(site)))
    write_privately(folder / "rabbitmq.conf", _configuration(site, folder))
    write_privately(folder / "enabled_plugins", "[rabbitmq_management].\n")
    return [str(PROGRAMS / "rabbitmq-server")]


def environment(site: Site) -> Mapping[str, str]:
    """Return the variables that keep this broker apart from any other."""
    folder = site.home.folder("broker")
    return {
        "HOME": str(folder),  # Erlang reads its cookie there.
        "RUNNING_UNDER_SYSTEMD": "true",  # The script becomes the server instead of staying as its parent.
        "ERL_EPMD_PORT": str(site.ports["port-mapper"]),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": "q@localhost",
        "RABBITMQ_DIST_PORT": str(site.ports["distribution"]),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": str(folder / "advanced.config"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
        "RABBITMQ_GENERATED_CONFIG_DIR": str(folder / "config"),
        "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
        "RABBITMQ_PID_FILE": str(folder / "pid"),
    }


def is_ready(site: Site) -> bool:
    """Tell whether the user can log in; the port opens before that."""
    if not answers(site.ports["broker"]):
        return False
    try:
        with Connection(site.amqp_uri, connect_timeout=1) as connection:
            connection.connect()
    except Exception:  # Whatever it is, it is not ready.
        return False
    return True


def _write_cookie(site: Site, folder: Path) -> None:
    if not (folder / COOKIE_FILE).exists():
        write_privately(folder / COOKIE_FILE, site.password("cookie"), mode=0o400)


def _definitions(site: Site) -> dict[str, object]:
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    return {
        "users": [{"name": "q", "password": site.password("broker"), "tags": "administrator"}],
        "vhosts": [{"name": site.settings.namespace}],
        "permissions": [{"user": "q", "vhost": site.settings.namespace, **everything}],
    }


def _configuration(site: Site, folder: Path) -> str:
    lines = {
        "listeners.tcp.1": f"127.0.0.1:{site.ports['broker']}",
        "management.tcp.ip": "127.0.0.1",
        "management.tcp.port": site.ports["management"],
        "load_definitions": folder / "definitions.json",
        "vm_memory_high_watermark.absolute": "512MB",
        "disk_free_limit.absolute": "200MB",
        "raft.wal_max_size_bytes": 32 * 1024 * 1024,  # Held in memory until it rolls.
        "log.file.level": "warning",
        "log.console": "true",
        "log.console.level": os.environ.get("RABBITMQ_LOG_LEVEL", "warning"),
    }
    return "".join(f"{name} = {value}\n" for name, value in lines.items())
