"""Settings come from the environment, are read once at start, checked, and printed without their secrets.

A service's settings are a frozen dataclass that extends `BusSettings`; `load` fills it. A variable whose name
starts with `Q_` and that the process does not know is refused, because a misspelt setting is a silent default.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

_REQUIRED = dataclasses.MISSING
S = TypeVar("S", bound="BusSettings")


class SettingsError(Exception):
    """The environment does not say what the process needs; the text says what to set."""


def setting(name: str, default: Any = _REQUIRED, *, read: Callable[[str], Any] = str, secret: bool = False) -> Any:
    """Declare a field that comes from the variable `name` (a secret also from the file that `<name>_FILE` names)."""
    metadata = {"name": name, "read": read, "secret": secret}
    return dataclasses.field(default=default, metadata=metadata, repr=not secret)


def switch(text: str) -> bool:
    """Read `1` or `0`."""
    if text not in ("0", "1"):
        raise ValueError("must be 0 or 1")
    return text == "1"


@dataclasses.dataclass(frozen=True, kw_only=True)
class BusSettings:
    """What every process needs: broker, database, keys."""

    amqp_uri: str = setting("AMQP_URI", secret=True)
    mongodb_uri: str = setting("MONGODB_URI", secret=True)
    namespace: str = setting("Q_NAMESPACE", "q")
    signing_key: str = setting("Q_SIGNING_KEY", secret=True)
    verify_keys: str = setting("Q_VERIFY_KEYS", secret=True)
    page_key: str = setting("Q_PAGE_KEY", secret=True)
    health_bind: str = setting("Q_HEALTH_BIND", "127.0.0.1")
    health_port: int = setting("Q_HEALTH_PORT", 0, read=int)
    log_level: str = setting("Q_LOG_LEVEL", "info")
    workers: int = setting("Q_WORKERS", 16, read=int)


def load(kind: type[S], environ: Mapping[str, str] | None = None) -> S:
    """Fill settings from the environment; raises SettingsError with every fault at once."""
    environ = os.environ if environ is None else environ
    faults: list[str] = []
    values: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        try:
            values[field.name] = _value(field, environ)
        except (ValueError, OSError) as error:
            faults.append(f"{field.metadata['name']}: {error}")
    faults += [f"{name}: unknown setting" for name in sorted(set(_known_like(environ)) - set(names(kind)))]
    if faults:
        raise SettingsError("; ".join(faults))
    return kind(**values)


def names(kind: type[BusSettings]) -> list[str]:
    """Return the variables that a process with these settings reads."""
    found = []
    for field in dataclasses.fields(kind):
        found.append(field.metadata["name"])
        if field.metadata["secret"]:
            found.append(field.metadata["name"] + "_FILE")
    return found


def _known_like(environ: Mapping[str, str]) -> list[str]:
    return [name for name in environ if name.startswith("Q_")]


def _value(field: dataclasses.Field[Any], environ: Mapping[str, str]) -> Any:
    name, read = field.metadata["name"], field.metadata["read"]
    if field.metadata["secret"] and environ.get(name + "_FILE"):
        return read(Path(environ[name + "_FILE"]).read_text().strip())
    if environ.get(name):
        return read(environ[name])
    if field.default is _REQUIRED:
        raise ValueError("must be set")
    return field.default
