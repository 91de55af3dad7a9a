"""Run the gateway under gunicorn with gevent; the bus lives in the worker, as greenlets."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from flask import Flask  # noqa: E402
from gunicorn.app.base import BaseApplication  # noqa: E402
from gunicorn.workers.ggevent import GeventWorker  # noqa: E402

from bus import logs  # noqa: E402
from bus.host import Host  # noqa: E402
from bus.settings import load  # noqa: E402
from services.gateway.app import create_app  # noqa: E402
from services.gateway.live import streams  # noqa: E402
from services.gateway.service import GatewayService  # noqa: E402
from services.gateway.settings import GatewaySettings  # noqa: E402


class Worker(GeventWorker):  # type: ignore[misc]
    """Ends the live streams first, so that no stop waits for them."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Begin to stop; a signal's handler itself must not wait for anything."""
        gevent.spawn(streams.end)
        super().handle_exit(sig, frame)


class Gateway(BaseApplication):  # type: ignore[misc]
    """Serve the pages and host the gateway's doors in each worker (one by default: WEB_CONCURRENCY)."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Fix what gunicorn would otherwise read from files and the command line."""
        options: dict[str, Any] = {
            "bind": f"{self.settings.bind}:{self.settings.port}",
            "worker_class": Worker,
            "workers": int(os.environ.get("WEB_CONCURRENCY", "1")),
            "worker_connections": 1000,
            "graceful_timeout": 10,
            "keepalive": 2,
            "proc_name": "q-gateway",
            "control_socket_disable": True,
            "worker_exit": lambda arbiter, worker: self.host.stop(),
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Start the doors and make the web application, after the worker was forked."""
        logs.configure("gateway", self.settings.log_level)
        self.host = Host(GatewayService, self.settings)
        self.host.start()
        return create_app(self.settings, self.host)


if __name__ == "__main__":
    Gateway(load(GatewaySettings, os.environ)).run()
