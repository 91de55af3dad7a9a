"""What applicants and panels hear of an application."""

from typing import Any

from bus.database import Work
from bus.events import Received
from services.notifications import store
from services.notifications.actions.telling import tell

Data = dict[str, Any]


def tell_submission(work: Work, event: Received) -> None:
    """Tell the applicant, with a copy of what was sent in, and who leads the panel of the region (Clause 19)."""
    tell(work, event, "application_received", event.data["person_id"], event.data)
    _tell_leaders(work, event, "application_to_lead")


def tell_move(work: Work, event: Received) -> None:
    """Tell the applicant which panel decides now, and who leads it (Clause 19)."""
    tell(work, event, "application_moved", event.data["person_id"], event.data)
    _tell_leaders(work, event, "application_to_lead")


def tell_assignment(work: Work, event: Received) -> None:
    """Ask an assessor for their scores (Clauses 13 to 15)."""
    about = event.data["applicant_person_id"]
    tell(work, event, "application_to_assess", event.data["person_id"], event.data, about=about)


def tell_deadline(work: Work, event: Received) -> None:
    """Remind an assessor of what is due soon, or late (Clause 19)."""
    kind = "assessment_late" if event.data["state"] == "late" else "assessment_due"
    tell(work, event, kind, event.data["person_id"], event.data, about=event.data["applicant_person_id"])


def tell_withdrawal(work: Work, event: Received) -> None:
    """Tell who asked for it that their application is withdrawn; who has joined is welcomed instead."""
    if event.data["reason"] != "asked":
        return
    tell(work, event, "application_withdrawn", event.data["person_id"], event.data)


def tell_decision(work: Work, event: Received) -> None:
    """Tell the applicant what the chair decided and what the panel wrote (Clauses 19 and 20)."""
    tell(work, event, "application_decided", event.data["person_id"], event.data)


def tell_question(work: Work, event: Received) -> None:
    """Tell the applicant what the chair asks, and until when an answer is waited for (Clause 19)."""
    tell(work, event, "application_question", event.data["person_id"], event.data)


def tell_answer(work: Work, event: Received) -> None:
    """Tell who leads the panel now that there is an answer (Clause 19)."""
    _tell_leaders(work, event, "application_answer")


def tell_expiry(work: Work, event: Received) -> None:
    """Tell the author of a draft that it is going to be erased."""
    tell(work, event, "application_expiring", event.data["person_id"], event.data)


def tell_wave(work: Work, event: Received) -> None:
    """Tell who asked for it that applications are open (Clause 24)."""
    tell(work, event, "wave_opened", event.data["person_id"], event.data)


def _tell_leaders(work: Work, event: Received, kind: str) -> None:
    """Tell the chairs of a region and the deputy in office, but not the applicant and who may not judge them."""
    data = event.data
    leaders = {*store.list_chairs(work, data["region"]), *filter(None, [data["deputy_person_id"]])}
    for person_id in sorted(leaders - {data["person_id"], *data["kept_from"]}):
        tell(work, event, kind, person_id, _brief(data, "decide_by"), about=data["person_id"])


def _brief(data: Data, *more: str) -> Data:
    return {name: data[name] for name in ("application_id", "name", "region", *more)}
