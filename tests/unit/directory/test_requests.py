"""What may be asked, and what is refused field by field."""

from __future__ import annotations

import pytest
from marshmallow import ValidationError

from bus.schema import pointers
from services.directory import schemas

NOMINATION = {
    "name": "Ana Example",
    "address": "ana@example.org",
    "nominating_organisation": "Riverside Hospital",
    "region": "wales",
    "background": "researcher",
    "topics": ["cancer"],
}


def faults(schema, request):
    with pytest.raises(ValidationError) as refused:
        schema().load(request)
    return {fault["pointer"]: fault["code"] for fault in pointers(refused.value.normalized_messages())}


def test_a_draft_may_say_nothing():
    assert schemas.SaveApplication().load({}) == {}


def test_choices_may_be_cleared():
    cleared = {"region": None, "background": "", "visibility": None, "topics": None, "name": None}
    assert schemas.SaveApplication().load(cleared) == cleared


def test_a_name_is_one_line_in_normal_form():
    assert schemas.SaveApplication().load({"name": "  Sia\u0302n\n  Example "}) == {"name": "Siân Example"}


def test_changing_a_draft_needs_the_version_that_was_seen():
    assert faults(schemas.SaveApplication, {"application_id": "one"}) == {"/version": "required"}


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("name", 120),
        ("role", 120),
        ("organisation", 160),
        ("biography", 2000),
        ("commitment", 8000),
        ("experience", 8000),
        ("understanding", 8000),
    ],
)
def test_texts_have_a_longest_length(field, most):
    assert schemas.SaveApplication().load({field: "x" * most})
    assert set(faults(schemas.SaveApplication, {field: "x" * (most + 1)})) == {f"/{field}"}


@pytest.mark.parametrize(
    "request_",
    [
        {"region": "Atlantis!"},
        {"background": "-pirate"},
        {"topics": ["magic--trick"]},
        {"visibility": "secret"},
        {"age": 3},
    ],
)
def test_what_the_community_does_not_know_is_refused(request_):
    assert faults(schemas.SaveApplication, request_)


@pytest.mark.parametrize("score", [0, 5, "many"])
def test_scores_are_one_to_four(score):
    assert faults(schemas.Assess, {"application_id": "a", "scores": {"commitment": score}, "reasons": {}})


def test_a_score_may_still_be_open():
    request = {"application_id": "a", "scores": {"commitment": None}, "reasons": {"commitment": ""}}
    assert schemas.Assess().load(request) == request


@pytest.mark.parametrize("where", ["scores", "reasons"])
def test_only_the_three_criteria_are_scored(where):
    request = {"application_id": "a", "scores": {}, "reasons": {}} | {where: {"charm": None}}
    assert faults(schemas.Assess, request)


@pytest.mark.parametrize("outcome", ["accepted", "reject", ""])
def test_a_chair_accepts_or_says_not_yet(outcome):
    request = {"application_id": "a", "version": 1, "outcome": outcome}
    assert faults(schemas.DecideApplication, request) == {"/outcome": "not_a_choice"}


@pytest.mark.parametrize("field", sorted(NOMINATION))
def test_a_nomination_says_what_it_lacks(field):
    request = {name: value for name, value in NOMINATION.items() if name != field}
    assert faults(schemas.ImportNomination, request) == {f"/{field}": "required"}


@pytest.mark.parametrize("address", ["ana", "ana@", "@example.org", "ana example@example.org"])
def test_a_nomination_needs_an_address_that_is_one(address):
    assert set(faults(schemas.ImportNomination, NOMINATION | {"address": address})) == {"/address"}


@pytest.mark.parametrize("role", ["chair", "assessor"])
def test_a_panel_role_names_its_region(role):
    assert faults(schemas.ChangeRole, {"person_id": "p", "role": role}) == {"/region": "required"}


def test_staff_are_staff_everywhere():
    request = {"person_id": "p", "role": "staff", "region": "wales"}
    assert faults(schemas.ChangeRole, request) == {"/region": "unknown"}


def test_panels_list_only_what_was_put_before_them():
    assert faults(schemas.ListApplications, {"status": "draft"}) == {"/status": "not_a_choice"}


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org:8443/a?b=c#d", "https://cy.example.org/ŷ"])
def test_a_link_is_a_plain_https_address(url):
    request = {"version": 1, "links": [{"label": "Us", "url": url}]}
    assert schemas.ChangeProfile().load(request) == request


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost",
        "https://ana@example.org",
        "https://example.org:port",
        "https://example.org/a b",
        'https://example.org/"onclick="',
        "//example.org",
        "https://[example.org",
        "https://example.org/" + "x" * 500,
    ],
)
def test_any_other_address_is_refused(url):
    assert set(faults(schemas.ChangeProfile, {"version": 1, "links": [{"label": "Us", "url": url}]})) == {
        "/links/0/url"
    }


@pytest.mark.parametrize("until", ["", "2026", "2026-02-30", "1899-12-31", "9999-01-01", "yesterday"])
def test_an_organisation_ended_on_a_day(until):
    request = {"version": 1, "organisations": [{"name": "Riverside", "until": until}]}
    assert set(faults(schemas.ChangeProfile, request)) == {"/organisations/0/until"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("shown_to", {"name": "nobody"}),
        ("shown_to", {"biography": "friends"}),
        ("offers", ["gold"]),
        ("interests", ["Magic"]),
        ("looking_for", "x" * 501),
        ("links", [{"label": "Us", "url": "https://example.org"}] * 6),
    ],
)
def test_an_entry_keeps_to_what_is_known_and_bounded(field, value):
    assert faults(schemas.ChangeProfile, {"version": 1, field: value})


def test_an_application_asks_for_no_more_than_it_did():
    assert faults(schemas.SaveApplication, {"looking_for": "A partner."}) == {"/looking_for": "unknown"}
