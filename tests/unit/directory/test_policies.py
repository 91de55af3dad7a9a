"""Who may do what, rule by rule."""

from __future__ import annotations

import pytest

from services.directory import policies
from services.directory.errors import NotAllowed
from services.directory.model import Role
from tests.unit.directory.people import (
    APPLICANT,
    ASSESSES,
    ASSESSOR,
    CHAIR,
    CHAIRS,
    GATEWAY,
    OPS,
    STAFF,
    STRANGER,
    assessment,
    decided,
    draft,
    final,
    member,
    nominated,
    scored,
    submitted,
)

ELSEWHERE = (Role("assessor", "scotland"), Role("chair", "scotland"))


def test_what_is_not_allowed_is_refused():
    with pytest.raises(NotAllowed):
        policies.require(False)


@pytest.mark.parametrize(("actor", "may"), [(GATEWAY, True), (OPS, False), (APPLICANT, False), (STRANGER, False)])
def test_only_the_gateway_registers_people(actor, may):
    assert policies.may_register_person(actor) is may


@pytest.mark.parametrize(("actor", "may"), [(GATEWAY, True), (OPS, True), (APPLICANT, False), (STRANGER, False)])
def test_only_the_gateway_and_operators_look_people_up_by_address(actor, may):
    assert policies.may_find_person(actor) is may


@pytest.mark.parametrize(("actor", "may"), [(OPS, True), (GATEWAY, False), (APPLICANT, False), (STRANGER, False)])
def test_only_operators_nominate(actor, may):
    assert policies.may_nominate(actor) is may


@pytest.mark.parametrize(
    ("actor", "roles", "may"),
    [
        (OPS, (), True),
        (CHAIR, STAFF, True),
        (CHAIR, CHAIRS, False),
        (GATEWAY, (), False),
        (STRANGER, (), False),
    ],
)
def test_only_operators_and_staff_change_roles(actor, roles, may):
    assert policies.may_change_roles(actor, roles) is may


@pytest.mark.parametrize(("actor", "may"), [(APPLICANT, True), (GATEWAY, False), (STRANGER, False)])
def test_any_person_may_apply(actor, may):
    assert policies.may_apply(actor) is may


@pytest.mark.parametrize(("actor", "may"), [(APPLICANT, True), (CHAIR, False), (GATEWAY, False), (STRANGER, False)])
def test_an_application_is_kept_by_who_wrote_it(actor, may):
    assert policies.may_keep(actor, draft()) is may


@pytest.mark.parametrize("roles", [ASSESSES, CHAIRS, STAFF])
def test_the_panel_and_staff_read_what_was_submitted(roles):
    assert policies.may_read(CHAIR, roles, submitted(CHAIR.id))


def test_who_is_not_assigned_does_not_read_applications():
    assert not policies.may_read(ASSESSOR, ASSESSES, submitted("somebody-else"))


@pytest.mark.parametrize("roles", [(), ELSEWHERE])
def test_others_do_not_read_applications(roles):
    assert not policies.may_read(CHAIR, roles, submitted(CHAIR.id))


@pytest.mark.parametrize("roles", [ASSESSES, CHAIRS, STAFF])
def test_nobody_reads_a_draft_or_what_was_withdrawn(roles):
    withdrawn = submitted()
    withdrawn.withdraw(withdrawn.updated_at)
    assert not policies.may_read(CHAIR, roles, draft(region="wales"))
    assert not policies.may_read(CHAIR, roles, withdrawn)


@pytest.mark.parametrize("may", [policies.may_read, policies.may_assess, policies.may_decide])
def test_nobody_reads_assesses_or_decides_their_own_as_panel(may):
    assert not may(APPLICANT, (*ASSESSES, *CHAIRS, *STAFF), submitted(APPLICANT.id))


@pytest.mark.parametrize(("roles", "may"), [(ASSESSES, True), (CHAIRS, False), (STAFF, False), (ELSEWHERE, False)])
def test_assessors_of_the_region_assess_what_is_theirs(roles, may):
    assert policies.may_assess(ASSESSOR, roles, submitted(ASSESSOR.id)) is may
    assert not policies.may_assess(ASSESSOR, roles, submitted("somebody-else"))


@pytest.mark.parametrize(("roles", "may"), [(CHAIRS, True), (ASSESSES, False), (STAFF, False), (ELSEWHERE, False)])
def test_the_chair_of_the_region_decides(roles, may):
    assert policies.may_decide(CHAIR, roles, submitted()) is may


@pytest.mark.parametrize(
    ("roles", "mine", "may"),
    [
        (ASSESSES, None, False),
        (ASSESSES, assessment(), False),
        (ASSESSES, final(), True),
        (CHAIRS, None, True),
        (CHAIRS, assessment(), False),
        (CHAIRS, final(), True),
        (STAFF, None, True),
        ((*CHAIRS, *ASSESSES), None, False),
        ((*STAFF, *ASSESSES), None, False),
    ],
)
def test_whoever_may_still_assess_is_blind_until_their_own_is_final(roles, mine, may):
    assert policies.may_read_assessments(roles, submitted(ASSESSOR.id), mine) is may


def test_a_chair_who_is_an_assessor_sees_what_is_complete_without_them():
    complete = scored()
    assert policies.may_read_assessments((*CHAIRS, *ASSESSES), complete, None)
    complete.scores_needed = 3
    assert not policies.may_read_assessments((*CHAIRS, *ASSESSES), complete, None)


@pytest.mark.parametrize(("roles", "may"), [(CHAIRS, True), (ASSESSES, True), (STAFF, False), (ELSEWHERE, False)])
def test_who_assesses_or_leads_may_step_back(roles, may):
    assert policies.may_step_back(ASSESSOR, roles, submitted(ASSESSOR.id)) is may


@pytest.mark.parametrize(("roles", "may"), [(CHAIRS, True), (STAFF, True), (ASSESSES, False), (ELSEWHERE, False)])
def test_chair_and_staff_lead(roles, may):
    assert policies.may_lead(roles, "wales") is may


@pytest.mark.parametrize(("roles", "may"), [(CHAIRS, True), (ASSESSES, True), (STAFF, False), ((), False)])
def test_who_sits_on_a_panel_practises(roles, may):
    assert policies.may_calibrate(roles) is may


@pytest.mark.parametrize(("roles", "may"), [(CHAIRS, True), (STAFF, True), (ASSESSES, False), (ELSEWHERE, False)])
def test_chair_and_staff_see_the_audit_trail(roles, may):
    assert policies.may_read_audit(roles, decided("accepted")) is may


@pytest.mark.parametrize(
    ("seen", "viewer_is_member", "may"),
    [
        (member(), False, True),
        (member(visibility="members"), False, False),
        (member(visibility="members"), True, True),
        (nominated(), True, False),
        (nominated(), False, False),
    ],
)
def test_visibility_decides_who_sees_a_member(seen, viewer_is_member, may):
    assert policies.may_see(seen, viewer_is_member) is may


def test_staff_list_every_region_and_a_chair_their_own():
    regions = {"wales", "scotland"}
    assert policies.panel_regions(STAFF, regions) == regions
    assert policies.panel_regions((*CHAIRS, Role("assessor", "scotland")), regions) == {"wales"}
    assert policies.panel_regions((), regions) == set()
