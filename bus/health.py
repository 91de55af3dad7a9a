"""How a process does, over HTTP.

`/health/live` says that it answers, `/health/ready` that it can do its work, `/metrics` what it counts and times.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bus import metrics

Check = Callable[[], dict[str, Any]]


class HealthServer:
    """A small server of its own port, so that a busy broker cannot hide whether the process lives."""

    def __init__(self, bind: str, port: int, check: Check) -> None:
        self._server = _Server((bind, port), _handler(check))
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name="health", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_port = True
    """A web worker that takes over starts before the old one has ended."""


def _handler(check: Check) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/health/live":
                self._say(200, {"live": True})
            elif self.path == "/health/ready":
                state = check()
                self._say(200 if state["ready"] else 503, state)
            elif self.path == "/metrics":
                self._send(200, metrics.text(check()), metrics.CONTENT_TYPE)
            else:
                self._say(404, {"paths": ["/health/live", "/health/ready", "/metrics"]})

        def _say(self, status: int, body: dict[str, Any]) -> None:
            self._send(status, json.dumps(body).encode(), "application/json")

        def _send(self, status: int, text: bytes, content_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(text)))
            with suppress(ConnectionError):  # whoever asked may have gone
                self.end_headers()
                self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            """Say nothing: a check every few seconds is no news."""

    return Handler
