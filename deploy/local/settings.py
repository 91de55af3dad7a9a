"""What the runner reads from its environment: DESIGN section 5, every part optional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from bus.settings import SettingsError, load, setting
from deploy.local.addresses import is_loopback
from deploy.local.terminal import Failure


def _namespace(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,30}", text):
        raise ValueError("must be lower-case letters, digits and hyphens")
    return text


def _members(text: str) -> int:
    if not text.isdigit() or not LEAST_MEMBERS <= int(text) <= MOST_MEMBERS:
        raise ValueError(f"must be a number from {LEAST_MEMBERS}, the founding cohort alone, to {MOST_MEMBERS}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ValueError("must be a port, 1 to 65535")
    return int(text)


OF_A_SERVICE = ("Q_SIGNING_KEY_FILE", "Q_VERIFY_KEYS_FILE", "Q_HEALTH_PORT")
"""What `./q env SERVICE` gives a shell beside what the runner reads; the runner is asked in that shell too."""
LEAST_MEMBERS, MOST_MEMBERS = 231, 3000
ADDRESSES = ("namespace", "bind", "url", "amqp_uri", "mongodb_uri", "smtp_url")


@dataclass(frozen=True, kw_only=True)
class RunnerSettings:
    """Say where this deployment lives and which servers it is given; what is not given, the runner makes."""

    home: Path = setting("Q_HOME", read=Path)
    namespace: str = setting("Q_NAMESPACE", "q", read=_namespace)
    bind: str = setting("Q_BIND", "127.0.0.1")
    port: int = setting("Q_PORT", 0, read=_port)
    url: str = setting("Q_URL", "")
    proxies: str = setting("Q_PROXIES", "0")
    sender: str = setting("Q_SENDER", "Q Commons <post@q-commons.example>")
    contact: str = setting("Q_CONTACT", "")
    log_level: str = setting("Q_LOG_LEVEL", "info")
    amqp_uri: str = setting("AMQP_URI", "", secret=True)
    mongodb_uri: str = setting("MONGODB_URI", "", secret=True)
    smtp_url: str = setting("SMTP_URL", "", secret=True)
    page_key: str = setting("Q_PAGE_KEY", "", secret=True)
    cookie_key: str = setting("Q_COOKIE_KEY", "", secret=True)
    link_key: str = setting("Q_LINK_KEY", "", secret=True)
    digest_key: str = setting("Q_DIGEST_KEY", "", secret=True)
    assessor_load: str = setting("Q_ASSESSOR_LOAD", "20")
    assessment_days: str = setting("Q_ASSESSMENT_DAYS", "14")
    decision_hold_s: str = setting("Q_DECISION_HOLD_S", "")
    retention_days: str = setting("Q_RETENTION_DAYS", "")
    coffee_day: str = setting("Q_COFFEE_DAY", "")
    coffee_open_days: str = setting("Q_COFFEE_OPEN_DAYS", "")
    demo_members: int = setting("Q_DEMO_MEMBERS", 2500, read=_members)
    e2e_url: str = setting("Q_E2E_URL", "")  # A running community that the browser's tests visit.

    @property
    def is_private(self) -> bool:
        """Tell whether only this machine reaches the community, and its database is the runner's own."""
        host = urlsplit(self.url).hostname if self.url else self.bind
        return is_loopback(self.bind) and is_loopback(host or "") and not self.mongodb_uri

    def addresses(self) -> dict[str, str]:
        """Return the fields by which the servers of a community are found."""
        return {name: getattr(self, name) for name in ADDRESSES}

    def public(self) -> dict[str, str]:
        """Return what may be printed: every setting that has a value, by its variable, a secret only as `given`."""
        known = {field: getattr(self, field.name) for field in fields(self)}
        return {
            field.metadata["name"]: "given" if field.metadata["secret"] else str(value)
            for field, value in known.items()
            if value
        }


def from_environment(environ: Mapping[str, str]) -> RunnerSettings:
    """Read and check the settings; raises Failure that names every fault."""
    own = {name: value for name, value in environ.items() if name not in OF_A_SERVICE}
    try:
        return load(RunnerSettings, own)  # type: ignore[type-var]
    except SettingsError as error:
        raise Failure(f"The environment is not as it must be: {error}.") from error
