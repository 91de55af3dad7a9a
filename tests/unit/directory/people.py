"""Invented people for the directory's unit tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bus.actor import Actor
from services.directory.model import (
    CRITERIA,
    Application,
    Assessment,
    Decision,
    Member,
    Organisation,
    Profile,
    Question,
    Role,
    Wave,
    recognition,
)
from services.directory.model.decision import take_effect

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=1)

PROFILE: dict[str, Any] = {
    "name": "Siân O’Brien-Łoś",
    "role": "Ward sister",
    "organisation": "Riverside Hospital",
    "region": "wales",
    "background": "frontline-staff",
    "topics": ["mental-health", "patient-safety"],
    "biography": "Runs a falls programme.",
    "visibility": "public",
}
EVERYTHING: dict[str, Any] = PROFILE | {
    "partnership": "cardiff-and-vale",
    "interests": ["digital-care"],
    "offers": ["mentoring"],
    "offers_note": "An hour a month.",
    "looking_for": "A partner in measurement.",
    "links": [{"label": "Our page", "url": "https://falls.example.org/"}],
}
ANSWERS = {
    "commitment": "Ten years of it.",
    "experience": "Across three trusts.",
    "understanding": "I learned.",
}

APPLICANT, ASSESSOR, CHAIR = (Actor("person", name) for name in ("applicant", "assessor", "chair"))
STRANGER, GATEWAY, OPS = Actor(), Actor("service", "gateway"), Actor("service", "ops")
ASSESSES, CHAIRS, STAFF = (Role("assessor", "wales"),), (Role("chair", "wales"),), (Role("staff"),)


def profile(**changes: Any) -> Profile:
    return Profile().changed(PROFILE | changes)


def wave(**given: Any) -> Wave:
    """Return a wave that opens Wales and Wessex for a week."""
    plan = {"name": "Pilot", "kind": "regions", "regions": ["wales", "wessex"], "opens_on": NOW.date()}
    return Wave.plan("wave", "code", plan | {"closes_on": NOW.date() + timedelta(days=6)} | given, NOW.date())


def organisation(organisation_id: str = "riverside", **given: Any) -> Organisation:
    """Return an organisation that is in the register."""
    added = Organisation(organisation_id, NOW)
    added.change({"name": "Riverside Hospital", "kind": "nhs-provider", "region": "wales"} | given, NOW)
    return added


def draft(**given: Any) -> Application:
    return Application.start("application", APPLICANT.id, given, NOW)


def submitted(*assigned: str) -> Application:
    application = draft(**PROFILE, **ANSWERS)
    application.submit("wave", NOW)
    application.assigned = assigned
    return application


def scored(by: tuple[str, ...] = ("one", "two")) -> Application:
    application = submitted()
    application.scored_by = by
    return application


def decision(outcome: str, feedback: str = "Thank you.", held_for: timedelta = timedelta()) -> Decision:
    is_not_yet = outcome == "not_yet"
    contact, again_on = ("The chair, 01632 960 001", "2026-06-03") if is_not_yet else ("", None)
    return Decision(outcome, feedback, contact, again_on, CHAIR.id, LATER, LATER + held_for)


def held(outcome: str) -> Application:
    application = scored()
    application.decide(decision(outcome, held_for=timedelta(hours=1)))
    return application


def decided(outcome: str) -> Application:
    application = scored()
    application.decide(decision(outcome))
    take_effect(application, LATER)
    return application


def asked() -> Application:
    application = scored()
    application.ask(Question(CHAIR.id, NOW, "What came of it?"))
    return application


def assessment() -> Assessment:
    return Assessment("assessment", "application", ASSESSOR.id)


def final() -> Assessment:
    done = assessment()
    done.write(dict.fromkeys(CRITERIA, 3), dict.fromkeys(CRITERIA, "Clear."))
    done.finish()
    return done


def nominated() -> Member:
    member = Member("applicant", nominating_organisation="Riverside Hospital")
    member.nominate(profile())
    return member


def member(**changes: Any) -> Member:
    joined = Member("applicant")
    joined.join(profile(**changes), NOW)
    return joined


def recognised(**changes: Any) -> Member:
    """Someone who also worked elsewhere before."""
    one = member(**changes)
    one.organisations = [{"name": "Hillside Clinic", "until": "2024-05-31"}]
    one.recognitions = recognition.given([], "recognition", "patient-safety", "For the falls programme.", NOW)
    return one
