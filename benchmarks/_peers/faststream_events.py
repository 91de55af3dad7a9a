"""FastStream on aio-pika: a quorum queue, persistent messages, 500 confirms awaited at a time, prefetch 500.

It looks at no types of arguments (`apply_types=False`), which takes a third less of the processor for each event.
"""

from __future__ import annotations

import asyncio
import logging

from faststream.rabbit import Channel, QueueType, RabbitBroker, RabbitQueue

from benchmarks._peers._common import EVENT, URI, counting, forget, main, tell

QUEUE = RabbitQueue("bench.faststream", queue_type=QueueType.QUORUM, durable=True)
PIPELINED = 500


def _broker() -> RabbitBroker:
    channel = Channel(prefetch_count=PIPELINED)
    return RabbitBroker(URI, default_channel=channel, apply_types=False, logger=None, log_level=logging.ERROR)


async def _consume(n: int) -> None:
    done = asyncio.Event()
    count = counting(n, done.set)
    broker = _broker()

    @broker.subscriber(QUEUE)
    async def keep(event: dict[str, object]) -> None:
        count()

    async with broker:
        await broker.start()
        tell("ready")
        await done.wait()
        tell("done")


async def _publish(n: int) -> None:
    async with _broker() as broker:
        publisher = broker.publisher(QUEUE, persist=True)
        await broker.start()
        tell("began")
        for first in range(0, n, PIPELINED):
            await asyncio.gather(*(publisher.publish(EVENT) for _ in range(first, min(first + PIPELINED, n))))


def consume(n: int) -> None:
    forget(QUEUE.name)
    asyncio.run(_consume(n))
    forget(QUEUE.name)


def publish(n: int) -> None:
    asyncio.run(_publish(n))


if __name__ == "__main__":
    main({"consume": consume, "publish": publish})
