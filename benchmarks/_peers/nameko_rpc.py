"""Stock nameko: `rpc` and the standalone cluster proxy, asked with `call_async`; ten workers, more were not faster."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

from typing import Any  # noqa: E402

from eventlet.event import Event  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.rpc import rpc  # noqa: E402
from nameko.standalone.rpc import ClusterRpcProxy  # noqa: E402

from benchmarks._peers._common import ANSWER, URI, in_flight, main, tell  # noqa: E402

CONFIG = {"AMQP_URI": URI, "max_workers": 10}


class Server:
    name = "bench_server"

    @rpc
    def get_reference(self) -> dict[str, Any]:
        return ANSWER


def serve() -> None:
    container = ServiceContainer(Server, CONFIG)
    container.start()
    tell("ready")
    Event().wait()


def call(n: int, most: int) -> None:
    with ClusterRpcProxy(CONFIG, timeout=10) as proxy:
        ask = proxy.bench_server.get_reference
        ask()
        tell("began")
        in_flight(n, most, ask.call_async, lambda reply: reply.result())
        tell("done")


if __name__ == "__main__":
    main({"serve": serve, "call": call})
