"""Services speak in codes; the pages have words for every one of them."""

from services.directory import reference
from services.directory.model import (
    FAULTS,
    HIDEABLE,
    LEVELS,
    READY,
    SEEN_BY_PANEL,
    SOURCES,
    STEPS,
    Profile,
    benefit,
    network,
    wish_of,
)
from services.directory.model.profile import REQUIRED
from services.gateway.api.schemas import benefits, people
from services.gateway.api.schemas import connections as of_connections
from services.gateway.pages import benefit_words, connection_words, rows, steps
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.fields import MISSING, PERSON
from services.gateway.pages.panel import STATUSES
from services.gateway.pages.sentences import KINDS, SENTENCES
from services.notifications.model.kinds import TABLE


def test_every_kind_of_notification_has_a_name_in_the_settings() -> None:
    assert {kind.name for kind in TABLE} <= set(KINDS)


def test_every_kind_that_cannot_be_switched_off_says_why() -> None:
    assert [kind.name for kind in TABLE if kind.locked and not KINDS[kind.name].reason] == []


def test_every_notice_has_a_sentence() -> None:
    assert {kind.name for kind in TABLE if kind.notice is not None} <= set(SENTENCES)


def test_the_pages_ask_for_the_criteria_that_the_directory_knows() -> None:
    assert [criterion.slug for criterion in CRITERIA] == [choice.slug for choice in reference.CRITERIA]


def test_each_criterion_has_a_sentence_for_each_of_four_points() -> None:
    assert [len({str(point) for point in criterion.scale}) for criterion in CRITERIA] == [4, 4, 4]


def test_every_required_field_says_what_to_do_when_it_is_missing() -> None:
    assert {*REQUIRED, *(criterion.slug for criterion in CRITERIA)} == set(MISSING)
    assert set(REQUIRED) <= set(PERSON)


def test_a_panel_can_choose_every_state_that_it_sees() -> None:
    assert set(STATUSES) == {*SEEN_BY_PANEL, READY}


def test_every_part_that_can_be_hidden_and_everyone_it_can_be_hidden_from_has_a_name() -> None:
    assert set(rows.PARTS) == set(people.PARTS) == set(HIDEABLE)
    assert tuple(rows.LEVELS) == people.LEVELS == LEVELS


def test_every_code_of_benefits_and_every_reason_to_meet_has_words() -> None:
    words = (benefit_words.GAVE, benefit_words.WAYS, benefit_words.REACHED, benefit_words.BOUNDARIES)
    codes = (benefit.GAVE, benefit.WAYS, benefit.REACHED, network.BOUNDARIES)
    assert [tuple(each) for each in words] == list(codes)
    assert codes == (benefits.GAVE, benefits.WAYS, benefits.REACHED, benefits.BOUNDARIES)
    assert tuple(benefit_words.SOURCES) == benefit.TOLD_BY
    everything = Profile(
        topics=("cancer",),
        interests=("falls",),
        region="wales",
        background="researcher",
        organisation_id="riverside",
        looking_for="A mentor.",
    )
    wish = wish_of(everything, ["mentoring"])
    assert {each.code for each in (*wish.grounds, *wish.differences)} == set(benefit_words.REASONS)


def test_every_first_step_has_words_and_a_place_to_go() -> None:
    assert set(steps.STEPS) == set(STEPS)


def test_every_way_to_meet_and_every_fault_of_a_message_has_words() -> None:
    assert tuple(connection_words.SOURCES) == of_connections.SOURCES == SOURCES
    assert tuple(connection_words.FAULTS) == of_connections.FAULTS == FAULTS
    assert {*of_connections.REFUSALS} - {"asked_lately"} <= set(connection_words.REFUSALS)
