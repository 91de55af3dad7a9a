"""The site on trial: the runner's own processes, every service twice, the database as a set of three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from deploy.local.child import Child
from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.settings import RunnerSettings
from deploy.local.site import Site, choose_ports
from deploy.local.supervisor import Supervisor
from deploy.local.table import ISSUERS, SERVICES, TABLE, Entry, health
from tests.chaos import members

SECOND = tuple(f"{name}-2" for name in SERVICES)
LEFT_OUT = ("database", "demonstration")


def site_in(home: Home) -> Site:
    """Return the site of one run; each invented person comes from a place of their own, through a proxy."""
    ports = Ports({})
    settings = RunnerSettings(home=home.path, namespace="chaos", proxies="1", decision_hold_s="0")
    chosen = choose_ports(settings, home, (*SERVICES, *SECOND), ports)
    chosen |= {name: ports.private(name) for name in (*SECOND, *members.NAMES[1:])}
    uri = members.uri(home.secret("database.password").read_text(), chosen)
    return Site(replace(settings, mongodb_uri=uri), home, chosen, ISSUERS, demonstrates=False)


def supervisor_of(site: Site) -> Supervisor:
    """Return what keeps the processes of this site running, as the runner would."""
    ours = [entry for entry in TABLE if entry.name not in LEFT_OUT]
    second = [_second(entry) for entry in ours if entry.name in SERVICES]
    return Supervisor(site, [*members.entries(), *[_after_all_members(entry) for entry in ours], *second])


def gateways(site: Site) -> tuple[str, ...]:
    """Return the addresses of both gateways, as somebody in front of them would know them."""
    return site.gateway_url, f"http://127.0.0.1:{site.ports['gateway-2']}"


def replicas(supervisor: Supervisor, service: str) -> list[Child]:
    """Return both processes of a service."""
    return [supervisor.children[service], supervisor.children[f"{service}-2"]]


def _after_all_members(entry: Entry) -> Entry:
    waits_for = dict.fromkeys((*entry.after, *members.NAMES)) if "database" in entry.after else entry.after
    return replace(entry, after=tuple(waits_for))


def _second(entry: Entry) -> Entry:
    name = f"{entry.name}-2"

    def settings(site: Site) -> Mapping[str, str]:
        first = entry.settings(site)
        ports = {"Q_HEALTH_PORT": str(site.ports[f"{name}-health"]), "Q_PORT": str(site.ports[name])}
        return {**first, **{variable: port for variable, port in ports.items() if variable in first}}

    return replace(entry, name=name, settings=settings, is_ready=health(lambda site: site.health_url(name)))
