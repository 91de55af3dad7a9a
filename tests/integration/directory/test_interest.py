"""Who asked to be told hears once when a wave opens, whatever is killed or repeated (clause 24)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bus.database import Database, Work
from bus.errors import Conflict, NotFound, Refused
from bus.times import utc_now
from services.directory import actions
from services.directory.actions import interest as telling
from services.directory.service import DirectoryService
from tests.integration.directory.asking import Directory
from tests.waves import plan_wave


def tell(directory: Directory, now: datetime | None = None, steps: int = 100) -> int:
    """Take steps of the job as of some time until there is nothing to do; return how many did something."""
    community = directory.community
    settings = community.settings(DirectoryService, digest_key="")
    database = Database(
        community.mongodb_uri, community.namespace, DirectoryService, settings, lambda: now or utc_now()
    )
    database.open()
    try:
        return next(step for step in range(steps + 1) if step == steps or not database.transact(actions.tell_of_waves))
    finally:
        database.close()


def interested(directory: Directory, name: str, region: str = "wales", wish: str = "apply") -> str:
    person_id = directory.person(name)
    directory.ask(person_id, "keep_interest", region=region, wish=wish)
    return person_id


def told(directory: Directory) -> list[str]:
    return [each["person_id"] for each in directory.told("interest.answered")]


def test_those_of_its_regions_and_those_who_want_news_hear_of_a_wave_once(directory):
    ana = interested(directory, "ana")
    interested(directory, "bea", "scotland")
    cai = interested(directory, "cai", "scotland", "updates")
    wave = plan_wave(directory.community, regions=["wales", "wessex"])
    for _ in range(3):
        tell(directory)
    assert sorted(told(directory)) == sorted([ana, cai])
    said = directory.told("interest.answered")[0]
    assert (said["wave_id"], said["closes_on"]) == (wave["wave_id"], wave["closes_on"])


def test_everybody_hears_once_piece_by_piece(directory, monkeypatch):
    people = {interested(directory, f"ana{number}") for number in range(7)}
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    plan_wave(directory.community, regions=["wales"])
    for _ in range(8):
        tell(directory, steps=1)
    assert sorted(told(directory)) == sorted(people)


def test_a_step_that_is_undone_tells_nobody_and_the_next_everybody(directory, monkeypatch):
    people = {interested(directory, f"ana{number}") for number in range(3)}
    plan_wave(directory.community, regions=["wales"])

    def killed(work: Work, wave: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(telling.store, "save_telling", killed)
        with pytest.raises(ZeroDivisionError):
            tell(directory)
    assert told(directory) == []
    tell(directory)
    assert sorted(told(directory)) == sorted(people)


def test_a_planned_wave_opens_and_closes_by_the_clock(directory):
    ana = interested(directory, "ana")
    plan_wave(directory.community, first=2, last=4, regions=["wales"])
    now = utc_now()
    assert tell(directory, now + timedelta(days=1)) == 0
    tell(directory, now + timedelta(days=2))
    assert told(directory) == [ana]
    tell(directory, now + timedelta(days=4))
    assert directory.told("wave.closed") == []
    tell(directory, now + timedelta(days=5))
    tell(directory, now + timedelta(days=6))
    assert [each["type"] for each in directory.told("wave.opened", "wave.closed")] == ["wave.opened", "wave.closed"]


def test_nobody_is_told_of_a_wave_that_is_over_or_full(directory):
    interested(directory, "ana")
    wave = plan_wave(directory.community, cap=1)
    full = directory.person("bea")
    directory.of(full, "submit_application", directory.draft(full))
    tell(directory)
    assert told(directory) == []
    directory.ask("ops", "close_wave", wave_id=wave["wave_id"], version=wave["version"])
    tell(directory)
    assert told(directory) == []


def test_who_withdraws_and_comes_back_is_not_told_of_the_same_wave_again(directory):
    ana = interested(directory, "ana")
    plan_wave(directory.community)
    tell(directory)
    assert directory.ask(ana, "withdraw_interest") == {"withdrawn": 1}
    assert directory.ask(ana, "withdraw_interest") == {"withdrawn": 0}
    with pytest.raises(NotFound, match="no_interest"):
        directory.ask(ana, "get_my_interest")
    interested(directory, "ana")
    tell(directory)
    assert told(directory) == [ana]


def test_another_wave_is_told_of_anew(directory):
    ana = interested(directory, "ana", wish="updates")
    plan_wave(directory.community, regions=["wales"])
    tell(directory)
    directory.ask(ana, "withdraw_interest")
    interested(directory, "ana", wish="updates")
    plan_wave(directory.community, regions=["scotland"])
    tell(directory)
    assert told(directory) == [ana, ana]


def test_who_has_applied_or_joined_is_not_told_that_they_can(directory):
    ana, bea = interested(directory, "ana"), interested(directory, "bea")
    directory.submitted(ana)
    directory.member("bea")
    for person_id in (ana, bea):
        with pytest.raises(NotFound, match="no_interest"):
            directory.ask(person_id, "get_my_interest")
    with pytest.raises(Conflict, match="already_member"):
        directory.ask(bea, "keep_interest", region="wales", wish="apply")


def test_erasing_forgets_it(directory):
    ana = interested(directory, "ana")
    directory.ask("ops", "erase_person", person_id=ana)
    assert directory.db.interests.count_documents({}) == 0
    with pytest.raises(NotFound, match="no_person"):
        directory.ask("gateway", "keep_interest", region="wales", wish="apply", person_id=ana)


def test_the_gateway_speaks_for_who_pressed_a_mailed_button_and_nobody_else_for_others(directory):
    ana, bea = directory.person("ana"), directory.person("bea")
    asked = {"region": "wales", "wish": "apply", "person_id": ana}
    assert directory.ask("gateway", "keep_interest", **asked)["region"] == "wales"
    for who in (bea, "ops", "nobody"):
        with pytest.raises(Refused, match="not_allowed"):
            directory.ask(who, "keep_interest", **asked)
    for who in ("gateway", "ops", "nobody"):
        with pytest.raises(Refused, match="not_allowed"):
            directory.ask(who, "withdraw_interest")
    assert directory.ask(ana, "withdraw_interest") == {"withdrawn": 1}
