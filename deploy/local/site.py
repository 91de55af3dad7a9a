"""One deployment on this machine: settings, home and ports together give every address and every variable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local import keys
from deploy.local.addresses import in_url, reachable
from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.settings import RunnerSettings

HOUSE = Path(__file__).resolve().parents[2]
PRIVATE_PORTS = ("port-mapper", "distribution", "broker", "management", "database", "mail")

DEMONSTRATED_HOLD_S = "60"


@dataclass(frozen=True)
class Site:
    """Where everything is. `issuers` are all who sign; `ports` say who listens where."""

    settings: RunnerSettings
    home: Home
    ports: Mapping[str, int]
    issuers: tuple[str, ...]
    demonstrates: bool

    @property
    def owns_broker(self) -> bool:
        """Tell whether the runner starts the broker."""
        return not self.settings.amqp_uri

    @property
    def owns_database(self) -> bool:
        """Tell whether the runner starts the database."""
        return not self.settings.mongodb_uri

    @property
    def owns_mail(self) -> bool:
        """Tell whether mail is caught here instead of sent."""
        return not self.settings.smtp_url

    @property
    def amqp_uri(self) -> str:
        """The broker's address, with its virtual host."""
        server = f"q:{self.password('broker')}@127.0.0.1:{self.ports['broker']}"
        return self.settings.amqp_uri or f"amqp://{server}/{self.settings.namespace}"

    @property
    def management_url(self) -> str:
        """The address of the own broker's management interface, for measurements and tests."""
        return f"http://q:{self.password('broker')}@127.0.0.1:{self.ports['management']}"

    @property
    def mongodb_uri(self) -> str:
        """The database's address."""
        server = f"q:{self.password('database')}@127.0.0.1:{self.ports['database']}"
        return self.settings.mongodb_uri or f"mongodb://{server}/?replicaSet=q&authSource=admin"

    @property
    def smtp_url(self) -> str:
        """The mail server's address."""
        return self.settings.smtp_url or f"smtp://127.0.0.1:{self.ports['mail']}"

    @property
    def decision_hold_s(self) -> str:
        """How long decisions wait, as it was given; who looks at the demonstration waits a minute."""
        return self.settings.decision_hold_s or (DEMONSTRATED_HOLD_S if self.demonstrates else "")

    @property
    def url(self) -> str:
        """The public address of the gateway."""
        return self.settings.url or self.gateway_url

    @property
    def gateway_url(self) -> str:
        """The address at which this machine reaches the gateway."""
        return f"http://{in_url(reachable(self.settings.bind))}:{self.ports['gateway']}"

    def health_url(self, name: str) -> str:
        """Return the address at which a service that answers no people says how it does."""
        return f"http://127.0.0.1:{self.ports[f'{name}-health']}"

    @property
    def mailbox(self) -> Path:
        """The folder of caught mails."""
        return self.home.folder("mail")

    def password(self, server: str) -> str:
        """Return the password of an own server's only user."""
        return self.home.secret(f"{server}.password").read_text()

    def variables(self, name: str, wanted: tuple[str, ...]) -> dict[str, str]:
        """Return the settings of one process: those of the bus, and what its line of the table names."""
        known = self._bus(name) | self._extra()
        bus = tuple(self._bus(name))
        return {variable: known[variable] for variable in (*bus, *_with_files(wanted)) if variable in known}

    def _bus(self, name: str) -> dict[str, str]:
        return {
            "AMQP_URI": self.amqp_uri,
            "MONGODB_URI": self.mongodb_uri,
            "Q_NAMESPACE": self.settings.namespace,
            "Q_SIGNING_KEY_FILE": str(keys.signing_key(self.home, name)),
            "Q_VERIFY_KEYS_FILE": str(keys.verify_keys(self.home, self.issuers)),
            "Q_LOG_LEVEL": self.settings.log_level,
            "Q_HEALTH_PORT": str(self.ports.get(f"{name}-health", 0)),
        } | self._key("Q_PAGE_KEY", self.settings.page_key)

    def _extra(self) -> dict[str, str]:
        return (
            self._key("Q_COOKIE_KEY", self.settings.cookie_key)
            | self._key("Q_LINK_KEY", self.settings.link_key)
            | self._key("Q_DIGEST_KEY", self.settings.digest_key)
            | {
                "SMTP_URL": self.smtp_url,
                "Q_SENDER": self.settings.sender,
                "Q_URL": self.url,
                "Q_BIND": in_url(self.settings.bind),
                "Q_PORT": str(self.ports["gateway"]),
                "Q_CONTACT": self.settings.contact,
                "Q_PROXIES": self.settings.proxies,
                "Q_ASSESSOR_LOAD": self.settings.assessor_load,
                "Q_ASSESSMENT_DAYS": self.settings.assessment_days,
            }
            | ({"Q_MAILBOX": str(self.mailbox)} if self.owns_mail and self.demonstrates else {})
            | ({"Q_DEMO": "1"} if self.demonstrates else {})
            | ({"Q_DECISION_HOLD_S": self.decision_hold_s} if self.decision_hold_s else {})
            | ({"Q_COFFEE_DAY": self.settings.coffee_day} if self.settings.coffee_day else {})
            | ({"Q_COFFEE_OPEN_DAYS": self.settings.coffee_open_days} if self.settings.coffee_open_days else {})
            | ({"Q_RETENTION_DAYS": self.settings.retention_days} if self.settings.retention_days else {})
        )

    def _key(self, variable: str, given: str) -> dict[str, str]:
        if given:
            return {variable: given}
        return {f"{variable}_FILE": str(self.home.secret(variable.lower()))}


def _with_files(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for wanted in names for name in (wanted, f"{wanted}_FILE"))


def choose_ports(settings: RunnerSettings, home: Home, services: tuple[str, ...], ports: Ports) -> dict[str, int]:
    """Pick every port, those of last time where they are still free, and remember them."""
    gateway = ports.given(settings.port, settings.bind) if settings.port else ports.public("gateway", settings.bind)
    private = (*PRIVATE_PORTS, *(f"{name}-health" for name in services))
    chosen = {"gateway": gateway} | {name: ports.private(name) for name in private}
    home.remember("ports", chosen)
    return chosen
