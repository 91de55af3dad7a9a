"""The directory through the API: what strangers and members find, and what a member says of themselves."""

import pytest

from tests.integration.api.site import Site


@pytest.fixture(scope="module")
def names(site: Site) -> list[str]:
    names = [f"Zebedee Number{word}" for word in ("Five", "Four", "One", "Three", "Two")]
    for name in names:
        site.member(name=name, region="wales")
    return names


def test_the_words_to_choose_from_are_there_for_everyone(site: Site) -> None:
    reference = site.stranger.get("/reference").json
    assert len(reference["regions"]) == 18
    assert "Bristol" in next(each for each in reference["regions"] if each["slug"] == "west-of-england")["places"]
    assert len(reference["partnerships"]) == 70
    assert {each["state"] for entries in reference.values() for each in entries} == {"used"}


def test_a_member_says_their_local_partnership(site: Site) -> None:
    member = site.caller(site.member(name="Petra Partner"))
    assert member.patch("/me/profile", {"partnership": "dorset"}, seen=1).json["partnership"] == "dorset"
    found = site.stranger.get("/members", partnership="dorset").json
    assert [each["partnership"] for each in found["items"]] == ["dorset"]
    assert found["facets"]["partnership"] == [{"value": "dorset", "count": 1}]
    refused = member.patch("/me/profile", {"partnership": "atlantis"}, seen=2)
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/partnership")


def test_a_stranger_finds_members_by_words_and_filters(site: Site, names: list[str]) -> None:
    found = site.stranger.get("/members", words="zebedee", region="wales", background="frontline-staff").json
    assert [member["name"] for member in found["items"]] == names
    assert found["total"] == {"value": 5, "exact": True}
    assert site.stranger.get("/members", words="zebedee", region="scotland").json["items"] == []


def test_pages_follow_one_another_without_a_gap(site: Site, names: list[str]) -> None:
    seen, query = [], {"words": "zebedee", "limit": 2}
    while True:
        page = site.stranger.get("/members", **query).json
        seen += [member["name"] for member in page["items"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert seen == names


def test_who_wants_to_be_seen_by_members_only_is_hidden_from_strangers(site: Site) -> None:
    member_id = site.member(name="Hidden Hollingbery")
    member = site.caller(member_id)
    member.patch("/me/profile", {"visibility": "members"}, seen=1)
    assert site.stranger.get(f"/members/{member_id}").status_code == 404
    assert site.stranger.get("/members", words="hollingbery").json["total"]["value"] == 0
    other = site.caller(site.member())
    assert other.get(f"/members/{member_id}").json["name"] == "Hidden Hollingbery"
    assert other.get("/members", words="hollingbery").json["total"]["value"] == 1


def test_nobody_is_shown_an_address(site: Site) -> None:
    member_id = site.member()
    answers = [site.stranger.get(f"/members/{member_id}"), site.caller(member_id).get("/me/profile")]
    assert all("@" not in answer.text for answer in answers)


def test_who_was_nominated_confirms_and_is_listed(site: Site) -> None:
    person_id = site.nominee()
    nominee = site.caller(person_id)
    offered = nominee.get("/me/profile").json
    assert offered["status"] == "nominated"
    assert site.stranger.get(f"/members/{person_id}").status_code == 404
    confirmed = nominee.post("/me/profile/confirmation", {"role": "Matron"}, seen=offered["version"]).json
    assert (confirmed["status"], confirmed["role"]) == ("member", "Matron")
    assert site.stranger.get(f"/members/{person_id}").json["role"] == "Matron"
