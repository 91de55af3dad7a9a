"""Addresses as the runner must tell them apart: which only this machine reaches, and where a bound one is asked."""

from __future__ import annotations

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches a host, by its address or as `localhost`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
