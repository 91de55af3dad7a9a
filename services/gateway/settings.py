"""What the gateway reads from its environment, once, at start."""

from dataclasses import dataclass

from bus.settings import BusSettings, setting, switch


@dataclass(frozen=True, kw_only=True)
class GatewaySettings(BusSettings):
    """Hold the gateway's settings beside those of the bus.

    `url` is the public address, used in links; cookies are Secure when it is https. `proxies` counts the
    reverse proxies in front whose X-Forwarded-* headers are trusted. `mailbox` is a folder of *.eml files,
    shown at /mailbox by the local runner only. `contact` is the address that the contact page names. `demo`
    allows passwords that are known to everyone.
    """

    cookie_key: str = setting("Q_COOKIE_KEY", secret=True)
    link_key: str = setting("Q_LINK_KEY", secret=True)
    url: str = setting("Q_URL", "http://127.0.0.1:8080")
    bind: str = setting("Q_BIND", "127.0.0.1")
    port: int = setting("Q_PORT", 8080, read=int)
    proxies: int = setting("Q_PROXIES", 0, read=int)
    mailbox: str = setting("Q_MAILBOX", "")
    contact: str = setting("Q_CONTACT", "")
    demo: bool = setting("Q_DEMO", False, read=switch)

    @property
    def secure(self) -> bool:
        """Tell whether the public address is https."""
        return self.url.startswith("https://")
