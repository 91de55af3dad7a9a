"""Turns a kind and its data into words: one template a kind, in two forms, HTML and plain text.

The template of a kind (`templates/mails/`) says what to say, once; `templates/html/` and `templates/text/` say
how a paragraph, a button or a quotation looks in each form. So the text version can never lag behind.
"""

import gettext
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from babel.dates import format_date, format_time, get_timezone
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

HERE = Path(__file__).parent.parent
LANGUAGE, LOCALE, ZONE = "en", "en_GB", "Europe/London"
SMALL_WORDS = {"and", "of"}


def subject(message: str) -> str:
    """Return the subject of a kind in the reader's language, on one line."""
    return " ".join(_translations().gettext(message).split())


def html(template: str, context: Mapping[str, Any]) -> str:
    """Return the mail as HTML with its styles inlined, since many readers drop style sheets."""
    return _inliner().inline(_environment("html").get_template(template).render(context))


def text(template: str, context: Mapping[str, Any]) -> str:
    """Return the mail as plain text; lines are not broken, so that a phone can break them where it must."""
    written = _environment("text").get_template(template).render(context)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", written)).strip() + "\n"


def day(moment: datetime | str) -> str:
    """Write a day as people say it: `20 December 2026`; a date without a time stays that date."""
    is_date = isinstance(moment, str) and "T" not in moment
    return format_date(date.fromisoformat(str(moment)) if is_date else _local(moment), "d MMMM y", locale=LOCALE)


def minute(moment: datetime | str) -> str:
    """Write a time of day: `2:32pm`."""
    return format_time(_local(moment), "h:mma", locale=LOCALE).lower()


@pass_context
def place(context: Context, slug: str) -> str:
    """Write a region's name: as staff call it, else from its slug: `west-of-england` is West of England."""
    made = " ".join(word if word in SMALL_WORDS else word.capitalize() for word in slug.split("-"))
    return _called(context, "regions", slug, made)


@pass_context
def phrase(context: Context, slug: str, list_name: str = "topics") -> str:
    """Write the name of anything else that people choose: `patient-safety` is Patient safety."""
    return _called(context, list_name, slug, slug.replace("-", " ").capitalize())


def paragraphs(words: str) -> list[str]:
    """Split what somebody wrote at their line breaks."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def _called(context: Context, list_name: str, slug: str, made: str) -> str:
    return str(context.get("names", {}).get(f"{list_name} {slug}", made))


def _local(moment: datetime | str) -> datetime:
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return at.astimezone(get_timezone(ZONE))


@cache
def _environment(form: str) -> Environment:
    """Return the environment of one form: `html` escapes everything, `text` nothing."""
    environment = Environment(
        loader=FileSystemLoader([HERE / "templates" / form, HERE / "templates" / "mails"]),
        extensions=["jinja2.ext.i18n"],
        autoescape=form == "html",  # noqa: S701 - plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(_translations(), newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {filter.__name__: filter for filter in (day, minute, place, phrase, paragraphs)}
    return environment


@cache
def _translations() -> gettext.NullTranslations:
    return gettext.translation("notifications", HERE / "locale", languages=[LANGUAGE], fallback=True)


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
