"""Services speak in codes; the pages have words for every one of them."""

from services.directory import reference
from services.directory.model import HIDEABLE, LEVELS, READY, SEEN_BY_PANEL, STEPS
from services.directory.model.profile import REQUIRED
from services.gateway.api.schemas import people
from services.gateway.pages import rows, steps
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.fields import MISSING, PERSON
from services.gateway.pages.panel import STATUSES
from services.gateway.pages.sentences import KINDS, SENTENCES
from services.notifications.model.kind import TABLE


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


def test_every_first_step_has_words_and_a_place_to_go() -> None:
    assert set(steps.STEPS) == set(STEPS)
