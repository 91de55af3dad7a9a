"""What a caller is shown of an aggregate, in plain values; commands and queries answer alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bus.times import to_text
from services.directory.model import Application, Assessment, Member, Person, Profile

View = dict[str, Any]

CARD = ("name", "role", "organisation", "region", "background", "topics", "visibility")


def moment(at: datetime | None) -> str | None:
    """Spell a time, or null while there is none."""
    return to_text(at) if at else None


def application(application: Application) -> View:
    """Show an application as its author sees it."""
    return {
        "application_id": application.application_id,
        "version": application.version,
        "status": application.status,
        **application.profile.to_dict(),
        **application.answers,
        "created_at": moment(application.created_at),
        "updated_at": moment(application.updated_at),
        "submitted_at": moment(application.submitted_at),
        "decide_by": moment(application.decide_by),
        "decided_at": moment(application.decided_at),
        "outcome": application.outcome,
        "feedback": application.feedback,
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


def member(member: Member) -> View:
    """Show a member; an address is never among it."""
    times = {"joined_at": moment(member.joined_at), "checked_at": moment(member.checked_at)}
    return {"member_id": member.member_id, "version": member.version} | times | member.profile.to_dict()


def checked(member: Member) -> View:
    """Show when an entry was last called current; whoever holds a link from a mail may see no more."""
    return {"member_id": member.member_id, "version": member.version, "checked_at": moment(member.checked_at)}


def member_card(member_id: str, shown: Profile) -> View:
    """Show a member in a list, as an audience sees them."""
    profile = shown.to_dict()
    return {"member_id": member_id} | {name: profile[name] for name in CARD}


def facet(counted: dict[str, int]) -> list[View]:
    """Show how many members have each value of a filter, the most frequent first."""
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return [{"value": value, "count": count} for value, count in ordered]


def own_profile(own: Member) -> View:
    """Show a member, or who is nominated, their own profile."""
    return member(own) | {"status": own.status, "nominating_organisation": own.nominating_organisation}


def roles(person: Person) -> View:
    """Show which roles a person holds."""
    return {"person_id": person.person_id, "roles": [role.to_dict() for role in person.roles]}


def audit(row: dict[str, Any]) -> View:
    """Show a row of the audit trail."""
    return {
        "at": to_text(row["at"]),
        "actor_id": row["actor_id"],
        "action": row["action"],
        "detail": row["detail"],
    }
