"""What a process counts and times, for Prometheus: `/metrics` on its health port.

Nothing is counted an event at a time: a batch, a call or a published batch is one observation, so that counting
costs nothing that matters. Every process serves one service, so no label names it; labels are never ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_TIMES_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

EVENTS = Counter("q_events", "Events taken from a queue: handled, retried, parked or skipped.", ["queue", "outcome"])
BATCH_EVENTS = Histogram("q_batch_events", "Events handled in one transaction.", ["queue"], buckets=_SIZES)
BATCH_S = Histogram("q_batch_seconds", "From taking a batch to its acknowledgement.", ["queue"], buckets=_TIMES_S)
EVENT_S = Histogram("q_event_seconds", "The same for one event: a batch's mean.", ["queue"], buckets=_TIMES_S)
ANSWERED_S = Histogram(
    "q_answered_seconds", "From starting on a call to its answer.", ["method", "outcome"], buckets=_TIMES_S
)
LATE = Counter("q_calls_late", "Calls left undone, since their caller had stopped waiting.")
CALLED_S = Histogram(
    "q_called_seconds",
    "From asking another service to its answer.",
    ["service", "method", "outcome"],
    buckets=_TIMES_S,
)
PUBLISHED = Counter("q_published", "Events that the broker confirmed: routed to a queue, or unrouted.", ["outcome"])
RUNS = Counter("q_runs", "Runs of a scheduled job: done or failed.", ["job", "outcome"])

_NOW = {
    "q_ready": ("Whether the process can do its work.", ("ready",)),
    "q_broker_up": ("Whether both links to the broker are open.", ("broker",)),
    "q_database_up": ("Whether the database answers.", ("database",)),
    "q_relay_leads": ("Whether this process publishes the service's outbox.", ("leads",)),
    "q_outbox_waiting": ("Events that wait to be published, 1,000 at most.", ("outbox", "waiting")),
    "q_outbox_lag_seconds": ("How long the oldest of them has waited.", ("outbox", "lag_s")),
    "q_outbox_unrouted": ("Events of the last 30 days that reached no queue, 1,000 at most.", ("outbox", "unrouted")),
}


def batch(queue: str, events: int, took_s: float) -> None:
    """Count a batch that is acknowledged."""
    BATCH_EVENTS.labels(queue).observe(events)
    BATCH_S.labels(queue).observe(took_s)
    EVENT_S.labels(queue).observe(took_s / events)


def text(state: Mapping[str, Any]) -> bytes:
    """Return all there is in the text format of Prometheus; `state` is what the host says of its health."""
    now = CollectorRegistry()
    now.register(_Now(state))
    return bytes(generate_latest(REGISTRY) + generate_latest(now))


class _Now(Collector):
    """The state of this moment as gauges."""

    def __init__(self, state: Mapping[str, Any]) -> None:
        self._state = state

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (about, path) in _NOW.items():
            value: Any = self._state
            for key in path:
                value = value[key]
            yield GaugeMetricFamily(name, about, value=float(value))
        links = GaugeMetricFamily("q_link_open", "Whether a link to the broker is open.", labels=["link"])
        for link, is_open in self._state["links"].items():
            links.add_metric([link], float(is_open))
        yield links
