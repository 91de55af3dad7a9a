"""Reads what a person says about themselves, alike in the application and in the profile."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from bus.errors import Problem
from services.gateway.pages.choices import Choices
from services.gateway.pages.criteria import MOST_WORDS
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
LISTS = {"region": "regions", "background": "backgrounds", "topics": "topics"}
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
LONGEST = {"name": 120, "role": 120, "organisation": 160, "biography": 2000}
LONGEST_ANSWER = 8000
VISIBILITY = {"public": _("Everyone"), "members": _("Members only")}


def typed(form: MultiDict[str, str], names: Iterable[str]) -> Values:
    """Return the fields of a sent form; what was emptied is empty, and so is a choice that was not made."""
    return {name: form.getlist(name) if name == "topics" else form.get(name, "") for name in names}


def explained(problem: Problem) -> dict[str, str]:
    """Return what to mend, field by field in the order of the form, in words that name the field."""
    said = messages(problem)
    for error in problem.errors:
        field = error["pointer"].strip("/").split("/")[0]
        if error["code"] == "required" and field in MISSING:
            said[field] = str(MISSING[field])
        elif error["code"] == "too_many_words":
            said[field] = str(_("Shorten your answer to at most %(most)s words", most=MOST_WORDS))
        elif error["code"] == "too_long":
            said[field] = _too_long(field)
    order = [*PERSON, *MISSING]
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
        if _plain(mine.get(name)) != _plain(theirs.get(name))
    ]


def shown(name: str, value: Any, choices: Choices) -> str:
    """Return a field's value as a person reads it."""
    if name == "topics":
        return ", ".join(choices.names("topics", value or ()))
    if name == "visibility":
        return str(VISIBILITY.get(value, ""))
    return choices.name(LISTS[name], value) if name in LISTS else value or ""


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(value)
    return (value or "").replace("\r\n", "\n").strip()


def _too_long(field: str) -> str:
    if field == "topics":
        return str(_("Choose at most 12 topics"))
    return str(_("Shorten your answer to at most %(most)s characters", most=LONGEST.get(field, LONGEST_ANSWER)))
