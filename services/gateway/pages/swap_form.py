"""Reads the form of an ad, and says what to mend in it."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from bus.errors import Invalid

MOST_TOPICS = 3
FIELDS = ("kind", "title", "text", "reach")
OF_WANTED = ("name", "organisation", "region")
MENDING = {
    "side": _l("Choose whether you are looking for something or offering it"),
    "kind": _l("Choose what it is"),
    "title": _l("Give it a title of at most 100 characters"),
    "text": _l("Say what it is about, in at most 1,000 characters"),
    "topics": _l("Choose at most three topics from the list"),
    "reach": _l("Choose who should see it first"),
    "name": _l("Write your name, in at most 120 characters"),
    "organisation": _l("Shorten the name of your organisation to at most 160 characters"),
    "region": _l("Choose a region from the list"),
    "message": _l("Write your message, in at most 1,000 characters"),
    "outcome": _l("Choose what came of it"),
    "reason": _l("Choose the reason"),
    "words": _l("Write why, in at most 500 characters"),
}
NO_PLACE = _l("Your entry does not say where you work. Say it there first, or choose anybody in the UK")
CONFLICTS = {
    "ad_is_over": _l("It has ended in the meantime."),
    "not_open": _l("It is not open any more."),
    "not_waiting": _l("Somebody has released it already."),
    "already_replied": _l("You have replied already."),
    "already_settled": _l("This reply has been answered already."),
    "too_many_ads": _l("You have ten open ads. Close one of them first."),
    "too_many_replies": _l("Twenty of your replies wait for an answer. Wait for one, or take one back."),
    "enough_replies": _l("Fifty people have replied already. Look for another one."),
    "version_conflict": _l("You changed this in another window. What you typed is below: save again to keep it."),
}


def read(shop: str) -> dict[str, Any]:
    """Return what the form says of an ad."""
    names = FIELDS + OF_WANTED if shop == "wanted" else FIELDS
    given = {name: request.form.get(name, "") for name in names}
    return {name: value for name, value in given.items() if value or name not in ("kind", "reach")} | {
        "topics": request.form.getlist("topics")
    }


def faults(given: Mapping[str, Any], shop: str) -> dict[str, str]:
    """Say what is missing, in the order of the form."""
    of_wanted = ("name", "region") if given.get("reach") == "region" else ("name",)
    required = ("kind", "title", "text", "reach", *(of_wanted if shop == "wanted" else ()))
    missing = [name for name in required if not str(given.get(name, "")).strip()]
    missing += ["topics"] if len(given["topics"]) > MOST_TOPICS else []
    return {name: str(text) for name, text in MENDING.items() if name in missing}


def explained(error: Invalid, shop: str = "wanted") -> dict[str, str]:
    """Say what to mend, field by field; in the swap shop the place is that of the member's entry."""
    wrong = {each["pointer"].strip("/").split("/")[0] for each in error.errors}
    if shop == "swap" and wrong & {"region", "partnership"}:
        return {"reach": str(NO_PLACE)}
    return {name: str(text) for name, text in MENDING.items() if name in wrong}
