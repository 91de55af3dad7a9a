"""Bare kombu: a quorum queue, persistent messages, confirms awaited 500 at a time, acknowledged 100 at a time."""

from __future__ import annotations

from kombu import Connection, Consumer, Exchange, Message, Producer, Queue

from benchmarks._peers._common import EVENT, URI, counting, forget, main, tell

EVENTS = Exchange("bench.kombu", "topic", durable=True)
QUEUE = Queue("bench.kombu", EVENTS, "role.granted", durable=True, queue_arguments={"x-queue-type": "quorum"})
PIPELINED, ACKNOWLEDGED = 500, 100


def consume(n: int) -> None:
    forget(QUEUE.name)
    done: list[bool] = []
    count = counting(n, lambda: done.append(True))
    handled = 0

    def keep(event: object, message: Message) -> None:
        nonlocal handled
        handled += 1
        count()
        if handled % ACKNOWLEDGED == 0 or done:
            message.ack(multiple=True)

    with Connection(URI) as connection, connection.channel() as channel:
        with Consumer(channel, [QUEUE], callbacks=[keep], accept=["json"], prefetch_count=PIPELINED):
            tell("ready")
            while not done:
                connection.drain_events()
        tell("done")
    forget(QUEUE.name)


def publish(n: int) -> None:
    with Connection(URI, transport_options={"confirm_publish": False}) as connection:
        channel = connection.channel()
        pending = _Pending(channel)
        producer = Producer(channel, EVENTS, serializer="json", auto_declare=False)
        tell("began")
        for number in range(1, n + 1):
            producer.publish(EVENT, routing_key="role.granted", delivery_mode=2)
            if number % PIPELINED == 0 or number == n:
                pending.wait_for(number, connection)


class _Pending:
    """Counts confirms; the broker confirms one, or all up to one."""

    def __init__(self, channel: object) -> None:
        self._confirmed: set[int] = set()
        self._up_to = 0
        channel.confirm_select()  # type: ignore[attr-defined]
        channel.events["basic_ack"].add(self._acknowledged)  # type: ignore[attr-defined]

    def _acknowledged(self, tag: int, multiple: bool) -> None:
        if multiple:
            self._up_to = max(self._up_to, tag)
        else:
            self._confirmed.add(tag)

    def wait_for(self, number: int, connection: Connection) -> None:
        while self._up_to < number:
            while self._up_to + 1 in self._confirmed:
                self._up_to += 1
                self._confirmed.discard(self._up_to)
            if self._up_to < number:
                connection.drain_events()


if __name__ == "__main__":
    main({"consume": consume, "publish": publish})
