"""Says what the gateway asks of the other services, so that pages and API ask the same things.

Each function names one RPC and its arguments and sends nothing: `Asker.ask` sends a question, `Asker.tell` a
command, `Asker.ask_together` several questions at once. The asker carries who is asking; the service decides
what they may do.
"""

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


class Question(Call):
    """A read."""


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
        pending = {name: self._start(question, timeout_s) for name, question in questions.items()}
        return {name: self._answer_or_none(questions[name], answer) for name, answer in pending.items()}

    def tell(self, command: Command, command_id: str, timeout_s: float = TELL_TIMEOUT_S) -> Answer:
        """Carry out a command once, however often one `command_id` is told; return its first answer."""
        how: How = {**self._how(timeout_s), "command_id": command_id}
        with self.silences.listening(command.service):
            return self.client.call(*_parts(command), **how)

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

    def _how(self, timeout_s: float) -> How:
        return {"actor": self.actor, "caused": self.caused, "timeout_s": timeout_s}


def _parts(call: Call) -> tuple[str, str, dict[str, Any]]:
    return call.service, call.method, dict(call.request)


def _given(**arguments: Any) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if value is not None}


# The directory: people, reference data, roles.


def get_reference() -> Question:
    """Regions with their places, backgrounds, topics, offers (Clauses 3, 22 and 25)."""
    return Question("directory", "get_reference", {})


def register_person(address: str) -> Command:
    """Give an address its person_id, the same one every time."""
    return Command("directory", "register_person", {"address": address})


def add_address(person_id: str, address: str) -> Command:
    """Let another address that the person proved lead to them, or `Conflict("address_taken")` when it is another's."""
    return Command("directory", "add_address", {"person_id": person_id, "address": address})


def drop_address(person_id: str, address: str) -> Command:
    """Let an address lead to its person no more."""
    return Command("directory", "drop_address", {"person_id": person_id, "address": address})


def get_my_roles() -> Question:
    """What the asking person may do: `{person_id, roles: [{role, region}], is_member}`."""
    return Question("directory", "get_my_roles", {})


def grant_role(person_id: str, role: str, region: str | None = None) -> Command:
    """Make someone staff, or chair or assessor of a region."""
    return Command("directory", "grant_role", _given(person_id=person_id, role=role, region=region))


def revoke_role(person_id: str, role: str, region: str | None = None) -> Command:
    """Take a role back."""
    return Command("directory", "revoke_role", _given(person_id=person_id, role=role, region=region))


def list_roles(limit: int | None = None, after: str | None = None) -> Question:
    """Page through everyone who holds a role."""
    return Question("directory", "list_roles", _given(limit=limit, after=after))


# The directory: applying (Clauses 12-20).


def save_application(
    fields: Mapping[str, Any], application_id: str | None = None, version: int | None = None
) -> Command:
    """Keep a draft: the fields given replace, absent ones stay; without an id a draft is begun."""
    key = _given(application_id=application_id, version=version)
    return Command("directory", "save_application", {**fields, **key})


def get_my_application() -> Question:
    """The asking person's latest application, or `NotFound("no_application")`."""
    return Question("directory", "get_my_application", {})


def submit_application(application_id: str, version: int) -> Command:
    """Hand a draft in; `Invalid` points at each field that is missing."""
    return Command("directory", "submit_application", {"application_id": application_id, "version": version})


def withdraw_application(application_id: str, version: int) -> Command:
    """Take an application back."""
    return Command("directory", "withdraw_application", {"application_id": application_id, "version": version})


def list_applications(
    region: str | None = None, status: str | None = None, limit: int | None = None, after: str | None = None
) -> Question:
    """Page through the applications of the asking panel member's regions."""
    request = _given(region=region, status=status, limit=limit, after=after)
    return Question("directory", "list_applications", request)


def get_application(application_id: str) -> Question:
    """One application as the asking panel member may see it."""
    return Question("directory", "get_application", {"application_id": application_id})


def save_assessment(
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None = None,
) -> Command:
    """Keep scores as a draft that only their assessor sees."""
    return _assessment("save_assessment", application_id, scores, reasons, version)


def score_application(
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None = None,
) -> Command:
    """Submit final scores, which cannot change afterwards."""
    return _assessment("score_application", application_id, scores, reasons, version)


def _assessment(
    method: str,
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None,
) -> Command:
    request = {"application_id": application_id, "scores": dict(scores), "reasons": dict(reasons)}
    return Command("directory", method, {**request, **_given(version=version)})


def ask_applicant(application_id: str, version: int, question: str) -> Command:
    """Ask the applicant the one question."""
    request = {"application_id": application_id, "version": version, "question": question}
    return Command("directory", "ask_applicant", request)


def save_answer(application_id: str, question_version: int, answer: str) -> Command:
    """Keep an answer that only its author sees."""
    return _answer("save_answer", application_id, question_version, answer)


def send_answer(application_id: str, question_version: int, answer: str) -> Command:
    """Answer the question, once."""
    return _answer("send_answer", application_id, question_version, answer)


def _answer(method: str, application_id: str, question_version: int, answer: str) -> Command:
    request = {"application_id": application_id, "question_version": question_version, "answer": answer}
    return Command("directory", method, request)


def decide_application(
    application_id: str,
    version: int,
    outcome: str,
    feedback: str,
    contact: str | None = None,
    again_in_months: int | None = None,
) -> Command:
    """Accept, or say not yet with feedback, whom to ask and when to apply again (Clauses 19 and 20)."""
    request = {"application_id": application_id, "version": version, "outcome": outcome, "feedback": feedback}
    more = _given(contact=contact, again_in_months=again_in_months)
    return Command("directory", "decide_application", request | more)


def change_decision(application_id: str, version: int, **given: Any) -> Command:
    """Decide anew what has not taken effect, or correct a not yet, and say why."""
    request = {"application_id": application_id, "version": version}
    return Command("directory", "change_decision", request | _given(**given))


def take_back_decision(application_id: str, version: int, code: str, reason: str) -> Command:
    """Take back what has not taken effect, and say why."""
    request = {"application_id": application_id, "version": version, "code": code, "reason": reason}
    return Command("directory", "take_back_decision", request)


# The directory: how applications go (Clause 24), for staff.


def get_overview(since: str | None = None, until: str | None = None) -> Question:
    """Figures about applications everywhere, and about the decisions of a period."""
    return Question("directory", "get_overview", _given(since=since, until=until))


def list_overseen(**chosen: Any) -> Question:
    """The applications behind a figure."""
    return Question("directory", "list_overseen", _given(**chosen))


# The directory: recruitment waves and interest in them (Clauses 21-24).


def list_waves(limit: int | None = None, after: str | None = None) -> Question:
    """Page through the waves of regions, the latest to open first."""
    return Question("directory", "list_waves", _given(limit=limit, after=after))


def list_all_waves(limit: int | None = None, after: str | None = None) -> Question:
    """Page through every wave, for staff."""
    return Question("directory", "list_all_waves", _given(limit=limit, after=after))


def get_wave(wave_id: str) -> Question:
    """One wave with its numbers by region, for staff."""
    return Question("directory", "get_wave", {"wave_id": wave_id})


def get_admission(region: str | None = None, invitation: str | None = None) -> Question:
    """Whether an application could be handed in now: `{wave, problem, next, invited}`."""
    return Question("directory", "get_admission", _given(region=region, invitation=invitation))


def create_wave(fields: Mapping[str, Any]) -> Command:
    """Plan a wave."""
    return Command("directory", "create_wave", fields)


def change_wave(wave_id: str, version: int, fields: Mapping[str, Any]) -> Command:
    """Change a planned wave, or dates and numbers of an open one."""
    return Command("directory", "change_wave", {**fields, "wave_id": wave_id, "version": version})


def end_wave(method: str, wave_id: str, version: int) -> Command:
    """Close an open wave (`close_wave`), or call a planned one off (`cancel_wave`)."""
    return Command("directory", method, {"wave_id": wave_id, "version": version})


def get_my_interest() -> Question:
    """What the asking person wants to be told, or `NotFound("no_interest")`."""
    return Question("directory", "get_my_interest", {})


def keep_interest(region: str, wish: str, person_id: str | None = None) -> Command:
    """Ask to be told when applications open; asked by the gateway, for who confirmed a mailed link."""
    return Command("directory", "keep_interest", _given(region=region, wish=wish, person_id=person_id))


def withdraw_interest(person_id: str | None = None) -> Command:
    """Ask to be told no more; asked by the gateway, for who pressed a mailed button."""
    return Command("directory", "withdraw_interest", _given(person_id=person_id))


# The directory: members (Clauses 1-4 and 9).


def search_members(limit: int | None = None, after: str | None = None, **sought: str | None) -> Question:
    """Search the members that the asker may see, by `words` and by the filters `region`, `background`, `topic`.

    `{items, next, previous, total: {value, exact}, facets: {filter: [{value, count}]}, meant: [{word, words}]}`.
    """
    return Question("directory", "search_members", _given(limit=limit, after=after, **sought))


def count_skills() -> Question:
    """The members that the asker may see by topic and region: `{topics: {topic: {region: count}}}`."""
    return Question("directory", "count_skills", {})


def begin_export() -> Command:
    """Note that a member of staff takes a list of members away."""
    return Command("directory", "begin_export", {})


def export_members(after: str | None = None, **sought: str | None) -> Question:
    """A hundred of the members whom a search finds, for staff: `{items, next, previous}`."""
    return Question("directory", "export_members", _given(after=after, **sought))


def get_member(member_id: str) -> Question:
    """One member, or `NotFound` when hidden from the asker."""
    return Question("directory", "get_member", {"member_id": member_id})


def get_my_profile() -> Question:
    """The asking person's own entry and whether it is listed, or `NotFound("not_a_member")`."""
    return Question("directory", "get_my_profile", {})


def update_profile(version: int, fields: Mapping[str, Any]) -> Command:
    """Change the asking member's own entry; `Conflict` carries the newer one."""
    return Command("directory", "update_profile", {**fields, "version": version})


def confirm_membership(version: int, fields: Mapping[str, Any]) -> Command:
    """List a nominated person as they want to be seen."""
    return Command("directory", "confirm_membership", {**fields, "version": version})


def preview_profile(audience: str) -> Question:
    """The asking member's entry as the `public` or other `members` see it, or `NotFound` when they do not."""
    return Question("directory", "preview_profile", {"audience": audience})


def settle_step(step: str) -> Command:
    """Take a first step off the asking member's list (Clause 28)."""
    return Command("directory", "settle_step", {"step": step})


def list_recognitions(member_id: str) -> Question:
    """What a member is recognised for and by whom, for staff (Clause 27)."""
    return Question("directory", "list_recognitions", {"member_id": member_id})


def give_recognition(member_id: str, topic: str, reason: str) -> Command:
    """Recognise a member's expertise in a topic."""
    return Command("directory", "give_recognition", {"member_id": member_id, "topic": topic, "reason": reason})


def take_recognition(member_id: str, recognition_id: str) -> Command:
    """Take a recognition back."""
    return Command("directory", "take_recognition", {"member_id": member_id, "recognition_id": recognition_id})


def show_recognition(recognition_id: str, shown_to: str) -> Command:
    """Show a recognition of the asking member's own with the `entry`, or to `nobody`."""
    return Command("directory", "show_recognition", {"recognition_id": recognition_id, "shown_to": shown_to})


def check_entry(person_id: str | None = None) -> Command:
    """Say that an entry is still right: one's own, or, asked by the gateway, that of who pressed a mailed button."""
    return Command("directory", "check_entry", _given(person_id=person_id))


def leave_community(version: int) -> Command:
    """Be a member no more."""
    return Command("directory", "leave_community", {"version": version})


# Notifications.


def list_notices(limit: int | None = None, after: str | None = None) -> Question:
    """Page through the asking person's notices, newest first."""
    return Question("notifications", "list_notices", _given(limit=limit, after=after))


def count_unread() -> Question:
    """How many notices are unread: `{value, exact}`."""
    return Question("notifications", "count_unread", {})


def mark_notices_read(until: str) -> Command:
    """Mark everything up to this time as read."""
    return Command("notifications", "mark_notices_read", {"until": until})


def get_preferences() -> Question:
    """Which kinds of notice are also mailed, and which always are."""
    return Question("notifications", "get_preferences", {})


def set_preference(kind: str, mail: bool) -> Command:
    """Choose whether a kind of notice is also mailed."""
    return Command("notifications", "set_preference", {"kind": kind, "mail": mail})


def unsubscribe(token: str) -> Command:
    """Stop mails of the kind that the signed token names."""
    return Command("notifications", "unsubscribe", {"token": token})
