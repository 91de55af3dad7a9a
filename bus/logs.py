"""Structured logs: one JSON object a line, of fields from an allow-list, so that no personal data slips in."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_FRAMES = 6
ALLOWED = frozenset(
    """event level timestamp logger service incident code kind method queue exchange type source subject id sequence
    attempt delay_s count pid port job due error where correlation_id causation_id command_id actor_id person_id
    member_id application_id assessment_id region role outcome notice_id mail_id link_id purpose status state path
    duration_ms size reason age_s""".split()
)


def configure(service: str, level: str = "info") -> None:
    """Write logs of this process to standard output. Call once, at start."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_texts,
            _only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    structlog.contextvars.bind_contextvars(service=service)
    logging.basicConfig(stream=sys.stdout, level=level.upper(), format="%(message)s", force=True)
    for chatty in ("amqp", "kombu", "pymongo", "nameko"):
        logging.getLogger(chatty).setLevel("WARNING")


def get(name: str) -> Any:
    """Return a logger: `log.info("application.submitted", application_id=...)`."""
    return structlog.get_logger(name)


def _without_texts(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its type and where it was raised: its text and its variables hold data."""
    raised = fields.pop("exc_info", None) and sys.exc_info()
    if raised and raised[0]:
        frames = traceback.extract_tb(raised[2])[-_FRAMES:]
        fields["error"] = raised[0].__name__
        fields["where"] = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames)
    return fields


def _only_allowed(_: Any, __: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    kept = {key: value for key, value in fields.items() if key in ALLOWED}
    dropped = sorted(set(fields) - set(kept))
    return kept | {"dropped": dropped} if dropped else kept
