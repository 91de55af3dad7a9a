"""What somebody wrote can be reported; staff settle it, with a reason, on record."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, NotFound, Refused
from tests.integration.directory.test_connections import ask, connected, move, names
from tests.integration.directory.test_races import outcomes


@pytest.fixture
def reported(directory):
    ana, bea = directory.member("ana"), directory.member("bea")
    asked = ask(directory, ana, bea, message="You fool.")
    key = {"connection_id": asked["connection_id"]}
    report = directory.ask(bea, "report_connection", **key, fault="unkind", words="Ana hurts me.")
    return ana, bea, asked, report["report_id"]


def settle(directory, who, report_id, outcome="removed", version=1):
    request = {"report_id": report_id, "outcome": outcome, "version": version, "reason": "Ana was rude."}
    return directory.ask(who, "settle_report", **request)


def test_reporting_declines_the_request_and_staff_see_it(directory, reported):
    ana, bea, _, report_id = reported
    assert (names(directory, bea, "received"), names(directory, ana, "sent")) == ([], ["bea"])
    seen = directory.ask(directory.person("staff", ("staff", None)), "list_reports")["items"]
    assert [(each["report_id"], each["author"]["name"], each["reporter"]["name"]) for each in seen] == [
        (report_id, "ana", "bea")
    ]
    assert (seen[0]["message"], seen[0]["fault"], seen[0]["words"]) == ("You fool.", "unkind", "Ana hurts me.")


def test_reporting_twice_is_reporting_once(directory, reported):
    _, bea, asked, report_id = reported
    again = directory.ask(bea, "report_connection", connection_id=asked["connection_id"], fault="other")
    assert again["report_id"] == report_id
    assert directory.db.reports.count_documents({}) == 1


def test_reporting_many_times_at_once_is_reporting_once(directory):
    ana, bea = directory.member("ana"), directory.member("bea")
    made = connected(directory, ana, bea)
    key = {"connection_id": made["connection_id"], "fault": "other"}
    reports = [directory.start(bea, "report_connection", **key) for _ in range(4)]
    assert outcomes(*reports) == {"done": 4}
    assert directory.db.reports.count_documents({}) == 1


def test_staff_remove_a_message_with_a_reason_on_record(directory, reported):
    ana, _, _, report_id = reported
    staff = directory.person("staff", ("staff", None))
    assert settle(directory, staff, report_id)["outcome"] == "removed"
    assert directory.ask(ana, "list_connections", show="sent")["items"][0]["message"] == ""
    assert directory.ask(staff, "list_reports")["items"] == []
    assert len(directory.ask(staff, "list_reports", state="closed")["items"]) == 1
    rows = list(directory.db.audit.find({"thing_id": report_id}).sort("number", 1))
    assert [row["action"] for row in rows] == ["report.made", "report.removed"]
    assert directory.db.reasons.find_one({"_id": rows[1]["detail"]["reason_id"]})["text"] == "Ana was rude."
    with pytest.raises(Conflict):
        settle(directory, staff, report_id)


def test_staff_keep_what_is_harmless(directory, reported):
    ana, _, _, report_id = reported
    settle(directory, directory.person("staff", ("staff", None)), report_id, "kept")
    assert directory.ask(ana, "list_connections", show="sent")["items"][0]["message"] == "You fool."


def test_only_staff_settle_and_nobody_what_concerns_themselves(directory, reported):
    ana, bea, _, report_id = reported
    for who in ("nobody", bea, directory.chair()):
        with pytest.raises(Refused):
            settle(directory, who, report_id)
        with pytest.raises(Refused):
            directory.ask(who, "list_reports")
    for who in (ana, bea):
        directory.ask("ops", "grant_role", person_id=who, role="staff")
        assert directory.ask(who, "list_reports")["items"] == []
        with pytest.raises(Refused):
            settle(directory, who, report_id)
    with pytest.raises(NotFound, match="no_report"):
        settle(directory, ana, "no-such-report")


def test_only_what_the_other_wrote_is_reported(directory, reported):
    ana, bea, asked, _ = reported
    with pytest.raises(Conflict, match="nothing_to_report"):
        directory.ask(ana, "report_connection", connection_id=asked["connection_id"], fault="other")
    cai = directory.member("cai")
    mine = ask(directory, bea, cai)
    move(directory, cai, "accept", mine)
    with pytest.raises(Conflict, match="nothing_to_report"):
        directory.ask(bea, "report_connection", connection_id=mine["connection_id"], fault="other")


@pytest.mark.parametrize("who", [0, 1])
def test_nothing_is_left_of_either_when_they_are_erased(directory, reported, who):
    staff = directory.person("staff", ("staff", None))
    settle(directory, staff, reported[3], "kept")
    directory.ask("ops", "erase_person", person_id=reported[who])
    wrote = {"$or": [{"words": {"$gt": ""}}, {"message": {"$gt": ""}}]}
    directory.community.eventually(lambda: directory.db.reports.count_documents(wrote) == 0)
    directory.community.eventually(lambda: directory.db.reasons.count_documents({}) == 0)
