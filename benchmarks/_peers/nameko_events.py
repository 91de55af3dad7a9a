"""Stock nameko: `event_handler` and the standalone dispatcher, with a durable queue and a confirm for each event.

Ten workers: more were not faster.
"""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

from eventlet.event import Event  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402
from nameko.events import event_handler  # noqa: E402
from nameko.standalone.events import event_dispatcher  # noqa: E402

from benchmarks._peers._common import EVENT, URI, counting, forget, main, tell  # noqa: E402

CONFIG = {"AMQP_URI": URI, "max_workers": 10}
QUEUE = "evt-bench_source-role.granted--bench_consumer.keep"


def consume(n: int) -> None:
    done = Event()
    count = counting(n, done.send)

    class Consumer:
        name = "bench_consumer"

        @event_handler("bench_source", "role.granted")
        def keep(self, payload: dict[str, object]) -> None:
            count()

    forget(QUEUE)
    container = ServiceContainer(Consumer, CONFIG)
    container.start()
    tell("ready")
    done.wait()
    tell("done")
    container.stop()
    forget(QUEUE)


def publish(n: int) -> None:
    dispatch = event_dispatcher(CONFIG)
    dispatch("bench_source", "nobody.listens", EVENT)
    tell("began")
    for _ in range(n):
        dispatch("bench_source", "role.granted", EVENT)


if __name__ == "__main__":
    main({"consume": consume, "publish": publish})
