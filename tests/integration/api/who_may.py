"""Who may call which operation of the API: one row each, also for what everybody may."""

from dataclasses import dataclass
from typing import Any

from tests.integration.api.site import ASSESSMENT
from tests.pictures import encoded

REGION, ELSEWHERE = "northern-ireland", "scotland"

EVERYBODY = {
    *("nobody", "applicant", "another applicant", "member", "assessor", "idle assessor", "assessor with a conflict"),
    *("assessor elsewhere", "chair", "chair elsewhere", "staff"),
}
PEOPLE = EVERYBODY - {"nobody"}
PANELS = PEOPLE - {"applicant", "another applicant", "member"}
READERS = {"assessor", "chair", "staff"}


@dataclass(frozen=True)
class Row:
    """Who may call an operation, and how: its path, its body (or file) and which version it names."""

    may: set[str]
    method: str
    path: str
    body: dict[str, Any] | None = None
    seen: int | None = None
    file: bytes | None = None


def get(may: set[str], path: str) -> Row:
    return Row(may, "GET", path)


def post(may: set[str], path: str, body: dict[str, Any] | None = None, seen: int | None = None) -> Row:
    return Row(may, "POST", path, body, seen)


APP = "/applications/{application_id}"
MEMBER = "/members/{member_id}"
ORGANISATION = "/organisations/{organisation_id}"
OVER = 999
ROLE = {"person_id": "nobody-we-know", "role": "staff"}
DECISION = {"outcome": "not_yet", "feedback": "Later."}
WHY = {"code": "mistake", "reason": "A slip."}
ANSWER = {"question_version": 1, "answer": "Mine."}

TABLE = {
    "getReference": get(EVERYBODY, "/reference"),
    "searchMembers": get(EVERYBODY, "/members"),
    "countSkills": get(EVERYBODY, "/skills"),
    "listWaves": get(EVERYBODY, "/waves"),
    "getMember": get({"member"}, MEMBER),
    "searchOrganisations": get(EVERYBODY, "/organisations"),
    "getOrganisation": get(EVERYBODY, ORGANISATION),
    "getWorkplace": get({"staff"}, f"{ORGANISATION}/people"),
    "addOrganisation": post({"staff"}, "/organisations", {"name": "Mine", "kind": "charity"}),
    "changeOrganisation": Row({"staff"}, "PATCH", ORGANISATION, {"name": "Mine"}, OVER),
    "mergeOrganisations": post({"staff"}, f"{ORGANISATION}/merger", {"into_id": "another"}, OVER),
    "removeOrganisation": post({"staff"}, f"{ORGANISATION}/removal", seen=OVER),
    "listUnknownOrganisations": get({"staff"}, "/staff/organisations/unknown"),
    "getPhotograph": get({"member"}, f"{MEMBER}/photograph"),
    "setPhotograph": Row({"member"}, "PUT", "/me/photograph", file=encoded()),
    "removePhotograph": Row({"member"}, "DELETE", "/me/photograph"),
    "getMyProfile": get({"member"}, "/me/profile"),
    "updateProfile": Row({"member"}, "PATCH", "/me/profile", {"biography": "Mine."}, OVER),
    "confirmMembership": post({"member"}, "/me/profile/confirmation", {}, OVER),
    "previewProfile": get({"member"}, "/me/profile/preview?audience=members"),
    "settleStep": post({"member"}, "/me/steps/choose_topics/settlement"),
    "showRecognition": Row({"member"}, "PUT", "/me/recognitions/not-there", {"shown_to": "nobody"}),
    "listRecognitions": get({"staff"}, f"{MEMBER}/recognitions"),
    "giveRecognition": post({"staff"}, f"{MEMBER}/recognitions", {"topic": "patient-safety", "reason": "Much."}),
    "takeRecognition": post({"staff"}, f"{MEMBER}/recognitions/not-there/revocation"),
    "checkEntry": post({"member"}, "/me/profile/check"),
    "leaveCommunity": post({"member"}, "/me/profile/departure", seen=OVER),
    "getMyRoles": get(PEOPLE, "/me/roles"),
    "startApplication": post(PEOPLE, "/applications", {"region": "nowhere"}),
    "getMyApplication": get({"applicant", "another applicant"}, "/me/application"),
    "saveApplication": Row({"applicant"}, "PATCH", APP, {"name": "Another"}, OVER),
    "submitApplication": post({"applicant"}, f"{APP}/submission", seen=OVER),
    "withdrawApplication": post({"applicant"}, f"{APP}/withdrawal", seen=OVER),
    "listApplications": get(PANELS, "/applications"),
    "getApplication": get(READERS, APP),
    "saveAssessment": Row({"assessor"}, "PUT", f"{APP}/assessment", ASSESSMENT, OVER),
    "scoreApplication": post({"assessor"}, f"{APP}/assessment/final", ASSESSMENT),
    "askApplicant": post({"chair"}, f"{APP}/question", {"question": "Who?"}, OVER),
    "saveAnswer": Row({"applicant"}, "PUT", f"{APP}/answer", ANSWER),
    "sendAnswer": post({"applicant"}, f"{APP}/answer/final", ANSWER),
    "decideApplication": post({"chair"}, f"{APP}/decision", DECISION, OVER),
    "changeDecision": Row({"chair"}, "PUT", f"{APP}/decision", DECISION | WHY, OVER),
    "takeBackDecision": post({"chair"}, f"{APP}/decision/withdrawal", WHY, OVER),
    "declareConflict": post({"assessor", "chair", "assessor with a conflict"}, f"{APP}/conflict", {"reason": "other"}),
    "listMyAssignments": get(PEOPLE, "/me/assignments"),
    "getOverview": get({"staff"}, "/staff/applications"),
    "listOverseen": get({"staff"}, "/staff/applications/list"),
    "listNotices": get(PEOPLE, "/me/notices"),
    "countUnread": get(PEOPLE, "/me/notices/unread"),
    "markNoticesRead": post(PEOPLE, "/me/notices/read", {"until": "2026-11-22T09:00:00Z"}),
    "getPreferences": get(PEOPLE, "/me/preferences"),
    "setPreference": Row(PEOPLE, "PUT", "/me/preferences/welcome", {"mail": True}),
    "unsubscribe": post(EVERYBODY, "/unsubscriptions", {"token": "forged"}),
    "listRoles": get({"staff"}, "/roles"),
    "grantRole": post({"staff"}, "/roles", ROLE | {"role": "chair", "region": REGION}),
    "revokeRole": post({"staff"}, "/roles/revocations", ROLE),
}
CODES = {"grantRole": "no_person", "revokeRole": "no_person"}
"""What who may is told of a thing that is not there, where others are told that they may not."""
