"""What led nowhere is erased a year after its last change; a draft's author is told a month before."""

from __future__ import annotations

from datetime import timedelta

from bus.times import utc_now
from services.directory import actions
from tests.integration.directory.asking import ANSWERS, PROFILE
from tests.integration.directory.jobs import run

DAY = timedelta(days=1)


def look(directory, days, **settings):
    now = utc_now() + days * DAY
    return [run(directory, job, now, **settings) for job in (actions.warn_of_expiry, actions.expire_applications)]


def kept(directory, application):
    return directory.db.applications.find_one({"_id": application["application_id"]})


def test_what_was_not_accepted_or_withdrawn_loses_its_texts_and_keeps_its_codes(directory):
    refused = directory.decide(directory.chair(), directory.scored(directory.person("ana")), "not_yet")
    ben = directory.person("ben")
    withdrawn = directory.of(ben, "withdraw_application", directory.submitted(ben))
    accepted = directory.decide(directory.chair(), directory.scored(directory.person("cai")))
    waiting = directory.submitted(directory.person("dee"))
    look(directory, 364.9)
    assert [kept(directory, each)["status"] for each in (refused, withdrawn)] == ["not_yet", "withdrawn"]
    look(directory, 365.1)
    for each, was in ((refused, "not_yet"), (withdrawn, "withdrawn")):
        row = kept(directory, each)
        assert (row["status"], row["was"], row["profile"]["region"]) == ("erased", was, "wales")
        assert not [text for text in (PROFILE["name"], *ANSWERS.values(), "Thank you.") if text in str(row)]
    assert [kept(directory, each)["status"] for each in (accepted, waiting)] == ["accepted", "submitted"]
    reasons = [row["reasons"] for row in directory.db.assessments.find({"application_id": refused["application_id"]})]
    assert {text for each in reasons for text in each.values()} == {""}


def test_an_author_is_told_once_a_month_before_and_who_comes_back_keeps_the_draft(directory):
    ana, ben = directory.person("ana"), directory.person("ben")
    forgotten, touched = directory.draft(ana, name="Ana"), directory.draft(ben, name="Ben")
    look(directory, 334.9)
    assert directory.told("application.expiring") == []
    look(directory, 335.1)
    look(directory, 336)
    assert sorted(told["name"] for told in directory.told("application.expiring")) == ["Ana", "Ben"]
    assert {told["erase_on"] for told in directory.told("application.expiring")} == {
        (utc_now() + timedelta(days=days)).date().isoformat() for days in (365.1,)
    }
    directory.ask(
        ben, "save_application", role="Matron", **{name: touched[name] for name in ("application_id", "version")}
    )
    look(directory, 365.2)
    assert [kept(directory, each)["status"] for each in (forgotten, touched)] == ["erased", "draft"]
    assert directory.draft(ana)["application_id"] != forgotten["application_id"]


def test_no_draft_goes_before_its_author_was_told(directory):
    draft = directory.draft(directory.person("ana"))
    look(directory, 700)
    assert kept(directory, draft)["status"] == "draft"
    look(directory, 731)
    assert kept(directory, draft)["status"] == "erased"


def test_a_site_may_keep_less_long(directory):
    ana = directory.person("ana")
    withdrawn = directory.of(ana, "withdraw_application", directory.submitted(ana))
    look(directory, 11, retention_days=10)
    assert kept(directory, withdrawn)["status"] == "erased"


def test_many_go_a_page_at_a_time(directory, monkeypatch):
    monkeypatch.setattr("services.directory.actions.retention.AT_ONCE", 2)
    for name in ("ana", "ben", "cai"):
        person = directory.person(name)
        directory.of(person, "withdraw_application", directory.submitted(person))
    assert [look(directory, 366)[1], look(directory, 366)[1]] == [True, False]
    assert directory.db.applications.count_documents({"status": "erased"}) == 3
