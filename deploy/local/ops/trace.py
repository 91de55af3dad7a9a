"""`./q ops trace ID`: what caused what, in which service, and how long each hop took.

Every service is asked for its own part: the commands and events that share a correlation, then what became of
those events in its queues. Commands are known for 7 days, events for 30.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bus.times import from_text
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, age, show
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure

AT_ONCE = 50
NOTHING = (
    "Nothing is known of {id}: commands are kept 7 days, events 30. The number of a request that changed nothing "
    "stands in the logs alone: grep it in Q_HOME/logs. A message that none of our services published is not traced: "
    "'./q ops parked' lists those that could not be handled."
)

Node = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "show what caused what, for an event, a command or a correlation"
    tracing = add_command(commands, "trace", look, about, "trace 01938f3e-6c1c-7c5a-9f37-0d4b5a3c2f11")
    tracing.add_argument("id", metavar="ID", help="an event's id, a command's, or a correlation's")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Show the tree; 1 when a service did not answer, so that its part is missing."""
    story = trace(asking, SERVICES, arguments.id)
    if not story["roots"]:
        unsure = f" {', '.join(story['missing'])} did not answer, though." if story["missing"] else ""
        raise Failure(NOTHING.format(id=arguments.id) + unsure)
    show(arguments, story, _lines(story))
    return 1 if story["missing"] else 0


def trace(asking: Operator, services: Iterable[str], identifier: str) -> dict[str, Any]:
    """Return `{id, correlation_ids, roots, missing, complete}`; each node holds what it `caused`."""
    asked = _Asked(asking, tuple(services))
    asked.gather(identifier)
    for correlation in sorted(asked.correlations - {identifier}):
        asked.gather(correlation)
    asked.follow()
    return {
        "id": identifier,
        "correlation_ids": sorted(asked.correlations),
        "roots": _grown(asked.nodes.values()),
        "missing": sorted(asked.missing),
        "complete": asked.complete,
    }


class _Asked:
    """What the services have answered so far."""

    def __init__(self, asking: Operator, services: Sequence[str]) -> None:
        self._asking, self._services = asking, services
        self.nodes: dict[str, Node] = {}
        self.correlations: set[str] = set()
        self.missing: set[str] = set()
        self.complete = True

    def gather(self, identifier: str) -> None:
        """Add the commands and events that have this id or belong to this correlation."""
        for service, part in self._ask("bus_trace", {"id": identifier}):
            self.complete = self.complete and part["complete"]
            for row in part["commands"]:
                self._add({"kind": "command", "service": service, **row})
            for row in part["events"]:
                self._add({"kind": "event", "service": service, "queues": [], **row})

    def follow(self) -> None:
        """Add to each event what became of it in each queue."""
        events = [_said(node) for node in self.nodes.values() if node["kind"] == "event"]
        for start in range(0, len(events), AT_ONCE):
            for service, part in self._ask("bus_handled", {"events": events[start : start + AT_ONCE]}):
                for hop in part["items"]:
                    event = self.nodes[hop.pop("event")]
                    event["queues"].append({"service": service, **hop, "after_ms": _ms(event["at"], hop["at"])})

    def _ask(self, method: str, request: dict[str, Any]) -> Iterable[tuple[str, Any]]:
        there = [service for service in self._services if service not in self.missing]
        answers, missing = self._asking.ask_each(there, method, request)
        self.missing.update(missing)
        return answers.items()

    def _add(self, node: Node) -> None:
        self.nodes[node["id"]] = node | {"caused": []}
        self.correlations |= {node["correlation_id"]} - {"", None}


def _said(event: Node) -> dict[str, Any]:
    return {"source": event["service"], **{name: event[name] for name in ("id", "type", "subject", "sequence")}}


def _grown(nodes: Iterable[Node]) -> list[Node]:
    """Hang each node below what caused it, oldest first, and return those that nothing known caused."""
    in_time = sorted(nodes, key=lambda node: (node["at"], node["id"]))
    known, caused = {node["id"]: node for node in in_time}, defaultdict(list)
    for node in in_time:
        cause = known.get(node["causation_id"])
        caused[cause["id"] if cause else ""].append(node)
        node["after_ms"] = _ms(cause["at"], node["at"]) if cause else None
        node["published_ms"] = _ms(node["at"], node.get("published_at"))
    for node in in_time:
        node["caused"] = caused[node["id"]]
    return caused[""]


def _ms(start: str, end: str | None) -> float | None:
    """Return the milliseconds between two times; never less than none, since machines' clocks differ."""
    return max(0.0, (from_text(end) - from_text(start)).total_seconds() * 1000) if end else None


def _lines(story: dict[str, Any]) -> Iterator[str]:
    yield f"correlation {', '.join(story['correlation_ids'])}"
    for root in story["roots"]:
        yield f"{_told(root)}  {root['at']}"
        yield from _branches(root, "")
    if not story["complete"]:
        yield "There is more than is shown here."
    yield from (f"{service} did not answer: its part is missing." for service in story["missing"])


def _branches(node: Node, indent: str) -> Iterator[str]:
    hops = [(_hop(node, hop), None) for hop in node.get("queues", ())]
    twigs = [*hops, *((_told(caused), caused) for caused in node["caused"])]
    for number, (text, below) in enumerate(twigs, 1):
        is_last = number == len(twigs)
        yield f"{indent}{'└─' if is_last else '├─'} {text}"
        if below:
            yield from _branches(below, indent + ("   " if is_last else "│  "))


def _told(node: Node) -> str:
    after = f", after {_age(node['after_ms'])}" if node["after_ms"] is not None else ""
    if node["kind"] == "command":
        return f"command {node['service']}.{node['method'] or '?'}{after}  {node['id']}"
    return f"event {node['type']} of {node['service']}{after}, {_published(node)}  {node['id']}"


def _published(event: Node) -> str:
    if event["published_at"] is None:
        return "NOT YET PUBLISHED"
    reached = ", reached no queue" if event["unrouted"] else ""
    return f"published after {_age(event['published_ms'])}{reached}"


def _hop(event: Node, hop: Node) -> str:
    failed = f"attempt {hop['attempt']}: {hop['error']}" if "error" in hop else ""
    after = _age(hop["after_ms"])
    said = {
        "handled": f"handled after {after}" + (f" (failed at {failed})" if failed else ""),
        "superseded": f"superseded by a later state after {after}",
        "parked": f"PARKED after {after}, {failed}",
        "retrying": f"failed at {failed}; again at {hop.get('due_at')}",
        "waiting": "never arrived" if event["unrouted"] else "waiting",
    }
    return f"→ {hop['queue']} {said[hop['state']]}"


def _age(milliseconds: float | None) -> str:
    return age(None if milliseconds is None else milliseconds / 1000)
