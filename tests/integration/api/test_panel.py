"""An application through the API: written, handed in, assessed blind, decided; and what people are told."""

import pytest

from bus.ids import new_id
from tests.integration.api.site import APPLICATION, ASSESSMENT, Caller, Site

HALF = {"scores": {"commitment": 4}, "reasons": {}}


class Panel:
    """Two assessors and a chair of West of England."""

    def __init__(self, site: Site) -> None:
        self.one, self.other, self.chair = (site.panellist(role) for role in ("assessor", "assessor", "chair"))


@pytest.fixture(scope="module")
def panel(site: Site) -> Panel:
    return Panel(site)


def test_an_application_leads_to_a_listed_member(site: Site, panel: Panel) -> None:
    person_id = site.person()
    application = _hand_in(site.caller(person_id))
    assert application["application_id"] in _ids(panel.one.get("/applications", region="west-of-england"))
    for assessor in (panel.one, panel.other):
        assert assessor.post(f"{_path(application)}/assessment/final", ASSESSMENT).json["status"] == "final"
    decided = panel.chair.post(f"{_path(application)}/decision", {"outcome": "accept"}, seen=application["version"])
    assert decided.json["status"] == "accepted"
    assert site.stranger.get(f"/members/{person_id}").json["name"] == APPLICATION["name"]
    assert site.caller(person_id).get("/me/roles").json["is_member"] is True


def test_not_yet_needs_feedback_which_the_applicant_reads(site: Site, panel: Panel) -> None:
    applicant = site.newcomer()
    application = _scored(applicant, panel)
    silent = panel.chair.post(f"{_path(application)}/decision", {"outcome": "not_yet"}, seen=application["version"])
    assert [error["pointer"] for error in silent.json["errors"]] == ["/feedback"]
    said = {"outcome": "not_yet", "feedback": "Tell us more."}
    panel.chair.post(f"{_path(application)}/decision", said, seen=application["version"])
    assert applicant.get("/me/application").json["feedback"] == "Tell us more."


def test_a_question_is_asked_answered_and_read_and_a_not_yet_corrected(site: Site, panel: Panel) -> None:
    applicant = site.newcomer()
    application = _scored(applicant, panel)
    path = _path(application)
    asked = panel.chair.post(f"{path}/question", {"question": "What came of it?"}, seen=application["version"]).json
    seen = applicant.get("/me/application").json["question"]
    body = {"answer": "Fewer", "question_version": seen["version"]}
    saved = applicant.put(f"{path}/answer", body).json["question"]
    assert panel.chair.get(path).json["question"]["answer"] == ""
    sent = {"answer": "Fewer falls.", "question_version": saved["version"]}
    assert applicant.post(f"{path}/answer/final", sent).json["question"]["answered_at"]
    late = panel.chair.post(f"{path}/decision", {"outcome": "accept"}, seen=asked["version"])
    assert (late.status_code, late.json["current"]["question"]["answer"]) == (412, "Fewer falls.")

    refusal = {"outcome": "not_yet", "feedback": "More.", "contact": "Cai, 01632 960 001", "again_in_months": 6}
    refused = panel.chair.post(f"{path}/decision", refusal, seen=late.json["current"]["version"]).json
    mine = applicant.get("/me/application").json
    assert (mine["contact"], mine["again_on"]) == ("Cai, 01632 960 001", refused["again_on"])
    why = {"code": "mistake", "reason": "A slip of the hand."}
    none = panel.chair.post(f"{path}/decision/withdrawal", why, seen=refused["version"])
    assert (none.status_code, none.json["code"]) == (409, "nothing_to_take_back")
    corrected = panel.chair.put(f"{path}/decision", {"outcome": "accept", **why}, seen=refused["version"])
    assert corrected.json["status"] == "accepted"
    assert why["reason"] in [entry["reason"] for entry in panel.chair.get(path).json["audit"]]


def test_staff_read_figures_and_their_lists_and_nobody_else_does(site: Site, panel: Panel) -> None:
    application = _hand_in(site.newcomer())
    staff = site.panellist("staff")
    counts = staff.get("/staff/applications").json["counts"]
    waiting = next(row["count"] for row in counts if row["state"] == "submitted")
    listed = staff.get("/staff/applications/list", state="submitted", region="west-of-england", limit=100).json["items"]
    assert len(listed) == waiting
    assert application["application_id"] in [row["application_id"] for row in listed]
    assert staff.get("/staff/applications", since="2026-02-01", until="2026-01-01").status_code == 422
    assert panel.chair.get("/staff/applications").status_code == 403


def test_nothing_is_decided_on_one_assessment(site: Site, panel: Panel) -> None:
    application = _hand_in(site.newcomer())
    panel.one.post(f"{_path(application)}/assessment/final", ASSESSMENT)
    answer = panel.chair.post(f"{_path(application)}/decision", {"outcome": "accept"}, seen=application["version"])
    assert (answer.status_code, answer.json["code"]) == (409, "too_few_assessments")


def test_an_assessor_is_blind_until_their_own_scores_are_final(site: Site, panel: Panel) -> None:
    application = _hand_in(site.newcomer())
    panel.one.post(f"{_path(application)}/assessment/final", ASSESSMENT)
    assert panel.other.get(_path(application)).json["assessments"] == []
    panel.other.post(f"{_path(application)}/assessment/final", ASSESSMENT)
    seen = panel.other.get(_path(application)).json
    assert len(seen["assessments"]) == 1
    may_not = ("ask", "assess", "change", "decide", "lead", "take_back")
    assert seen["may"] == dict.fromkeys(may_not, False) | {"step_back": True}


def test_an_assessor_lists_what_is_theirs_and_steps_back(site: Site, panel: Panel) -> None:
    application = _hand_in(site.newcomer())
    mine = {task["application_id"]: task for task in panel.one.get("/me/assignments", limit=100).json["items"]}
    assert mine[application["application_id"]]["my_assessment"] == "none"
    assert mine[application["application_id"]]["late"] is False
    answer = panel.one.post(f"{_path(application)}/conflict", {"reason": "abstains"})
    assert answer.json["application_id"] == application["application_id"]
    assert panel.one.get(_path(application)).status_code == 403
    seen = panel.chair.get(_path(application)).json
    assert (seen["stage"], len(seen["assignments"])) == ("waiting_for_assessors", 2)
    assert panel.one.post(f"{_path(application)}/conflict", {"reason": "bored"}).status_code == 422


def test_the_chair_reads_what_was_done(site: Site, panel: Panel) -> None:
    application = _scored(site.newcomer(), panel)
    actions = [entry["action"] for entry in panel.chair.get(_path(application)).json["audit"]]
    assert {"application.submitted", "application.scored"} <= set(actions)


def test_a_draft_of_scores_is_kept_by_version(site: Site, panel: Panel) -> None:
    path = f"{_path(_hand_in(site.newcomer()))}/assessment"
    assert panel.one.put(path, HALF).status_code == 428
    first = panel.one.put(path, HALF, **{"If-None-Match": "*"}).json
    assert (first["status"], first["scores"]["experience"]) == ("draft", None)
    assert panel.one.put(path, HALF, **{"If-None-Match": "*"}).status_code == 412
    assert panel.one.put(path, ASSESSMENT, seen=first["version"]).json["version"] == first["version"] + 1
    assert panel.one.post(f"{path}/final", ASSESSMENT).json["code"] == "version_conflict"
    final = panel.one.post(f"{path}/final", ASSESSMENT, seen=first["version"] + 1)
    assert final.json["status"] == "final"


def test_final_scores_lack_nothing(site: Site, panel: Panel) -> None:
    answer = panel.one.post(f"{_path(_hand_in(site.newcomer()))}/assessment/final", HALF)
    assert answer.status_code == 422
    assert "/scores/experience" in [error["pointer"] for error in answer.json["errors"]]


def test_another_region_does_not_see_it(site: Site, panel: Panel) -> None:
    application = _hand_in(site.newcomer())
    elsewhere = site.panellist("assessor", "wales")
    assert elsewhere.get(_path(application)).status_code in (403, 404)
    assert application["application_id"] not in _ids(elsewhere.get("/applications"))


def test_an_application_can_be_taken_back(site: Site) -> None:
    applicant = site.newcomer()
    application = _hand_in(applicant)
    answer = applicant.post(f"{_path(application)}/withdrawal", seen=application["version"])
    assert answer.json["status"] == "withdrawn"


def test_staff_give_and_take_roles(site: Site) -> None:
    staff, person_id = site.panellist("staff"), site.person()
    role = {"person_id": person_id, "role": "chair", "region": "wales"}
    assert staff.post("/roles", role).json["roles"] == [{"role": "chair", "region": "wales"}]
    assert person_id in [each["person_id"] for each in staff.get("/roles", limit=100).json["items"]]
    assert staff.post("/roles/revocations", role).json["roles"] == []


def test_people_are_told_and_choose_how(site: Site, panel: Panel) -> None:
    applicant = site.newcomer()
    _hand_in(applicant)
    notice = site.community.eventually(lambda: applicant.get("/me/notices").json["items"])[0]
    assert notice["kind"] == "application_received"
    assert applicant.get("/me/notices/unread").json == {"value": 1, "exact": True}
    assert applicant.post("/me/notices/read", {"until": notice["created_at"]}).json == {"marked": 1}
    assert applicant.put("/me/preferences/welcome", {"mail": False}).json == {
        "kind": "welcome",
        "mail": False,
    }
    kinds = {each["kind"]: each for each in applicant.get("/me/preferences").json["kinds"]}
    assert (kinds["welcome"]["mail"], kinds["application_decided"]["locked"]) == (False, True)


def test_a_kind_that_is_always_mailed_cannot_be_switched_off(site: Site) -> None:
    answer = site.newcomer().put("/me/preferences/application_decided", {"mail": False})
    assert (answer.status_code, answer.json["code"]) == (403, "kind_locked")


def test_a_forged_token_unsubscribes_nobody(site: Site) -> None:
    assert site.stranger.post("/unsubscriptions", {"token": new_id()}).status_code == 422


def _hand_in(applicant: Caller) -> dict[str, object]:
    draft = applicant.post("/applications", APPLICATION).json
    return applicant.post(f"{_path(draft)}/submission", seen=draft["version"]).json


def _scored(applicant: Caller, panel: Panel) -> dict[str, object]:
    application = _hand_in(applicant)
    for assessor in (panel.one, panel.other):
        assessor.post(f"{_path(application)}/assessment/final", ASSESSMENT)
    return application


def _path(application: dict[str, object]) -> str:
    return f"/applications/{application['application_id']}"


def _ids(answer: object) -> list[str]:
    return [row["application_id"] for row in answer.json["items"]]
