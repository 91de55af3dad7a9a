"""Addresses as the runner must tell them apart: which only this machine reaches, and where a bound one is asked."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a host, by its address or as `localhost`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def reachable(bind: str) -> str:
    """Return the host at which this machine asks a server that is bound there."""
    try:
        address = ip_address(bind)
    except ValueError:
        return bind
    return {4: "127.0.0.1", 6: "::1"}[address.version] if address.is_unspecified else bind


def in_url(host: str) -> str:
    """Return a host as it stands before a port: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host
