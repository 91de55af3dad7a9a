"""The month of a member, as programs read it."""

from tests.integration.api.site import Site


def test_a_month_has_what_waits_of_every_service(site: Site) -> None:
    ana, bea = site.member(name="Ana Asker"), site.member(name="Bea Asked")
    asked = {"person_id": bea, "source": "meeting", "message": "Shall we?"}
    assert site.caller(ana).post("/me/connections", asked).status_code == 201
    month = site.caller(bea).get("/me/month").json
    assert [each["message"] for each in month["requests"]["items"]] == ["Shall we?"]
    assert month["introductions"] == {"items": []}
    assert month["question"] == {"question_id": None, "waits": False}
    assert (month["coffee"]["pairs"], month["ads"]["items"], month["matches"]["items"]) == ([], [], [])


def test_who_is_no_member_has_no_month(site: Site) -> None:
    assert site.caller(site.person()).get("/me/month").status_code == 404
