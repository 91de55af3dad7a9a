"""Puts the first steps of a new member, which are codes, into words with a place to go (Clause 28)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from services.gateway.pages.choices import choices

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """Something worth doing first, and where."""

    code: str
    title: str
    text: str
    href: str


def steps_of(entry: Entry) -> list[Step]:
    """Return the steps that a member has left; a code that is not known yet is left out."""
    return [STEPS[code](code, entry) for code in entry.get("next_steps", []) if code in STEPS]


def _choose_topics(code: str, entry: Entry) -> Step:
    text = _("Others find you by them, and you find others.")
    return Step(code, _("Choose your topics"), text, url_for("profile.show") + "#topics")


def _meet_patient_leaders(code: str, entry: Entry) -> Step:
    href = url_for("directory.search", background=entry["background"])
    text = _("People who bring what they lived through as patients or carers, all over the country.")
    return Step(code, _("Meet others with your background"), text, href)


def _meet_region(code: str, entry: Entry) -> Step:
    topic, region = entry["topics"][0], entry["region"]
    title = _("Meet people near you who work on %(topic)s", topic=choices().name("topics", topic))
    text = _("They are in %(region)s, as you are.", region=choices().name("regions", region))
    return Step(code, title, text, url_for("directory.search", topic=topic, region=region))


def _meet_country(code: str, entry: Entry) -> Step:
    topic = entry["topics"][0]
    title = _("See who works on %(topic)s elsewhere", topic=choices().name("topics", topic))
    text = _("Somebody in another region may have solved what you are puzzling over.")
    return Step(code, title, text, url_for("directory.search", topic=topic))


def _see_offers(code: str, entry: Entry) -> Step:
    text = _("Look at your entry as others do: is it clear what they can ask you for?")
    return Step(code, _("Check how your offer reads"), text, url_for("profile.preview", audience="members"))


def _say_offers(code: str, entry: Entry) -> Step:
    text = _("An hour of advice, a visit to your place, an introduction: little things count.")
    return Step(code, _("Say what others may ask you for"), text, url_for("profile.show") + "#offers")


def _say_interests(code: str, entry: Entry) -> Step:
    text = _("Those who know about it can then find you.")
    return Step(code, _("Say what you would like to learn about"), text, url_for("profile.show") + "#interests")


STEPS: dict[str, Callable[[str, Entry], Step]] = {
    "choose_topics": _choose_topics,
    "meet_patient_leaders": _meet_patient_leaders,
    "meet_region": _meet_region,
    "meet_country": _meet_country,
    "see_offers": _see_offers,
    "say_offers": _say_offers,
    "say_interests": _say_interests,
}
