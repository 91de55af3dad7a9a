"""The description of the API is valid OpenAPI 3.1 and says everything that a caller must know."""

from collections.abc import Iterator

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from services.gateway.api import register
from tests.integration.api.description import Description

RPCS = {
    "getMyCoffee",
    "enrol",
    "changeEnrolment",
    "pauseEnrolment",
    "skipNextRound",
    "resumeEnrolment",
    "leaveCoffee",
    "avoidPerson",
    "stopAvoiding",
    "listMyPairs",
    "getPair",
    "answerMeeting",
    "showTitles",
    "answerSurvey",
    "askForAnother",
    "getCertificate",
    "listRounds",
    "openRound",
    "getRound",
    "closeRound",
    "listAds",
    "getAd",
    "listMyAds",
    "listMyReplies",
    "listMyMatches",
    "postAd",
    "changeAd",
    "renewAd",
    "closeAd",
    "replyToAd",
    "acceptReply",
    "declineReply",
    "withdrawReply",
    "reportAd",
    "listKeptAds",
    "releaseAd",
    "dismissReports",
    "removeAd",
    "listWaves",
    "submitApplication",
    "withdrawApplication",
    "saveApplication",
    "getMyApplication",
    "listApplications",
    "getApplication",
    "saveAssessment",
    "scoreApplication",
    "decideApplication",
    "declareConflict",
    "listMyAssignments",
    "askApplicant",
    "saveAnswer",
    "sendAnswer",
    "changeDecision",
    "takeBackDecision",
    "getOverview",
    "listOverseen",
    "searchMembers",
    "countSkills",
    "getMember",
    "getMyProfile",
    "updateProfile",
    "confirmMembership",
    "previewProfile",
    "getPhotograph",
    "setPhotograph",
    "removePhotograph",
    "settleStep",
    "listRecognitions",
    "giveRecognition",
    "takeRecognition",
    "showRecognition",
    "checkEntry",
    "leaveCommunity",
    "searchOrganisations",
    "getOrganisation",
    "getWorkplace",
    "addOrganisation",
    "changeOrganisation",
    "mergeOrganisations",
    "removeOrganisation",
    "listUnknownOrganisations",
    "askToConnect",
    "acceptConnection",
    "declineConnection",
    "withdrawConnection",
    "endConnection",
    "listConnections",
    "getConnection",
    "reportConnection",
    "introducePeople",
    "agreeToIntroduction",
    "declineIntroduction",
    "listIntroductions",
    "blockPerson",
    "unblockPerson",
    "listBlocked",
    "chooseRequests",
    "listReports",
    "settleReport",
    "getReference",
    "getMyRoles",
    "listMyBenefits",
    "reportBenefit",
    "getMyQuestion",
    "getBenefitQuestion",
    "answerBenefit",
    "listSuggestions",
    "dismissSuggestion",
    "getNetwork",
    "listRoles",
    "grantRole",
    "revokeRole",
    "listNotices",
    "countUnread",
    "markNoticesRead",
    "getPreferences",
    "setPreference",
    "unsubscribe",
}
EVERYWHERE = {"422", "429", "500", "503"}


@pytest.fixture(scope="module")
def description() -> Iterator[Description]:
    app = Flask("described")
    register(app)
    with app.test_client() as client:
        yield Description(client.get("/api/v1/openapi.json").get_json())


def test_the_description_is_valid_openapi_31(description: Description) -> None:
    assert description.document["openapi"].startswith("3.1")
    validate(description.document, cls=OpenAPIV31SpecValidator)


def test_every_call_of_a_person_is_an_operation_of_its_name(description: Description) -> None:
    assert set(description.operations()) == {*RPCS, "startApplication", "getMyMonth"}


def test_every_post_needs_an_idempotency_key(description: Description) -> None:
    without = [
        name
        for name, (_path, method, operation) in description.operations().items()
        if method == "post" and not _requires(operation, "Idempotency-Key")
    ]
    assert without == []


def test_every_operation_says_how_it_can_fail(description: Description) -> None:
    silent = {
        name: EVERYWHERE - set(operation["responses"])
        for name, (_path, _method, operation) in description.operations().items()
        if not set(operation["responses"]) >= EVERYWHERE
    }
    assert silent == {}


def test_every_body_refuses_what_it_does_not_know(description: Description) -> None:
    schemas = description.document["components"]["schemas"]
    bodies = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for _path, _method, operation in description.operations().values()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }
    assert [name for name in sorted(bodies) if schemas[name].get("additionalProperties") is not False] == []


def test_every_text_that_is_taken_has_a_length(description: Description) -> None:
    schemas = description.document["components"]["schemas"]
    endless = [
        f"{name}.{field}"
        for name, schema in schemas.items()
        if schema.get("additionalProperties") is False
        for field, form in schema["properties"].items()
        if "string" in form.get("type", ()) and not {"maxLength", "enum", "format"} & set(form)
    ]
    assert endless == []


def _requires(operation: dict, header: str) -> bool:
    return any(each["name"] == header and each["required"] for each in operation.get("parameters", ()))
