"""Reads and spells what a form repeats: links, earlier organisations, and who sees which part of an entry."""

from collections.abc import Callable
from itertools import count, takewhile
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

Rows = list[dict[str, str]]
Form = MultiDict[str, str]

MOST_LINKS = 5
PARTS = {
    "organisation": _("Organisation, with the earlier ones"),
    "background": _("Background"),
    "partnership": _("Local partnership"),
    "topics": _("Topics"),
    "interests": _("Wants to learn about"),
    "biography": _("About your work"),
    "offers": _("Offers"),
    "looking_for": _("Looks for"),
    "links": _("Links"),
    "photograph": _("Photograph"),
}
"""What may be hidden by itself."""
LEVELS = {"public": _("Whoever sees my entry"), "members": _("Members only"), "nobody": _("Nobody but me")}


def _links(form: Form) -> Rows:
    typed = [(_value(form, "link_label", place), _value(form, "link_url", place)) for place in range(MOST_LINKS)]
    return [{"label": label or url[:80], "url": _whole(url)} for label, url in typed if label or url]


def _organisations(form: Form) -> Rows:
    places = takewhile(lambda place: f"past_name_{place}" in form, count())
    rows = [{"name": _value(form, "past_name", place), "until": _value(form, "past_until", place)} for place in places]
    return [row for row in rows if row["name"]]


def _shown_to(form: Form) -> dict[str, str]:
    return {name: form[f"shown_to_{name}"] for name in PARTS if form.get(f"shown_to_{name}") in LEVELS}


def _value(form: Form, name: str, place: int) -> str:
    return form.get(f"{name}_{place}", "").strip()


def _whole(url: str) -> str:
    """Add what people leave out when they copy an address by hand."""
    return url if "://" in url or not url else f"https://{url}"


def _spell_links(value: Rows | None) -> str:
    return "\n".join(f"{row['label']}: {row['url']}" for row in value or [])


def _spell_organisations(value: Rows | None) -> str:
    return "\n".join(f"{row['name']} ({row['until']})" for row in value or [])


def _spell_shown_to(value: dict[str, str] | None) -> str:
    named = [(name, (value or {}).get(name, "public")) for name in PARTS]
    return "\n".join(f"{PARTS[name]}: {LEVELS[level]}" for name, level in named if level != "public")


READ: dict[str, Callable[[Form], Any]] = {
    "links": _links,
    "organisations": _organisations,
    "shown_to": _shown_to,
}
SPELLED: dict[str, Callable[[Any], str]] = {
    "links": _spell_links,
    "organisations": _spell_organisations,
    "shown_to": _spell_shown_to,
}
