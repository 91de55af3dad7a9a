"""Figures for staff are exact, and each has a list behind it; the audit trail can be checked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.errors import Refused
from bus.times import utc_now
from services.directory import actions
from tests.integration.directory.asking import Directory
from tests.integration.directory.jobs import run

DAY = timedelta(days=1)


@pytest.fixture
def staff(directory: Directory) -> str:
    """Somebody who oversees; two wait, one is late, one withdrew, two were decided, and a draft counts nowhere."""
    chair, staff = directory.chair(), directory.person("staff", ("staff", None))
    for name in ("ana", "ben"):
        directory.submitted(directory.person(name), name=name)
    cai = directory.person("cai")
    directory.of(cai, "withdraw_application", directory.submitted(cai, region="scotland"))
    eve = directory.person("eve")
    directory.of(eve, "withdraw_application", directory.draft(eve))
    directory.draft(directory.person("dee"))
    for name, outcome, days in (("fay", "accept", 3), ("gil", "not_yet", 10)):
        application = directory.decide(chair, directory.scored(directory.person(name), name=name), outcome)
        sent = {"$set": {"submitted_at": utc_now() - days * DAY - DAY / 2}}
        directory.db.applications.update_one({"_id": application["application_id"]}, sent)
    old = utc_now() - 40 * DAY
    late = {"$set": {"submitted_at": old, "decide_by": old + 28 * DAY}}
    directory.db.applications.update_one({"profile.name": "ana"}, late)
    return staff


def names(directory, staff, **chosen):
    return sorted(str(row["name"]) for row in directory.ask(staff, "list_overseen", **chosen)["items"])


def test_every_figure_is_exact_and_is_as_long_as_its_list(directory, staff):
    figures = directory.ask(staff, "get_overview")
    assert {(row["region"], row["state"]): row["count"] for row in figures["counts"]} == {
        ("scotland", "withdrawn"): 1,
        ("wales", "accepted"): 1,
        ("wales", "not_yet"): 1,
        ("wales", "submitted"): 2,
    }
    for row in figures["counts"]:
        assert len(names(directory, staff, region=row["region"], state=row["state"])) == row["count"]
    assert figures["late"] == [{"region": "wales", "count": 1}]
    assert names(directory, staff, late=True) == ["ana"]
    assert figures["oldest_waiting"]["name"] == "ana"
    assert figures["outcomes"] == {"accepted": 1, "not_yet": 1}
    period = {"since": figures["since"], "until": figures["until"]}
    assert names(directory, staff, outcome="not_yet", **period) == ["gil"]
    assert figures["median_days"] == 6.5


def test_an_old_document_without_its_day_is_late_too(directory, staff):
    directory.db.applications.update_one({"profile.name": "ana"}, {"$unset": {"decide_by": ""}})
    assert directory.ask(staff, "get_overview")["late"] == [{"region": "wales", "count": 1}]
    assert names(directory, staff, late=True) == ["ana"]


def test_a_decision_counts_in_its_period_also_when_its_texts_are_erased(directory, staff):
    run(directory, actions.expire_applications, utc_now() + 366 * DAY)
    figures = directory.ask(staff, "get_overview")
    assert figures["outcomes"] == {"accepted": 1, "not_yet": 1}
    period = {"since": figures["since"], "until": figures["until"]}
    assert names(directory, staff, outcome="not_yet", **period) == ["None"]
    before = {"since": "2020-01-01", "until": "2020-12-31"}
    assert directory.ask(staff, "get_overview", **before)["outcomes"] == {}
    assert directory.ask(staff, "get_overview", **before)["median_days"] is None


def test_a_list_goes_on_page_by_page(directory, staff):
    first = directory.ask(staff, "list_overseen", limit=3)
    rest = directory.ask(staff, "list_overseen", limit=3, after=first["next"])
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 2, None)
    assert len({row["application_id"] for row in first["items"] + rest["items"]}) == 5


def test_only_staff_oversee_and_only_operators_check_the_trail(directory, staff):
    for who in ("nobody", directory.chair(), directory.assessor("one"), "ops"):
        for method in ("get_overview", "list_overseen"):
            with pytest.raises(Refused):
                directory.ask(who, method)
    for who in (staff, "nobody", "gateway"):
        with pytest.raises(Refused):
            directory.ask(who, "verify_audit")


def verified(directory):
    rows, faults, after = 0, [], None
    while True:
        page = directory.ask("ops", "verify_audit", **({"after": after} if after else {}))
        rows, faults, after = rows + page["rows"], faults + page["faults"], page["next"]
        if after is None:
            return rows, faults


def test_the_trail_is_checked_page_by_page_and_what_was_changed_is_named(directory, staff, monkeypatch):
    monkeypatch.setattr("services.directory.queries.audit.AT_ONCE", 3)
    count = directory.db.audit.count_documents({})
    assert verified(directory) == (count, [])
    row = directory.db.audit.find_one({"action": "application.decided"})
    directory.db.audit.update_one({"_id": row["_id"]}, {"$set": {"detail.outcome": "not_yet_at_all"}})
    assert verified(directory) == (count, [row["_id"]])


def test_a_row_taken_out_is_missed_and_an_erased_reason_is_not(directory, staff):
    row = directory.db.audit.find_one({"action": "application.decided"})
    directory.db.reasons.delete_many({})
    directory.db.audit.delete_one({"_id": row["_id"]})
    (fault,) = verified(directory)[1]
    assert directory.db.audit.find_one({"_id": fault})["number"] == row["number"] + 1


def test_rows_from_before_there_were_chains_are_counted_and_what_follows_is_sealed(directory, staff):
    directory.db.audit.insert_one({"_id": "old", "thing_id": "wales", "at": utc_now(), "action": "x", "detail": {}})
    page = directory.ask("ops", "verify_audit")
    assert (page["unchained"], page["faults"]) == (1, [])


def test_staff_read_no_name_of_a_colleague_or_of_whom_they_stepped_back_from(directory: Directory) -> None:
    staff = directory.member("sal", organisation="Riverside Hospital")
    for role, region in (("staff", None), ("assessor", "wales")):
        directory.ask("ops", "grant_role", person_id=staff, role=role, region=region)
    directory.submitted(directory.person("ana"))
    other = directory.submitted(directory.person("bea"), name="Bea", organisation="Harbour View")
    directory.ask(staff, "declare_conflict", application_id=other["application_id"], reason="family_or_friend")
    directory.submitted(directory.person("cai"), name="Cai", organisation="Harbour View")
    rows = directory.ask(staff, "list_overseen")["items"]
    assert [row["name"] for row in rows] == [None, None, "Cai"]
    assert directory.ask(staff, "get_overview")["oldest_waiting"]["name"] is None
