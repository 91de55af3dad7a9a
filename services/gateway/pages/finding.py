"""Reads a search out of an address, and puts the choices of its filters beside their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus, urlencode

from flask_babel import lazy_gettext as _

from services.gateway.pages.choices import Choices, Entry


@dataclass(frozen=True)
class Filter:
    """Name a filter in the address, the list its choices come from, and what people call it; `most` that are shown."""

    name: str
    kind: str
    label: Any
    all: Any
    wider: Any
    most: int | None = None


FILTERS = (
    Filter("region", "regions", _("Region"), _("All regions"), _("search in all regions")),
    Filter(
        "partnership",
        "partnerships",
        _("Local partnership"),
        _("All partnerships"),
        _("search in all partnerships"),
    ),
    Filter("background", "backgrounds", _("Background"), _("All backgrounds"), _("search all backgrounds")),
    Filter("topic", "topics", _("Knows about"), _("All topics"), _("search all topics")),
    Filter("interest", "topics", _("Wants to learn about"), _("All interests"), _("search all interests")),
    Filter("offer", "offers", _("Offers"), _("All offers"), _("search all offers")),
    Filter("kind", "organisation_kinds", _("Kind of organisation"), _("All kinds"), _("search all kinds")),
    Filter("organisation", "organisations", _("Organisation"), _("All of them"), _("search all organisations"), 10),
)


@dataclass(frozen=True)
class Offer:
    """Offer one choice of a filter: how many it would find, and the query of the search that it leads to."""

    value: str
    name: str
    count: int
    query: str
    is_chosen: bool


def sought_by(arguments: Mapping[str, str]) -> dict[str, Any]:
    """Return the words and the filters of an address, leaving out what is empty."""
    names = ("words", *(each.name for each in FILTERS))
    return {name: value for name in names if (value := arguments.get(name, "").strip())}


def place_named(sought: Mapping[str, str], choices: Choices) -> Entry | None:
    """Return the region that the words name, itself or a place in it: it is a filter, and no word of an entry."""
    words = sought.get("words", "").casefold()
    named = (each for each in choices.named("regions") if words in _names_of(each)) if "region" not in sought else ()
    return next(iter(named), None)


def wider(sought: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return, for each part of a search, the search without it."""
    return {name: {key: value for key, value in sought.items() if key != name} for name in sought}


def facets(page: Mapping[str, Any], sought: Mapping[str, str], choices: Choices) -> dict[str, list[Offer]]:
    """Return what each filter offers, in the order of its list: what would find somebody, and what is chosen."""
    counted = page.get("facets", {})
    return {each.name: _offers(each, counted.get(each.name, []), sought, choices) for each in FILTERS}


def _names_of(region: Entry) -> set[str]:
    return {name.casefold() for name in (region["name"], *region["places"])}


def _meant(each: Filter, sought: Mapping[str, str], choices: Choices) -> str:
    """Return what was chosen, in the slugs of today: an address may be older than a merge."""
    chosen = sought.get(each.name, "")
    found = choices.present(each.kind, chosen)
    return found["slug"] if found else chosen


def chosen_names(page: Mapping[str, Any], sought: Mapping[str, str], choices: Choices) -> dict[str, str]:
    """Return what people call the chosen value of each filter."""
    names = {each.name: choices.name(each.kind, sought[each.name]) for each in FILTERS if each.name in sought}
    if "organisation" in sought:
        known: Mapping[str, str] = page.get("organisation") or {}
        names["organisation"] = known.get("name") or str(_("not known"))
    return names


def _offers(each: Filter, counted: list[dict[str, Any]], sought: Mapping[str, str], choices: Choices) -> list[Offer]:
    counts = {one["value"]: one["count"] for one in counted}
    chosen = _meant(each, sought, choices)
    known = [entry["slug"] for entry in choices.all(each.kind)]
    names = {one["value"]: one["name"] for one in counted if one.get("name")}
    values = [value for value in dict.fromkeys([*known, *counts]) if value in counts or value == chosen]
    others = [f"{urlencode({name: text})}&" for name, text in sought.items() if name != each.name]
    beginning = f"{''.join(others)}{each.name}="
    return [
        Offer(
            value,
            _name(each, value, names, choices),
            counts.get(value, 0),
            beginning + quote_plus(value),
            value == chosen,
        )
        for place, value in enumerate(values)
        if each.most is None or place < each.most or value == chosen
    ]


def _name(each: Filter, value: str, names: Mapping[str, str], choices: Choices) -> str:
    return names.get(value) or choices.name(each.kind, value)
