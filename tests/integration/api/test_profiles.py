"""A member's entry in full, as programs read and change it."""

from tests.integration.api.site import Site


def test_a_program_keeps_an_entry_and_says_who_sees_what(site: Site) -> None:
    member_id = site.member()
    member = site.caller(member_id)
    change = {
        "offers": ["mentoring"],
        "looking_for": "A partner.",
        "links": [{"label": "Us", "url": "https://example.org"}],
        "organisations": [{"name": "Hillside Clinic", "until": "2020-05-31"}],
        "shown_to": {"looking_for": "members"},
    }
    saved = member.patch("/me/profile", change, seen=member.get("/me/profile").json["version"]).json
    assert {name: saved[name] for name in change} == change
    public = site.stranger.get(f"/members/{member_id}").json
    assert (public["looking_for"], public["offers"]) == ("", ["mentoring"])
    assert "shown_to" not in public
    assert member.get("/me/profile/preview", audience="public").json == public
    assert member.get("/me/profile/preview", audience="members").json["looking_for"] == "A partner."


def test_what_is_no_link_is_pointed_at(site: Site) -> None:
    member = site.caller(site.member())
    refused = member.patch("/me/profile", {"links": [{"label": "x", "url": "http://example.org"}]}, seen=1)
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "/links/0/url")


def test_staff_recognise_and_members_choose_what_is_shown(site: Site) -> None:
    member_id = site.member()
    staff_id, ops = site.person(), site.community.service("ops")
    site.community.call("directory", "grant_role", {"person_id": staff_id, "role": "staff"}, actor=ops)
    staff, member = site.caller(staff_id), site.caller(member_id)
    path = f"/members/{member_id}/recognitions"
    given = staff.post(path, {"topic": "cancer", "reason": "For ten years of it."}).json["recognitions"][0]
    assert member.post(path, {"topic": "cancer", "reason": "Me."}).status_code == 403
    assert staff.get(path).json["items"][0]["reason"] == "For ten years of it."
    own = f"/me/recognitions/{given['recognition_id']}"
    assert member.put(own, {"shown_to": "nobody"}).json["recognitions"][0]["shown"] is False
    assert site.stranger.get(f"/members/{member_id}").json["recognitions"] == []
    back = staff.post(f"{path}/{given['recognition_id']}/revocation")
    assert (back.status_code, back.json["recognitions"]) == (200, [])


def test_first_steps_go_one_by_one(site: Site) -> None:
    member = site.caller(site.member())
    step, *others = member.get("/me/profile").json["next_steps"]
    assert member.post(f"/me/steps/{step}/settlement").json["next_steps"] == others
    assert member.post("/me/steps/juggle/settlement").status_code == 422
