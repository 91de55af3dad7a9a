"""Every operation of the API is tried by every kind of person: who may not according to the table is refused.

An operation that the description lists and the table does not fails the test. Who is refused asks first; changes of
applications name a version that is over, so that who may is told so and changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pymongo.read_concern import ReadConcern
from werkzeug.test import TestResponse

from bus.ids import new_id
from tests.integration.api.site import APPLICATION, Caller, Site
from tests.integration.api.who_may import ASKED, CODES, ELSEWHERE, EVERYBODY, REGION, TABLE, Row
from tests.pictures import sent

REFUSALS = (401, 403, 404)


@dataclass(frozen=True)
class Case:
    """What is asked about: an application before its panel, a member whom only members see, an organisation, an ad."""

    application_id: str
    member_id: str
    organisation_id: str
    ad_id: str


class Cast:
    """One caller of each kind, over a site of their own; an application of one of them is drawn for each test."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.member_id = site.member(name="Mair Unseen")
        self.callers: dict[str, Caller] = {"nobody": site.stranger, "member": self._member()}
        self.assessors = [site.panellist_id("assessor", REGION) for _ in range(4)]
        self.callers |= {
            "another applicant": self._applicant()[0],
            "assessor elsewhere": site.panellist("assessor", ELSEWHERE),
            "chair": site.panellist("chair", REGION),
            "chair elsewhere": site.panellist("chair", ELSEWHERE),
            "staff": site.panellist("staff"),
        }
        added = self.callers["staff"].post("/organisations", {"name": "Unseen Trust", "kind": "nhs-provider"})
        self.organisation_id = str(added.get_json()["organisation_id"])

    def case(self) -> Case:
        """Submit an application, let one who was asked step back, and note who is what to it."""
        applicant, application = self._applicant()
        asked = self._row(application)["assigned"]
        conflict = {"application_id": application, "reason": "family_or_friend"}
        self._call("declare_conflict", conflict, asked[0])
        row = self._row(application)
        idle = next(each for each in self.assessors if each not in (*row["assigned"], *row["barred"]))
        named = {"assessor": row["assigned"][0], "assessor with a conflict": asked[0], "idle assessor": idle}
        self.callers |= {kind: self.site.caller(person_id) for kind, person_id in named.items()}
        self.callers["applicant"] = applicant
        return Case(application, self.member_id, self.organisation_id, self._ad())

    def _ad(self) -> str:
        """Let the hidden member want something, in place of the last time."""
        community = self.site.community
        database, hidden = community.database("matching"), community.person(self.member_id)
        members = database.get_collection("members", read_concern=ReadConcern("majority"))
        community.eventually(lambda: members.find_one({"_id": self.member_id}))
        database["ads"].delete_many({})
        posted = community.call("matching", "post_ad", ASKED | {"side": "want"}, actor=hidden, command_id=new_id())
        return str(posted["ad_id"])

    def _applicant(self) -> tuple[Caller, str]:
        caller = self.site.newcomer()
        draft = caller.post("/applications", APPLICATION | {"region": REGION}).get_json()
        path = f"/applications/{draft['application_id']}"
        assert caller.post(f"{path}/submission", seen=draft["version"]).status_code == 200
        return caller, draft["application_id"]

    def _member(self) -> Caller:
        hidden = self.site.community.person(self.member_id)
        mine = {"version": 1, "visibility": "members"}
        self.site.community.call("directory", "update_profile", mine, actor=hidden)
        self._call("set_photograph", {"large": sent(480), "small": sent(96)}, self.member_id)
        return self.site.caller(self.site.member(name="Mo Seen"))

    def _row(self, application_id: str) -> dict[str, Any]:
        found = self.site.community.database("directory")["applications"].find_one({"_id": application_id})
        assert found
        return dict(found)

    def _call(self, method: str, request: dict[str, Any], person_id: str) -> None:
        self.site.community.call("directory", method, request, actor=self.site.community.person(person_id))


@pytest.fixture(scope="module")
def cast(site: Site) -> Iterator[Cast]:
    before = site.app.config["API_LIMIT"]
    site.app.config["API_LIMIT"] = "100000 per minute"
    yield Cast(site)
    site.app.config["API_LIMIT"] = before


def asked(caller: Caller, row: Row, case: Case) -> TestResponse:
    path, _mark, query = row.path.format(**vars(case)).partition("?")
    if row.method == "GET":
        return caller.send("GET", path, query_string=query)
    headers = {"Idempotency-Key": new_id()}
    if row.file:
        return caller.send(row.method, path, headers, data=row.file, content_type="image/jpeg")
    return caller.change(row.method, path, row.body, headers, row.seen)


def is_refused(operation: str, answer: TestResponse) -> bool:
    return answer.status_code in REFUSALS and answer.get_json().get("code") != CODES.get(operation)


def test_the_table_has_every_operation_and_no_other(cast: Cast) -> None:
    described = cast.site.description.operations()
    assert {name: method.upper() for name, (_path, method, _) in described.items()} == {
        name: row.method for name, row in TABLE.items()
    }


@pytest.mark.parametrize("operation", TABLE)
def test_only_who_may_call_an_operation_is_not_refused(cast: Cast, operation: str) -> None:
    row, case = TABLE[operation], cast.case()
    in_order = [*sorted(EVERYBODY - row.may), *sorted(row.may)]
    answers = {kind: asked(cast.callers[kind], row, case) for kind in in_order}
    assert {kind for kind, answer in answers.items() if not is_refused(operation, answer)} == row.may
    assert all(answer.status_code < 500 for answer in answers.values())
    refused = "".join(answers[kind].text for kind in EVERYBODY - row.may)
    assert not any(secret in refused for secret in ("Ngozi", "Because.", "Mair Unseen", "run chart"))
