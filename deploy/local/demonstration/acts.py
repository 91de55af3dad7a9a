"""The story as acts: each is a command of the directory, or a few that one person gives at once, at their time.

An act that needs what an earlier one answered (whose application, which wave) looks it up in `known`. Where the earlier
one was refused, because somebody on the site came before, the later ones have nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from bus.actor import Actor
from bus.rehearsal import Act, Stage
from bus.schedules import Run
from deploy.local.demonstration import calendar, coffee, connections, swapping
from deploy.local.demonstration.calendar import WAVES, Wave
from deploy.local.demonstration.connecting import Connecting
from deploy.local.demonstration.story import Life, Panel, Scored, Step, Story, accounts
from services.directory import store

OPS, GATEWAY = Actor("service", "ops"), Actor("service", "gateway")
JOBS = ("tell_of_waves", "remind_assessors", "ask_to_check", "warn_of_expiry", "expire_applications")
JOBS_EVERY = 14
STEPS_OF_A_JOB = 500
DRINKERS = "drinkers"
"""The act that tells who takes part in coffees, who posts in the swap shop, and a few who are no members; by id, since
only the directory knows addresses."""
STRANGERS = 3
NOTHING_TO_DO: dict[str, Any] = {}

Answer = dict[str, Any]
Play = Callable[[Stage], Answer]


class Script:
    """Turns a story into acts, as of one day; what acts answer is kept in `known`."""

    def __init__(
        self, story: Story, today: date, prefix: str, known: dict[str, Answer], texts: Mapping[str, Any]
    ) -> None:
        self._story, self._prefix, self._known, self._texts = story, prefix, known, texts
        self._midnight = datetime.combine(today, time(), UTC)
        self._today = today
        self._staff = next(address for address, roles in accounts().items() if _is_staff(roles))
        self._chairs = {panel.region: panel.chair for panel in story.panels}
        self._actors: dict[str, Actor] = {}
        numbered = enumerate(story.lives)
        self._applied = {life.address: f"person {number} applies" for number, life in numbered if life.wave}
        joined = (number for number, life in enumerate(story.lives) if life.has_joined)
        self.joins = frozenset(f"{prefix} person {number} hears" for number in joined)

    def acts(self) -> list[Act]:
        """Return every act: first those of the wave that is open today, which visitors see; then the past in order."""
        return [*sorted(self._present(), key=_by_time), *sorted(self._past(), key=_by_time)]

    def _present(self) -> Iterator[Act]:
        for panel in self._story.panels:
            yield from self._seating(panel)
        yield self._opening(WAVES[-1])
        yield from self._lives(lambda life: life.wave == WAVES[-1].key)

    def _past(self) -> Iterator[Act]:
        for wave in WAVES[:-1]:
            yield self._opening(wave)
        yield from self._lives(lambda life: life.wave != WAVES[-1].key)
        for number, life in enumerate(self._story.asking):
            yield self._step(f"asking {number}", life, life.steps[0])
        yield from self._jobs()
        told = connections.of(self._story)
        yield from Connecting(told, self._act_after, self._somebody).acts()
        yield self._act(DRINKERS, self._at(timedelta(minutes=-1)), self._name_drinkers)

    def _jobs(self) -> Iterator[Act]:
        for days in range(-calendar.FOUNDED, 1, JOBS_EVERY):
            for job in JOBS:
                yield self._act(f"{job} {days}", self._at(timedelta(days=days, hours=9)), partial(_do, job))

    def _lives(self, belongs: Callable[[Life], bool]) -> Iterator[Act]:
        for number, life in enumerate(self._story.lives):
            if belongs(life):
                yield from self._life(number, life)

    def _seating(self, panel: Panel) -> Iterator[Act]:
        for address in (panel.chair, *panel.assessors):
            role = "chair" if address == panel.chair else "assessor"
            if not any(each["role"] == role for each in accounts().get(address, [])):
                seat = partial(self._seat, address, role, panel.region)
                yield self._act(f"seat {address}", self._at(timedelta(days=-calendar.PANELS_SAT, hours=10)), seat)

    def _life(self, number: int, life: Life) -> Iterator[Act]:
        who = f"person {number}"
        if life.submitted is not None:
            yield self._act(f"{who} applies", self._at(life.submitted), partial(self._apply, life))
        for place, scored in enumerate(life.scored):
            score = partial(self._score, f"{who} applies", scored)
            yield self._act(f"{who} is scored {place}", self._at(scored.after), score)
        if life.ended:
            end = partial(self._end, f"{who} applies", life, life.ended)
            yield self._act(f"{who} hears", self._at(life.ended.after), end)
        for place, step in enumerate(life.steps):
            yield self._step(f"{who} {place}", life, step, f"{who} applies")

    def _step(self, act_id: str, life: Life, step: Step, applied: str = "") -> Act:
        take = partial(getattr(self, f"_{step.name}"), life, step, applied)
        return self._act(f"{act_id} {step.name}", self._at(step.after), take)

    def _act(self, act_id: str, at: datetime, play: Play) -> Act:
        return Act(f"{self._prefix} {act_id}", at, play)

    def _act_after(self, act_id: str, after: timedelta, play: Play) -> Act:
        """Date an act by the minute: of a time that the database cuts off, the audit row would seal another."""
        return self._act(act_id, self._at(timedelta(minutes=after // timedelta(minutes=1))), play)

    def _at(self, after: timedelta) -> datetime:
        return self._midnight + after

    def _opening(self, wave: Wave) -> Act:
        return self._act(wave.key, self._at(timedelta(days=-wave.opened, hours=7)), partial(self._open, wave))

    def _answer(self, act_id: str) -> Answer:
        return self._known.get(f"{self._prefix} {act_id}", NOTHING_TO_DO)

    # What people do

    def _open(self, wave: Wave, stage: Stage) -> Answer:
        applied = len(self._story.in_wave(wave))
        opens_on, closes_on = (self._today - timedelta(days=days) for days in (wave.opened, wave.closed))
        given = {"audience": wave.audience} if wave.audience else {"regions": list(wave.regions)}
        made = stage.command(
            self._founder(stage, self._staff),
            "create_wave",
            name=wave.called(self._today),
            kind=wave.kind,
            opens_on=opens_on.isoformat(),
            closes_on=closes_on.isoformat(),
            cap=applied + 160 if wave.is_open else _rounded_up(applied * 11 // 10),
            **given,
        )
        return {"code": made["code"]}

    def _seat(self, address: str, role: str, region: str, stage: Stage) -> Answer:
        person = _person(stage, address)
        stage.command(OPS, "grant_role", person_id=person.id, role=role, region=region)
        return NOTHING_TO_DO

    def _apply(self, life: Life, stage: Stage) -> Answer:
        author = _person(stage, life.address)
        given = {name: value for name, value in life.written.items() if name != "address"}
        code = self._answer(life.wave).get("code")
        draft = stage.command(author, "save_application", **given, **({"invitation": code} if code else {}))
        named = {name: draft[name] for name in ("application_id", "version")}
        stage.command(author, "submit_application", **named)
        return {"application_id": draft["application_id"], "person_id": author.id}

    def _score(self, applied: str, scored: Scored, stage: Stage) -> Answer:
        application_id = self._answer(applied).get("application_id", "")
        waiting = [each for each in store.list_assignments(stage.work, [application_id]) if each.is_open]
        if waiting:  # A small panel may have nobody left for a third score.
            given = {"scores": scored.scores, "reasons": scored.reasons}
            assessor = Actor("person", waiting[0].assessor_id)
            stage.command(assessor, "score_application", application_id=application_id, **given)
        return NOTHING_TO_DO

    def _end(self, applied: str, life: Life, ended: Step, stage: Stage) -> Answer:
        application_id = self._answer(applied).get("application_id")
        if not application_id:
            return NOTHING_TO_DO
        named = {"application_id": application_id, "version": _version(stage, application_id)}
        if ended.name == "withdraw":
            stage.command(self._author(stage, life, applied), "withdraw_application", **named)
        else:
            chair = self._chair(stage, life)
            stage.command(chair, "decide_application", outcome=ended.name, **named, **ended.given)
        return NOTHING_TO_DO

    def _describe(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        member = self._author(stage, life, applied)
        entry = store.find_member(stage.work, member.id)
        if entry and entry.is_listed:
            stage.command(member, "update_profile", version=entry.version, **step.given)
        return NOTHING_TO_DO

    _move_on = _describe

    def _check(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        stage.command(self._author(stage, life, applied), "check_entry")
        return NOTHING_TO_DO

    def _leave(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        member = self._author(stage, life, applied)
        entry = store.find_member(stage.work, member.id)
        if entry and entry.is_listed:
            stage.command(member, "leave_community", version=entry.version)
        return NOTHING_TO_DO

    def _recognise(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        member_id = self._author(stage, life, applied).id
        stage.command(self._founder(stage, self._staff), "give_recognition", member_id=member_id, **step.given)
        return NOTHING_TO_DO

    def _ask(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        application_id = self._answer(applied).get("application_id", "")
        named = {"application_id": application_id, "version": _version(stage, application_id)}
        stage.command(self._chair(stage, life), "ask_applicant", question=self._texts["questions"][0], **named)
        return NOTHING_TO_DO

    def _answer_question(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        application_id = self._answer(applied).get("application_id", "")
        said = {"question_version": 1, "answer": self._texts["question_answers"][0]}
        stage.command(self._author(stage, life, applied), "send_answer", application_id=application_id, **said)
        return NOTHING_TO_DO

    def _conflict(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        application_id = self._answer(applied).get("application_id", "")
        for assignment in store.list_assignments(stage.work, [application_id])[:1]:
            assessor = Actor("person", assignment.assessor_id)
            stage.command(assessor, "declare_conflict", application_id=application_id, reason="works_together")
        return NOTHING_TO_DO

    def _wish(self, life: Life, step: Step, applied: str, stage: Stage) -> Answer:
        stage.command(_person(stage, life.address), "keep_interest", **step.given)
        return NOTHING_TO_DO

    def _author(self, stage: Stage, life: Life, applied: str) -> Actor:
        person_id = self._answer(applied).get("person_id")
        return Actor("person", person_id) if person_id else _person(stage, life.address)

    def _chair(self, stage: Stage, life: Life) -> Actor:
        return self._founder(stage, self._chairs[life.written["region"]])

    def _name_drinkers(self, stage: Stage) -> Answer:
        ids = [self._somebody(stage, each.address).id for each in coffee.drinkers(self._story)]
        posters = [self._somebody(stage, address).id for address in swapping.posters(self._story)]
        return {"ids": ids, "posters": posters, "strangers": self._strangers()[:STRANGERS]}

    def _strangers(self) -> list[str]:
        """Name those who wait for the answer to their application, and so are no members."""
        waiting = [life for life in self._story.lives if life.wave and life.submitted and not life.ended]
        answers = [self._answer(self._applied[life.address]) for life in waiting]
        return [answer["person_id"] for answer in answers if "person_id" in answer]

    def _somebody(self, stage: Stage, address: str) -> Actor:
        """Return a founder, or whoever joined later, as the answer to their application named them."""
        person_id = self._answer(self._applied.get(address, "")).get("person_id")
        return Actor("person", person_id) if person_id else self._founder(stage, address)

    def _founder(self, stage: Stage, address: str) -> Actor:
        """Return one of those who were there before the story begins, looked up once."""
        if address not in self._actors:
            self._actors[address] = _person(stage, address)
        return self._actors[address]


def _person(stage: Stage, address: str) -> Actor:
    """Return whoever has an address, made known to the directory as the gateway does."""
    return Actor("person", stage.command(GATEWAY, "register_person", address=address)["person_id"])


def _version(stage: Stage, application_id: str) -> int:
    return store.get_application(stage.work, application_id).version


def _do(job: str, stage: Stage) -> Answer:
    """Do a scheduled job to its end, as the running directory would have done at the time."""
    for _ in range(STEPS_OF_A_JOB):
        if not stage.job(job, Run(stage.work.now)):
            break
    return NOTHING_TO_DO


def _by_time(act: Act) -> datetime:
    return act.at


def _rounded_up(number: int) -> int:
    return -(-max(number, 1) // 10) * 10


def _is_staff(roles: list[dict[str, Any]]) -> bool:
    return any(role["role"] == "staff" for role in roles)
