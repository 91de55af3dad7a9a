"""The lists as pages show them: what is offered, what is held, and what became of the rest."""

from __future__ import annotations

from typing import Any

from services.gateway.pages.choices import Choices
from services.gateway.pages.finding import facets


def entry(slug: str, state: str = "used", into: str | None = None, **more: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.title(), "state": state, "into": into} | more


LISTS = Choices(
    {
        "regions": [entry("wales"), entry("wessex")],
        "partnerships": [entry("dorset", regions=["wessex", "wales"]), entry("powys", "retired", regions=["wales"])],
        "topics": [entry("cancer", "merged", "oncology"), entry("oncology"), entry("flow", "retired")],
    },
    0.0,
)


def test_what_is_offered_leaves_out_what_is_not_used_but_for_who_holds_it() -> None:
    assert [each["slug"] for each in LISTS.named("topics")] == ["oncology"]
    assert [each["slug"] for each in LISTS.named("topics", ["flow"])] == ["oncology", "flow"]


def test_everything_that_was_ever_known_has_a_name() -> None:
    assert LISTS.names("topics", ["cancer", "flow", "unknown"]) == ["Oncology", "Flow", "unknown"]
    assert LISTS.name("topics", None) == ""


def test_partnerships_stand_under_the_region_in_which_they_mainly_lie() -> None:
    grouped = [(region["slug"], [each["slug"] for each in found]) for region, found in LISTS.partnerships(["powys"])]
    assert grouped == [("wales", ["powys"]), ("wessex", ["dorset"])]
    assert [region["slug"] for region, _ in LISTS.partnerships()] == ["wessex"]


def test_a_filter_of_an_old_address_shows_what_it_means_today_as_chosen() -> None:
    page = {"facets": {"topic": [{"value": "oncology", "count": 3}, {"value": "flow", "count": 1}]}}
    offers = facets(page, {"topic": "cancer"}, LISTS)["topic"]
    assert [(offer.name, offer.count, offer.is_chosen) for offer in offers] == [
        ("Oncology", 3, True),
        ("Flow", 1, False),
    ]
