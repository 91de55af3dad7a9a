"""Somebody else's service, written with nothing but stock nameko; and a stock client, when run as a program."""

import json
import sys

from nameko.events import EventDispatcher, event_handler
from nameko.rpc import rpc
from nameko.standalone.rpc import ClusterRpcProxy


class Stocky:
    name = "stocky"
    dispatch = EventDispatcher()

    @event_handler("shop", "order.placed")
    def heard(self, payload):  # type: ignore[no-untyped-def]
        self.dispatch("order.echoed", payload)

    @rpc
    def double(self, number):  # type: ignore[no-untyped-def]
        return 2 * number


def ask(uri: str, service: str, method: str, arguments: dict[str, object]) -> str:
    """Call with stock ClusterRpcProxy; return the answer, or the error as a stock client sees it."""
    with ClusterRpcProxy({"AMQP_URI": uri}, timeout=10) as proxy:
        try:
            return json.dumps(getattr(getattr(proxy, service), method)(**arguments))
        except Exception as error:  # the test reads which
            return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    print(ask(sys.argv[1], sys.argv[2], sys.argv[3], json.loads(sys.argv[4])))
