"""Structured logs: one JSON object a line, of fields from an allow-list, so that no personal data slips in."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

_FRAMES = 6
ALLOWED = frozenset(
    [
        "event",
        "level",
        "timestamp",
        "logger",
        "module",
        "service",
        "incident",
        "code",
        "kind",
        "method",
        "queue",
        "exchange",
        "type",
        "source",
        "subject",
        "id",
        "sequence",
        "attempt",
        "delay_s",
        "count",
        "pid",
        "port",
        "job",
        "due",
        "error",
        "where",
        "correlation_id",
        "causation_id",
        "command_id",
        "actor_id",
        "person_id",
        "member_id",
        "application_id",
        "assessment_id",
        "region",
        "role",
        "outcome",
        "notice_id",
        "mail_id",
        "link_id",
        "purpose",
        "dropped",
        "status",
        "state",
        "path",
        "duration_ms",
        "size",
        "reason",
        "age_s",
        "fill",
        "sent",
    ]
)


def configure(service: str, level: str = "info", stream: TextIO = sys.stdout) -> None:
    """Write logs of this process to `stream`. Call once, at start."""

    def say_service(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {"service": service} | dict(fields)

    structlog.configure(
        processors=[
            say_service,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_texts,
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        logger_factory=structlog.WriteLoggerFactory(stream),
    )
    libraries = logging.StreamHandler(stream)
    libraries.setFormatter(_Template())
    logging.basicConfig(level="WARNING", handlers=[libraries], force=True)


def get(name: str) -> Any:
    """Return a logger: `log.info("application.submitted", application_id=...)`."""
    return structlog.get_logger(module=name)


class _Template(logging.Formatter):
    """Shows of a library's record only the unfilled template, because what is filled in may be personal."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        return json.dumps(
            {"event": str(record.msg)[:200], "logger": record.name, "level": record.levelname, "error": kind}
        )


def _without_texts(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and where it was raised: its text and its variables hold data."""
    raised = sys.exc_info() if fields.pop("exc_info", None) else (None, None, None)
    if raised[0]:
        frames = traceback.extract_tb(raised[2])[-_FRAMES:]
        fields["error"] = raised[0].__name__
        fields["where"] = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames)
    return fields


def _only_allowed(_: Any, __: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    kept = {key: value for key, value in fields.items() if key in ALLOWED}
    dropped = sorted(set(fields) - set(kept))
    return kept | {"dropped": dropped} if dropped else kept
