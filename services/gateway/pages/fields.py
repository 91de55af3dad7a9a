"""Reads what a person says about themselves, alike in the application and in the profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from bus.errors import Problem
from services.gateway.pages import rows
from services.gateway.pages.choices import Choices
from services.gateway.pages.criteria import CRITERIA, MOST_WORDS
from services.gateway.web import messages

Values = dict[str, Any]

PERSON: dict[str, LazyString] = {
    "name": _("Name"),
    "role": _("Role"),
    "organisation": _("Organisation"),
    "region": _("Region"),
    "background": _("Background"),
    "topics": _("Topics"),
    "biography": _("About your work"),
    "visibility": _("Who can see your entry"),
}
ENTRY: dict[str, LazyString] = PERSON | {
    "partnership": _("Local partnership"),
    "interests": _("Wants to learn about"),
    "offers": _("Offers"),
    "offers_note": _("About the offers"),
    "looking_for": _("Looks for"),
    "links": _("Links"),
    "organisations": _("Earlier organisations"),
    "shown_to": _("Who sees which part"),
}
LISTS = {
    "region": "regions",
    "partnership": "partnerships",
    "background": "backgrounds",
    "topics": "topics",
    "interests": "topics",
    "offers": "offers",
}
MANY = ("topics", "interests", "offers")
MISSING = {
    "name": _("Write your name"),
    "role": _("Write your role, in a few words"),
    "region": _("Choose the place or region nearest to your work"),
    "background": _("Choose your background"),
    "topics": _("Choose at least one topic"),
    "visibility": _("Choose who may see your entry"),
    "commitment": _("Answer the question about why you want to improve care together with others"),
    "experience": _("Answer the question about what you helped to change"),
    "understanding": _("Answer the question about how you went about it"),
}
MENDING = {
    "links": _("Give each link an address that begins with https://"),
    "organisations": _("Give each earlier organisation a name and the day on which you left"),
}
LONGEST = {
    "name": 120,
    "role": 120,
    "organisation": 160,
    "biography": 2000,
    "offers_note": 200,
    "looking_for": 500,
}
LONGEST_ANSWER = 8000
VISIBILITY = {"public": _("Everyone"), "members": _("Members only")}


def typed(form: MultiDict[str, str], names: Iterable[str]) -> Values:
    """Return the fields of a sent form; what was emptied is empty, and so is a choice that was not made."""
    return {name: _typed(form, name) for name in names}


def explained(problem: Problem) -> dict[str, str]:
    """Return what to mend, field by field in the order of the form, in words that name the field."""
    said = messages(problem)
    for error in problem.errors:
        field = error["pointer"].strip("/").split("/")[0]
        if error["code"] == "required" and field in MISSING:
            said[field] = str(MISSING[field])
        elif field in MENDING:
            said[field] = str(MENDING[field])
        elif error["code"] == "too_many_words":
            said[field] = _too_many_words(field)
        elif error["code"] == "too_long":
            said[field] = _too_long(field)
    order = [*ENTRY, *MISSING]
    return dict(sorted(said.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order)))


def compared(mine: Values, theirs: Values, labels: Mapping[str, LazyString], choices: Choices) -> list[Values]:
    """Return, for each field in which what was typed here is not what is stored, both texts."""
    return [
        {
            "name": name,
            "label": label,
            "mine": shown(name, mine.get(name), choices),
            "theirs": shown(name, theirs.get(name), choices),
        }
        for name, label in labels.items()
        if _plain(name, mine.get(name)) != _plain(name, theirs.get(name))
    ]


def shown(name: str, value: Any, choices: Choices) -> str:
    """Return a field's value as a person reads it."""
    if name in MANY:
        return ", ".join(choices.names(LISTS[name], value or ()))
    if name in rows.SPELLED:
        return rows.SPELLED[name](value)
    if name == "visibility":
        return str(VISIBILITY.get(value, ""))
    return choices.name(LISTS[name], value) if name in LISTS else value or ""


def _typed(form: MultiDict[str, str], name: str) -> Any:
    if name in rows.READ:
        return rows.READ[name](form)
    return form.getlist(name) if name in MANY else form.get(name, "")


def _plain(name: str, value: Any) -> Any:
    if name in rows.SPELLED:
        return rows.SPELLED[name](value)
    if isinstance(value, list):
        return sorted(value)
    return (value or "").replace("\r\n", "\n").strip()


def _too_many_words(field: str) -> str:
    asked = next((each.question for each in CRITERIA if each.slug == field), field)
    return str(_("Shorten your answer to at most %(most)s words: %(asked)s", most=MOST_WORDS, asked=asked))


def _too_long(field: str) -> str:
    if field in MANY:
        return str(_("Choose at most 12 topics"))
    return str(_("Shorten your answer to at most %(most)s characters", most=LONGEST.get(field, LONGEST_ANSWER)))
