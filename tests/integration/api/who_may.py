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
CONNECTION = "/me/connections/not-there"
INTRODUCED = {"person_id": "not-there", "other_person_id": "nobody", "words": "You both count falls."}
SETTLED = {"outcome": "kept", "reason": "Harmless."}
AD = "/ads/{ad_id}"
ASKED = {"kind": "data", "title": "Falls", "text": "Who has a run chart?", "reach": "uk"}
COFFEE = {"new_ideas": True, "collaboration": True, "beneficial": True}
OVER = 999
ROLE = {"person_id": "nobody-we-know", "role": "staff"}
DECISION = {"outcome": "not_yet", "feedback": "Later."}
WHY = {"code": "mistake", "reason": "A slip."}
HELPED = {"member_id": "nobody-we-know", "beneficial": True}
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
    "getMyMonth": get({"member"}, "/me/month"),
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
    "listMyBenefits": get(PEOPLE, "/me/benefits"),
    "reportBenefit": post({"member"}, "/me/benefits", {"member_id": "nobody-we-know", "beneficial": True}),
    "getMyQuestion": get(PEOPLE, "/me/benefits/question"),
    "getBenefitQuestion": get(set(), "/me/benefits/questions/not-there"),
    "answerBenefit": post(set(), "/me/benefits/questions/not-there/answers", {"answers": [HELPED]}),
    "listSuggestions": get({"member"}, "/me/suggestions"),
    "dismissSuggestion": post({"member"}, "/me/suggestions/{member_id}/dismissal"),
    "getNetwork": get({"staff"}, "/staff/connections"),
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
    "listAds": get(EVERYBODY, "/ads?shop=wanted"),
    "getAd": get({"member", "staff"}, AD),
    "listMyAds": get(PEOPLE, "/me/ads"),
    "listMyReplies": get(PEOPLE, "/me/replies"),
    "listMyMatches": get({"member"}, "/me/matches"),
    "postAd": post({"member"}, "/ads", ASKED | {"side": "want"}),
    "changeAd": Row(set(), "PATCH", AD, {"title": "Mine"}, OVER),
    "renewAd": post(set(), f"{AD}/renewal"),
    "closeAd": post(set(), f"{AD}/closure", {"outcome": "no"}),
    "replyToAd": post({"member"}, f"{AD}/replies", {"message": "I can help."}),
    "acceptReply": post(set(), "/replies/not-there/acceptance"),
    "declineReply": post(set(), "/replies/not-there/refusal"),
    "withdrawReply": post(set(), "/replies/not-there/withdrawal"),
    "reportAd": post({"member"}, f"{AD}/reports", {"reason": "other"}),
    "listKeptAds": get({"staff"}, "/staff/ads"),
    "releaseAd": post({"staff"}, f"/staff{AD}/release", seen=OVER),
    "dismissReports": post({"staff"}, f"/staff{AD}/dismissal"),
    "removeAd": post({"staff"}, f"/staff{AD}/removal", {"reason": "other", "words": "Not here."}),
    "listRounds": get({"staff"}, "/staff/coffee-rounds"),
    "openRound": post({"staff"}, "/staff/coffee-rounds", {"closes_on": "2000-01-01"}),
    "getRound": get({"staff"}, "/staff/coffee-rounds/not-there"),
    "closeRound": post({"staff"}, "/staff/coffee-rounds/not-there/closure", seen=OVER),
    "getMyCoffee": get({"member"}, "/me/coffee"),
    "enrol": post({"member"}, "/me/coffee/enrolment", {"ways": ["call"]}),
    "changeEnrolment": post({"member"}, "/me/coffee/ways", {"ways": ["call"]}),
    "pauseEnrolment": post({"member"}, "/me/coffee/pause", {"until": "2999-01-01"}),
    "skipNextRound": post({"member"}, "/me/coffee/skipping"),
    "resumeEnrolment": post({"member"}, "/me/coffee/resumption"),
    "leaveCoffee": post({"member"}, "/me/coffee/departure"),
    "avoidPerson": post(set(), "/me/coffee/avoided", {"person_id": "nobody"}),
    "stopAvoiding": post({"member"}, "/me/coffee/avoided/nobody/removal"),
    "listMyPairs": get({"member"}, "/me/coffees"),
    "getPair": get(set(), "/me/coffees/not-there"),
    "answerMeeting": post(set(), "/me/coffees/not-there/answer", {"answer": "met"}),
    "showTitles": post(set(), "/me/coffees/not-there/titles"),
    "answerSurvey": post(set(), "/me/coffees/not-there/survey", COFFEE),
    "askForAnother": post(set(), "/coffee-rounds/not-there/another"),
    "getCertificate": get(set(), "/coffee-rounds/not-there/certificate"),
    "listNotices": get(PEOPLE, "/me/notices"),
    "countUnread": get(PEOPLE, "/me/notices/unread"),
    "markNoticesRead": post(PEOPLE, "/me/notices/read", {"until": "2026-11-22T09:00:00Z"}),
    "getPreferences": get(PEOPLE, "/me/preferences"),
    "setPreference": Row(PEOPLE, "PUT", "/me/preferences/welcome", {"mail": True}),
    "unsubscribe": post(EVERYBODY, "/unsubscriptions", {"token": "forged"}),
    "listConnections": get({"member"}, "/me/connections?show=sent"),
    "getConnection": get({"member"}, f"{MEMBER}/connection"),
    "askToConnect": post({"member"}, "/me/connections", {"person_id": "not-there", "source": "coffee"}),
    "acceptConnection": post({"member"}, f"{CONNECTION}/acceptance"),
    "declineConnection": post({"member"}, f"{CONNECTION}/refusal"),
    "withdrawConnection": post({"member"}, f"{CONNECTION}/withdrawal"),
    "endConnection": post({"member"}, f"{CONNECTION}/end"),
    "reportConnection": post({"member"}, f"{CONNECTION}/report", {"fault": "other"}),
    "listIntroductions": get({"member"}, "/me/introductions"),
    "introducePeople": post({"member"}, "/me/introductions", INTRODUCED),
    "agreeToIntroduction": post({"member"}, "/me/introductions/not-there/agreement"),
    "declineIntroduction": post({"member"}, "/me/introductions/not-there/refusal"),
    "listBlocked": get(PEOPLE, "/me/blocked"),
    "blockPerson": Row({"member"}, "PUT", "/me/blocked/not-there"),
    "unblockPerson": Row(PEOPLE, "DELETE", "/me/blocked/not-there"),
    "chooseRequests": Row({"member"}, "PUT", "/me/connections/requests", {"takes_requests": True}),
    "listReports": get({"staff"}, "/staff/reports/connections"),
    "settleReport": post({"staff"}, "/staff/reports/connections/not-there/settlement", SETTLED, OVER),
    "listRoles": get({"staff"}, "/roles"),
    "grantRole": post({"staff"}, "/roles", ROLE | {"role": "chair", "region": REGION}),
    "revokeRole": post({"staff"}, "/roles/revocations", ROLE),
}
CODES = {
    "reportBenefit": "no_member",
    "grantRole": "no_person",
    "revokeRole": "no_person",
    **dict.fromkeys(("askToConnect", "introducePeople", "blockPerson"), "no_member"),
    **dict.fromkeys(
        (f"{verb}Connection" for verb in ("accept", "decline", "withdraw", "end", "report")), "no_connection"
    ),
    **dict.fromkeys(("agreeToIntroduction", "declineIntroduction"), "no_introduction"),
    "settleReport": "no_report",
    **dict.fromkeys(("getRound", "closeRound"), "no_round"),
    **dict.fromkeys(
        ("changeEnrolment", "pauseEnrolment", "skipNextRound", "resumeEnrolment", "leaveCoffee", "stopAvoiding"),
        "no_enrolment",
    ),
}
"""What who may is told of a thing that is not there, where others are told that they may not."""
