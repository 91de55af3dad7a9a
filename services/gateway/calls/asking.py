"""Asking other services: what a call is, and who asks it, with which deadline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bus import errors
from bus.cause import Caused
from bus.rpc import How, Pending, RpcClient
from services.gateway.silences import Silences

ASK_TIMEOUT_S = 3.0
TELL_TIMEOUT_S = 8.0

Answer = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """Name an RPC of a service and its arguments; nothing has been sent yet."""

    service: str
    method: str
    request: Mapping[str, Any]


@dataclass(frozen=True)
class Question(Call):
    """A read. Where it `may_lag`, who answers hears of people by events: a refusal may mean no more than “not yet”."""

    may_lag: bool = False


class Command(Call):
    """A change."""


@dataclass(frozen=True)
class Asker:
    """Ask for one person (or for nobody, `actor=None`): the signed actor, and why, travel with every call."""

    client: RpcClient
    actor: str | None
    caused: Caused
    silences: Silences = field(default_factory=Silences)

    def ask(self, question: Question, timeout_s: float = ASK_TIMEOUT_S) -> Answer:
        """Return the answer; raises the errors of `bus.errors`, `Unavailable` after the deadline."""
        with self.silences.listening(question.service):
            return self.client.call(*_parts(question), **self._how(timeout_s))

    def ask_together(self, timeout_s: float = ASK_TIMEOUT_S, **questions: Question) -> dict[str, Answer | None]:
        """Ask all at once and return the answers by name: None for what cannot be had; refusals travel.

        Who has just not answered is not asked.
        """
        return self._answers(questions, self._pending(questions, timeout_s))

    def ask_beside(self, question: Question, **beside: Question) -> tuple[Answer, dict[str, Answer | None]]:
        """Ask one as `ask` does and others at the same time as `ask_together` does; return both their answers."""
        with self.silences.listening(question.service):
            first = self.client.start(*_parts(question), **self._how(ASK_TIMEOUT_S))
            pending = self._pending(beside, ASK_TIMEOUT_S)
            answer: Answer = first.result()
        return answer, self._answers(beside, pending)

    def tell(self, command: Command, command_id: str, timeout_s: float = TELL_TIMEOUT_S) -> Answer:
        """Carry out a command once, however often one `command_id` is told; return its first answer."""
        how: How = {**self._how(timeout_s), "command_id": command_id}
        with self.silences.listening(command.service):
            return self.client.call(*_parts(command), **how)

    def _pending(self, questions: Mapping[str, Question], timeout_s: float) -> dict[str, Pending | None]:
        return {name: self._start(question, timeout_s) for name, question in questions.items()}

    def _answers(
        self, questions: Mapping[str, Question], pending: Mapping[str, Pending | None]
    ) -> dict[str, Answer | None]:
        return {name: self._answer_or_none(questions[name], answer) for name, answer in pending.items()}

    def _start(self, question: Question, timeout_s: float) -> Pending | None:
        if self.silences.is_silent(question.service):
            return None
        try:
            return self.client.start(*_parts(question), **self._how(timeout_s))
        except (errors.Unavailable, errors.Internal):
            return None

    def _answer_or_none(self, question: Question, pending: Pending | None) -> Answer | None:
        if pending is None:
            return None
        try:
            with self.silences.listening(question.service):
                answer: Answer = pending.result()
                return answer
        except (errors.Unavailable, errors.Internal):
            return None
        except (errors.NotFound, errors.Refused):
            if not question.may_lag:
                raise
            return None

    def _how(self, timeout_s: float) -> How:
        return {"actor": self.actor, "caused": self.caused, "timeout_s": timeout_s}


def _parts(call: Call) -> tuple[str, str, dict[str, Any]]:
    return call.service, call.method, dict(call.request)


def given(**arguments: Any) -> dict[str, Any]:
    """Return the arguments that are not None."""
    return {name: value for name, value in arguments.items() if value is not None}
