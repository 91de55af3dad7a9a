"""What a caller is shown of an aggregate, in plain values; commands and queries answer alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from bus.times import to_text
from services.directory.model import (
    SEEN_BY_PANEL,
    Application,
    Assessment,
    Benefit,
    BenefitQuestion,
    Choice,
    Decision,
    Interest,
    Member,
    Person,
    Profile,
    Question,
    Wave,
    next_steps,
)
from services.directory.model.question import MOST_OPEN

View = dict[str, Any]

CARD = (
    "name",
    "role",
    "organisation",
    "organisation_id",
    "region",
    "partnership",
    "background",
    "topics",
    "visibility",
    "photograph",
)


def moment(at: datetime | None) -> str | None:
    """Spell a time, or null while there is none."""
    return to_text(at) if at else None


def application(application: Application) -> View:
    """Show an application as its author sees it."""
    return {
        "application_id": application.application_id,
        "version": application.version,
        "status": application.status,
        **application.profile.applied(),
        **application.answers,
        "invitation": application.invitation,
        "wave_id": application.wave_id,
        "created_at": moment(application.created_at),
        "updated_at": moment(application.updated_at),
        "submitted_at": moment(application.submitted_at),
        "decide_by": moment(application.decide_by),
        "decided_at": moment(application.decided_at),
        "outcome": application.outcome,
        "feedback": application.feedback,
        "contact": application.contact,
        "again_on": application.again_on,
        "not_before": application.not_before,
        "question": question(application.question) if application.question else None,
    }


def question(asked: Question) -> View:
    """Show a question to the applicant, with the answer as far as it is written."""
    return {
        "text": asked.text,
        "asked_at": moment(asked.asked_at),
        "answer_by": moment(asked.asked_at + MOST_OPEN),
        "answer": asked.answer,
        "answered_at": moment(asked.answered_at),
        "version": asked.version,
    }


def decided(application: Application) -> View:
    """Show an application to its chair: the decision that is held, and no answer that is not sent."""
    return _as_panel_sees(application) | {"decision": _held(application.held) if application.held else None}


def read_by_panel(application: Application) -> View:
    """Show an application to its panel: no answer that is not sent, no decision that is held."""
    return _as_panel_sees(application) | {"decision": None}


def _as_panel_sees(one: Application) -> View:
    seen, asked = application(one) | {"invitation": ""}, one.question
    if asked and not asked.answered_at:
        seen["question"] |= {"answer": "", "version": 1}
    return seen


def _held(held: Decision) -> View:
    return {
        "outcome": held.outcome,
        "feedback": held.feedback,
        "contact": held.contact,
        "again_on": held.again_on,
        "effective_at": moment(held.effective_at),
    }


def application_row(application: Application, mine: Assessment | None) -> View:
    """Show an application in the list of a panel."""
    return {
        "application_id": application.application_id,
        "name": application.profile.name,
        "region": application.profile.region,
        "status": application.status,
        "submitted_at": moment(application.submitted_at),
        "decide_by": moment(application.decide_by),
        "scored_count": application.scored_count,
        "my_assessment": mine.status if mine else "none",
    }


def assessment(assessment: Assessment) -> View:
    """Show an assessment to its author, or to whoever may read it."""
    return {
        "assessment_id": assessment.assessment_id,
        "assessor_id": assessment.assessor_id,
        "version": assessment.version,
        "status": assessment.status,
        "scores": assessment.scores,
        "reasons": assessment.reasons,
    }


def member(member: Member, audience: str) -> View:
    """Show what the `public` or other `members` may see of a member; an address is never among it."""
    return {"member_id": member.member_id, "version": member.version} | entry(member.seen_by(audience))


def entry(seen: Member) -> View:
    """Spell an entry as somebody sees it; what is hidden from them is empty."""
    profile = seen.profile.to_dict()
    del profile["shown_to"]
    return profile | {
        "background": profile["background"] or "",
        "partnership": profile["partnership"] or "",
        "organisations": seen.organisations,
        "recognitions": [recognition(each) for each in seen.recognitions],
        "joined_at": moment(seen.joined_at),
        "checked_at": moment(seen.checked_at),
    }


def recognition(given: dict[str, Any]) -> View:
    """Show what somebody is recognised for, and since when."""
    return given | {"given_at": moment(given["given_at"])}


def checked(member: Member) -> View:
    """Show when an entry was last called current; whoever holds a link from a mail may see no more."""
    return {"member_id": member.member_id, "version": member.version, "checked_at": moment(member.checked_at)}


def member_card(member_id: str, shown: Profile) -> View:
    """Show a member in a list, as an audience sees them."""
    profile = shown.to_dict() | {"background": shown.background or "", "partnership": shown.partnership or ""}
    return {"member_id": member_id} | {name: profile[name] for name in CARD}


def facet(counted: dict[str, int]) -> list[View]:
    """Show how many members have each value of a filter, the most frequent first."""
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return [{"value": value, "count": count} for value, count in ordered]


def own_profile(own: Member) -> View:
    """Show a member, or who is nominated, their own profile."""
    return (
        {"member_id": own.member_id, "version": own.version}
        | entry(own)
        | {
            "shown_to": dict(own.profile.shown_to),
            "status": own.status,
            "nominating_organisation": own.nominating_organisation,
            "next_steps": next_steps(own),
        }
    )


def roles(person: Person) -> View:
    """Show which roles a person holds."""
    return {"person_id": person.person_id, "roles": [role.to_dict() for role in person.roles]}


def audit(row: dict[str, Any], texts: dict[str, str]) -> View:
    """Show a row of the audit trail, with the text that belongs to it."""
    return {
        "at": to_text(row["at"]),
        "actor_id": row["actor_id"],
        "action": row["action"],
        "detail": row["detail"],
        "reason": texts.get(row["detail"].get("reason_id"), ""),
    }


def chosen_row(one: Application, asker_id: str, kept_from: Collection[str]) -> View:
    """Show an application in a list of staff: no name of what no panel reads, of their own, and of who is kept away."""
    is_named = one.status in SEEN_BY_PANEL and one.person_id != asker_id and one.application_id not in kept_from
    return {
        "application_id": one.application_id,
        "name": one.profile.name if is_named else None,
        "region": one.profile.region,
        "status": one.status,
        "outcome": one.was if one.is_erased else one.outcome,
        "submitted_at": moment(one.submitted_at),
        "decide_by": moment(one.decide_by),
        "decided_at": moment(one.decided_at),
    }


def wave_card(wave: Wave, today: date) -> View:
    """Show a wave as everybody may know it."""
    return {
        "wave_id": wave.wave_id,
        "name": wave.name,
        "kind": wave.kind,
        "regions": list(wave.regions),
        "audience": wave.audience,
        "opens_on": wave.opens_on.isoformat(),
        "closes_on": wave.closes_on.isoformat(),
        "state": wave.state(today),
    }


def wave(wave: Wave, today: date) -> View:
    """Show a wave to staff, with the code of its invitation."""
    numbers = {name: getattr(wave, name) for name in ("cap", "expected", "expected_by_region", "submitted")}
    return wave_card(wave, today) | numbers | {"code": wave.code or None, "version": wave.version}


def choice(choice: Choice) -> View:
    """Show an entry of a list."""
    return {
        "list": choice.list_name,
        "slug": choice.slug,
        "name": choice.name,
        "state": choice.state,
        "into": choice.into or None,
        "version": choice.version,
    }


def interest(interest: Interest) -> View:
    """Show a person what they asked to be told."""
    asked = {name: getattr(interest, name) for name in ("person_id", "region", "wish")}
    return asked | {"registered_at": moment(interest.registered_at)}


def benefit(report: Benefit) -> View:
    """Show a report to who made it."""
    said = {name: getattr(report, name) for name in ("beneficial", "way", "words", "source", "after_months")}
    lists = {"gave": list(report.gave), "reached": list(report.reached)}
    return {"benefit_id": report.benefit_id, "member_id": report.other_id} | said | lists | {"at": moment(report.at)}


def benefit_question(asked: BenefitQuestion) -> View:
    """Show a question to who was asked, with what they answered; null about whom they have not."""
    about = [
        {"member_id": other_id, "months": months, "beneficial": asked.answered.get(other_id)}
        for other_id, months in asked.about.items()
    ]
    return {"question_id": asked.question_id, "asked_at": moment(asked.asked_at), "about": about}
