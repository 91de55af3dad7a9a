"""A change happens once, and only to what its caller saw."""

import pytest

from bus.ids import new_id
from tests.integration.api.site import APPLICATION, Site


def test_a_repeat_with_the_same_key_gets_the_first_answer(site: Site) -> None:
    newcomer, key = site.newcomer(), new_id()
    first = newcomer.post("/applications", APPLICATION, key=key)
    again = newcomer.post("/applications", APPLICATION, key=key)
    assert first.status_code == again.status_code == 201
    assert first.json == again.json


def test_a_second_application_shows_the_one_that_is_there(site: Site) -> None:
    newcomer = site.newcomer()
    first = newcomer.post("/applications", APPLICATION).json
    answer = newcomer.post("/applications", APPLICATION | {"role": "Matron"})
    assert (answer.status_code, answer.json["code"]) == (409, "already_applied")
    assert answer.json["current"]["application_id"] == first["application_id"]
    assert answer.json["sent"]["role"] == "Matron"


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "1"}, {"Idempotency-Key": ""}])
def test_a_post_without_a_key_is_not_carried_out(site: Site, headers: dict[str, str]) -> None:
    newcomer = site.newcomer()
    assert newcomer.send("POST", "/applications", json=APPLICATION, headers=headers).status_code == 400
    assert newcomer.get("/me/application").status_code == 404


def test_a_key_may_be_quoted_as_the_draft_standard_has_it(site: Site) -> None:
    headers = {"Idempotency-Key": f'"{new_id()}"'}
    assert site.newcomer().send("POST", "/applications", json=APPLICATION, headers=headers).status_code == 201


def test_an_answer_carries_its_version_as_etag(site: Site) -> None:
    answer = site.newcomer().post("/applications", APPLICATION)
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"'


def test_a_change_that_names_no_version_is_asked_for_it(site: Site) -> None:
    member = site.caller(site.member())
    answer = member.patch("/me/profile", {"role": "Matron"})
    assert (answer.status_code, answer.json["code"]) == (428, "precondition_required")


@pytest.mark.parametrize("said", ['W/"1"', "1", '"x"', '"1", "2"', '"99999999999999999999"'])
def test_what_is_no_version_of_ours_matches_nothing(site: Site, said: str) -> None:
    member = site.caller(site.member())
    answer = member.send("PATCH", "/me/profile", json={"role": "Matron"}, headers={"If-Match": said})
    assert answer.status_code == 412


def test_a_change_that_was_overtaken_shows_both_texts_and_overwrites_nothing(site: Site) -> None:
    member = site.caller(site.member())
    seen = member.get("/me/profile").json["version"]
    member.patch("/me/profile", {"role": "Matron"}, seen=seen)
    answer = member.patch("/me/profile", {"role": "Midwife"}, seen=seen)
    assert (answer.status_code, answer.json["code"]) == (412, "version_conflict")
    assert (answer.json["current"]["role"], answer.json["sent"]["role"]) == ("Matron", "Midwife")
    assert member.get("/me/profile").json["role"] == "Matron"


def test_the_fields_that_are_not_sent_stay(site: Site) -> None:
    newcomer = site.newcomer()
    draft = newcomer.post("/applications", {"name": "Sam Newcomer", "region": "wales"}).json
    changed = newcomer.patch(f"/applications/{draft['application_id']}", {"region": None}, seen=draft["version"])
    assert (changed.json["name"], changed.json["region"]) == ("Sam Newcomer", None)


def test_handing_in_says_field_by_field_what_is_missing(site: Site) -> None:
    newcomer = site.newcomer()
    draft = newcomer.post("/applications", {"name": "Sam Newcomer"}).json
    answer = newcomer.post(f"/applications/{draft['application_id']}/submission", seen=draft["version"])
    assert answer.status_code == 422
    pointers = {error["pointer"] for error in answer.json["errors"]}
    assert {"/role", "/region", "/topics", "/commitment"} <= pointers
