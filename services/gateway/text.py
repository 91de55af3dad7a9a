"""Words, dates and numbers as people here read them: English now, Welsh to come; times in Europe/London."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from babel.numbers import format_decimal
from babel.support import NullTranslations
from flask import Flask, g, request
from flask_babel import (
    Babel,
    format_date,
    format_datetime,
    get_locale,
    get_translations,
    ngettext,
    to_user_timezone,
)
from flask_babel import gettext as _
from markupsafe import Markup

from bus.times import from_text
from services.gateway.settings import GatewaySettings

LANGUAGES = ("en",)
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac", "Mac"),
    ("Linux", "Linux"),
)


def install(app: Flask, settings: GatewaySettings) -> None:
    """Let templates translate and use the filters `day`, `moment`, `closing` and `number`."""
    Babel(app, default_locale="en_GB", default_timezone="Europe/London", locale_selector=_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: _translations().ugettext(text),
        ngettext=lambda one, many, n: _translations().ungettext(one, many, n),
        newstyle=True,
    )
    app.add_template_filter(day)
    app.add_template_filter(moment)
    app.add_template_filter(closing)
    app.add_template_filter(number)
    app.add_template_filter(browser)
    app.add_template_filter(counted_members)


def day(value: str | datetime | date) -> str:
    """Return `22 November 2026`, in London, from RFC 3339 text or a datetime; a date stays that date."""
    if isinstance(value, str) and "T" not in value:
        value = date.fromisoformat(value)
    return str(format_date(_moment(value), "d MMMM y"))


def moment(value: str | datetime) -> str:
    """Return `22 November 2026 at 9:05am`, in Europe/London, from RFC 3339 text or a datetime."""
    text = str(format_datetime(_moment(value), "d MMMM y 'at' h:mma"))
    return text.replace("AM", "am").replace("PM", "pm")


def closing(value: str | datetime) -> str:
    """Return until when something is open, in London: midnight is `the end of 30 November 2026`, the day before."""
    at = to_user_timezone(from_text(value) if isinstance(value, str) else value)
    return str(_("the end of %(day)s", day=day(at - timedelta(days=1)))) if at.time() == time() else moment(value)


def number(value: int | Mapping[str, object]) -> str:
    """Return `1,234`, or `more than 1,000` for a count `{value, exact}` that is not exact."""
    if isinstance(value, Mapping):
        text = number(int(str(value["value"])))
        return text if value["exact"] else str(_("more than %(number)s", number=text))
    return _spelled(value, _locale())


def counted_members(count: int) -> Markup:
    """Return a number of members for a table or a list beside whose entries it stands: the word is heard only."""
    return _counted_members(count, _locale())


def browser(user_agent: str) -> str:
    """Return `Firefox on Linux` from what a browser says of itself, or that it is unknown."""
    name = next((name for sign, name in BROWSERS if sign in user_agent), _("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), _("an unknown system"))
    return str(_("%(browser)s on %(system)s", browser=name, system=system))


def field_message(error: Mapping[str, str]) -> str:
    """Return what to mend, for one `{"pointer", "code", "message"}` of `Invalid`."""
    known = {
        "required": _("Fill this in."),
        "too_long": _("This is too long."),
        "too_short": _("This is too short."),
        "not_a_choice": _("Choose one from the list."),
        "out_of_range": _("Choose one from the list."),
        "in_the_future": _("Choose today or an earlier day."),
        "password_too_short": _("Use at least 10 characters."),
        "easily_guessed": _("This is too easy to guess. Add an unusual word or two."),
    }
    return str(known.get(error["code"]) or error.get("message") or _("Check this."))


@lru_cache(maxsize=5_000)
def _spelled(value: int, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=5_000)
def _counted_members(count: int, locale: str) -> Markup:
    word = ngettext("member", "members", count)
    return Markup('%s<span class="nhsuk-u-visually-hidden"> %s</span>') % (_spelled(count, locale), word)


def _locale() -> str:
    if "locale" not in g:
        g.locale = str(get_locale())
    found: str = g.locale
    return found


def _translations() -> NullTranslations:
    """Return what a request is translated by; Babel would look it up for each word, which is most of a long page."""
    if "translations" not in g:
        g.translations = get_translations()
    found: NullTranslations = g.translations
    return found


def _moment(value: str | datetime | date) -> datetime | date:
    return from_text(value) if isinstance(value, str) else value


def _language() -> str | None:
    return request.accept_languages.best_match(LANGUAGES)
