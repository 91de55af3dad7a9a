"""Reads what forms about benefits say, the same on the site and behind a mailed link."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

Form = MultiDict[str, str]

HELPED, GAVE = "helped-", "gave-"
SAID = {"yes": True, "no": False}


def said_in(form: Form) -> dict[str, Any]:
    """Return what is said beside whether it helped."""
    lists = {name: form.getlist(name) for name in ("gave", "reached")}
    return lists | {"way": form.get("way") or "direct", "words": form.get("words", "").strip()}


def answers_in(form: Form) -> list[dict[str, Any]]:
    """Return what is answered about whom; who was left out is not among them."""
    return [
        {
            "member_id": name.removeprefix(HELPED),
            "beneficial": SAID[value],
            "gave": form.getlist(GAVE + name.removeprefix(HELPED)) if SAID[value] else [],
        }
        for name, value in form.items()
        if name.startswith(HELPED) and value in SAID
    ]


def question_errors(form: Form) -> dict[str, str]:
    """Ask for one answer at least."""
    return {} if answers_in(form) else {"people": _("Answer for one person at least")}
