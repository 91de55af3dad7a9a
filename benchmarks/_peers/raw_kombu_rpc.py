"""Bare kombu with direct reply-to: transient messages without confirms, one connection a side, prefetch 100."""

from __future__ import annotations

import itertools
from typing import Any

from kombu import Connection, Consumer, Message, Producer, Queue

from benchmarks._peers._common import ANSWER, URI, forget, in_flight, main, tell

QUEUE = Queue("bench.kombu.rpc", durable=True)
REPLIES = Queue("amq.rabbitmq.reply-to", no_declare=True)


def serve() -> None:
    forget(QUEUE.name)
    with Connection(URI) as connection, connection.channel() as channel:
        producer = Producer(channel, serializer="json", auto_declare=False)

        def answer(request: object, message: Message) -> None:
            asked = message.properties
            producer.publish(
                {"result": ANSWER, "error": None},
                routing_key=asked["reply_to"],
                correlation_id=asked["correlation_id"],
                delivery_mode=1,
            )
            message.ack()

        with Consumer(channel, [QUEUE], callbacks=[answer], accept=["json"], prefetch_count=100):
            tell("ready")
            while True:
                connection.drain_events()


def call(n: int, most: int) -> None:
    answers: dict[str, Any] = {}
    names = map(str, itertools.count())
    with Connection(URI) as connection, connection.channel() as channel:
        producer = Producer(channel, serializer="json", auto_declare=False)

        def ask() -> str:
            correlation = next(names)
            request: dict[str, Any] = {"args": [], "kwargs": {}}
            producer.publish(
                request, routing_key=QUEUE.name, correlation_id=correlation, reply_to=REPLIES.name, delivery_mode=1
            )
            return correlation

        def result(correlation: str) -> Any:
            while correlation not in answers:
                connection.drain_events(timeout=10)
            return answers.pop(correlation)["result"]

        def answered(answer: Any, message: Message) -> None:
            answers[message.properties["correlation_id"]] = answer

        with Consumer(channel, [REPLIES], callbacks=[answered], accept=["json"], no_ack=True, auto_declare=False):
            result(ask())
            tell("began")
            in_flight(n, most, ask, result)
            tell("done")


if __name__ == "__main__":
    main({"serve": serve, "call": call})
