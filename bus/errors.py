"""The only errors that cross a service's boundary: a kind, a stable code, and what the caller can mend.

Anything else that is raised becomes `Internal` with an incident id, because exception texts hold data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Problem(Exception):
    """Say why a call was not carried out.

    `code` is a stable snake_case word; `errors` is a list of `{"pointer", "code", "message"}` with JSON pointers
    into the request; `data` may carry the present state (for a conflict).
    """

    kind = "internal"
    code = "internal"

    def __init__(
        self,
        code: str | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.code = code or type(self).code
        self.errors = [dict(error) for error in errors]
        self.data = dict(data) if data is not None else None
        super().__init__(self.code)

    def to_wire(self) -> dict[str, Any]:
        return {"kind": self.kind, "code": self.code, "errors": self.errors, "data": self.data}


class NotFound(Problem):
    """The thing is not there, or the caller may not know that it is."""

    kind = code = "not_found"


class Refused(Problem):
    """The caller may not do this."""

    kind = code = "refused"


class Invalid(Problem):
    """The request is not understood; `errors` says field by field what to mend."""

    kind = "invalid"
    code = "invalid_request"


class Conflict(Problem):
    """The request is sound but the state has moved on, or forbids it."""

    kind = code = "conflict"


class Unavailable(Problem):
    """No answer came before the deadline, or the service is away; repeating with the same command id is safe."""

    kind = code = "unavailable"


class Internal(Problem):
    """Something went wrong inside; `data["incident"]` finds it in the logs."""

    kind = code = "internal"


class Duplicate(Exception):
    """A unique index refused an insert; the store that knows the index turns it into a Conflict of its own."""

    def __init__(self, index: str, collection: str = "") -> None:
        self.index, self.collection = index, collection
        super().__init__(index)


KINDS: dict[str, type[Problem]] = {
    kind.kind: kind for kind in (NotFound, Refused, Invalid, Conflict, Unavailable, Internal)
}


def from_wire(problem: Mapping[str, Any]) -> Problem:
    """Rebuild the problem that another service answered with."""
    kind = KINDS.get(str(problem.get("kind")), Internal)
    return kind(str(problem.get("code", kind.code)), problem.get("errors") or (), problem.get("data"))
