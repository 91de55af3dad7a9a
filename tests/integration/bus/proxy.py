"""A network that can fall silent: connections stay open and nothing comes through any more."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class SilentNetwork:
    """Forwards TCP connections to a server until `fall_silent`; later ones are forwarded again."""

    def __init__(self, uri: str) -> None:
        target = urlsplit(uri)
        self._target = (target.hostname, target.port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = uri.replace(f"{target.hostname}:{target.port}", f"127.0.0.1:{self._listener.getsockname()[1]}")
        self._silent = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def fall_silent(self) -> None:
        """Stop forwarding on every connection that is open now."""
        self._silent.set()
        self._silent = threading.Event()

    def close(self) -> None:
        self._silent.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                for source, sink in ((client, server), (server, client)):
                    threading.Thread(target=_forward, args=(source, sink, self._silent), daemon=True).start()


def _forward(source: socket.socket, sink: socket.socket, silent: threading.Event) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            if silent.is_set():
                return
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
