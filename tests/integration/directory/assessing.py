"""What tests about panels do again and again."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from bus.database import Database
from bus.times import utc_now
from services.directory.service import DirectoryService
from tests.integration.directory.asking import SCORES

LOW = {"scores": dict.fromkeys(SCORES["scores"], 1), "reasons": SCORES["reasons"]}
HIGH = {"scores": dict.fromkeys(SCORES["scores"], 4), "reasons": SCORES["reasons"]}


def assigned(directory, application):
    return directory.db.applications.find_one({"_id": application["application_id"]})["assigned"]


def assessors(directory, count):
    return [directory.assessor(f"assessor{number}") for number in range(count)]


def step_back(directory, who, application, reason="other"):
    return directory.ask(who, "declare_conflict", application_id=application["application_id"], reason=reason)


def read(directory, who, application):
    return directory.ask(who, "get_application", application_id=application["application_id"])


def give_scores(directory, who, application, scores):
    return directory.ask(who, "score_application", application_id=application["application_id"], **scores)


def is_consistent(directory):
    """Say whether the counts of what is open are what is open, and nobody has an application twice."""
    rows = list(directory.db.assignments.find())
    pairs = Counter((row["application_id"], row["assessor_id"]) for row in rows)
    open_by = Counter(row["assessor_id"] for row in rows if row["status"] == "open")
    counted = {row["_id"]: row["open"] for row in directory.db.workloads.find() if row["open"]}
    return dict(open_by) == counted and all(count == 1 for count in pairs.values())


def at(directory, days, job, *args):
    """Let a job look, some days from now."""
    community = directory.community
    settings = community.settings(DirectoryService, digest_key="digest-key-of-a-test")
    now = utc_now() + timedelta(days=days)
    database = Database(community.mongodb_uri, community.namespace, DirectoryService, settings, lambda: now)
    database.open()
    try:
        return database.transact(lambda work: job(work, *args))
    finally:
        database.close()
