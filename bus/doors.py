"""The doors of a service: what may be asked of it, and what it listens to.

A decorator here only marks a method and says what it wants; a host (`bus.host`, `bus.nameko`) opens it. The
marked method takes a *job* from its host: the job opens what the handler needs (a transaction, a batch of them,
a read), calls the handler and closes it again. So a handler never sees a transaction, a queue or a batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from marshmallow import RAISE, Schema

from bus.events import Copy

RETRY = "retry"
"""After 1 s, 10 s, 1 min and 10 min, then parked."""
PARK = "park"
"""Parked at the first failure, for an operator to look at."""
SKIP = "skip"
"""Counted and left out; only for projections whose next event says everything again."""

Handler = Callable[..., Any]
Job = Callable[[Handler], Any]
F = TypeVar("F", bound=Callable[..., Any])


class Request(Schema):
    """The arguments of a call; unknown ones are refused."""

    class Meta:
        unknown = RAISE


@dataclass(frozen=True)
class Door:
    """One marked method; `kind` is the name of its mark."""

    kind: str
    method: str
    request: type[Request] | None = None
    events: tuple[type[Copy], ...] = ()
    queue: str = ""
    policy: str = RETRY
    identified_by: tuple[str, ...] = ()
    askers: tuple[str, ...] = ()
    cron: str = ""
    timezone: str = ""


def command(request: type[Request]) -> Callable[[F], F]:
    """Answer a call that changes state: `handler(work, actor, request)` in one transaction with its command row."""
    return _mark("command", request=request)


def query(request: type[Request]) -> Callable[[F], F]:
    """Answer a call that changes nothing: `handler(read, actor, request)`."""
    return _mark("query", request=request)


def operation(request: type[Request], askers: tuple[str, ...] = ("ops",)) -> Callable[[F], F]:
    """Answer a call about how the service runs: `handler(actor, request)`, in no unit of work, repeatable.

    Only the services named by `askers` may ask; an empty tuple lets every service ask.
    """
    return _mark("operation", request=request, askers=askers)


def projection(*events: type[Copy], queue: str, policy: str = RETRY) -> Callable[[F], F]:
    """Build copies of another service's facts: `handler(work, event)`, newest state last whatever the order of arrival.

    The types share one source and one kind of aggregate: the version guard is per (queue, source, subject).
    """
    return _mark("projection", events=events, queue=queue, policy=policy)


def reaction(
    *events: type[Copy], queue: str, policy: str = RETRY, identified_by: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Cause an effect once for each event: `handler(work, event)`, with an inbox row in the same transaction.

    A stock publisher cannot give its messages an id; `identified_by` names the body fields that identify one, and
    so welcomes such messages of the one type that is bound.
    """
    if policy == SKIP:
        raise ValueError("a reaction may not be skipped: its effect would be lost")
    if identified_by and len(events) != 1:
        raise ValueError("messages without an id are welcome for one type at a time")
    if any(_is_personal(events[0], name) for name in identified_by):
        raise ValueError("an id outlasts the person: no personal field may be part of one")
    return _mark("reaction", events=events, queue=queue, policy=policy, identified_by=identified_by)


def erasure(event: type[Copy], queue: str) -> Callable[[F], F]:
    """Erase what this service keeps of a person: `handler(work, person_id)`, soon after `event` told of it.

    The event's subject is the person, of whom the other handlers hear nothing any more but tombstones. The handler runs
    several times, in transactions of its own; when there is too much for one it returns True, to be called again.
    """
    return _mark("erasure", events=(event,), queue=queue)


def listen(*events: type[Copy]) -> Callable[[F], F]:
    """Hear events in every process while it lives: `handler(event)`, at most once, no database."""
    return _mark("listen", events=events)


def scheduled(cron: str, timezone: str = "Europe/London") -> Callable[[F], F]:
    """Do something at set times, once for all processes: `handler(work, run)` in one transaction with the run's row.

    What takes longer than a transaction goes in steps: a handler that returns a cursor (anything but None that
    MongoDB keeps) is called again, in the next transaction, with that cursor in `run`. A run that fails is tried
    again until the next is due. Cron as Debian has it: at a fixed hour once a day, also when the clocks change.
    """
    try:
        next(CronSim(cron, datetime.now(ZoneInfo(timezone))))
    except (CronSimError, StopIteration) as error:
        raise ValueError(f"no time is ever meant by {cron!r}") from error
    return _mark("scheduled", cron=cron, timezone=timezone)


def background(method: F) -> F:
    """Run `method(database, stop)` in one thread a process until `stop` is set; started again when it raises."""
    marked: F = _mark("background")(method)
    return marked


def doors_of(service: type) -> Iterator[Door]:
    """Yield the doors of a service class, in the order in which they are written."""
    for name in dict.fromkeys(name for cls in reversed(service.__mro__) for name in vars(cls)):
        door = getattr(getattr(service, name), "door", None)
        if door is not None:
            yield door


def _is_personal(event: type[Copy], name: str) -> bool:
    field = event().fields.get(name)
    return field is not None and bool(field.metadata.get("personal"))


def _mark(kind: str, **wants: Any) -> Callable[[F], F]:
    sources = {(event.source, event.private) for event in wants.get("events", ())}
    if len(sources) > 1:
        raise ValueError("a subscription binds types of one source; declare a second one for the other")

    def mark(method: F) -> F:
        @wraps(method)
        def opened(service: Any, job: Job) -> Any:
            return job(partial(method, service))

        opened.door = Door(kind, method.__name__, **wants)  # type: ignore[attr-defined]
        return opened  # type: ignore[return-value]

    return mark
