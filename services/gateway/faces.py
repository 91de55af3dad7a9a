"""Gives who has no photograph a face of their own: their initials on a colour that stays theirs."""

import re

from flask import Flask

from services.gateway.settings import GatewaySettings

SHADES = 6
"""The classes `qc-face--0` to `qc-face--5` of the stylesheet; white is read on each."""
_WORD = re.compile(r"[^\W\d_]")


def install(app: Flask, settings: GatewaySettings) -> None:
    """Let templates use the filters `initials` and `shade`."""
    app.add_template_filter(initials)
    app.add_template_filter(shade)


def initials(name: str) -> str:
    """Return the first letters of a name's first and last word; of one word, one."""
    found = [match[0] for word in name.split() if (match := _WORD.search(word))]
    return "".join([*found[:1], *found[1:][-1:]]).upper()


def shade(member_id: str) -> int:
    """Return the number of a colour, always the same for one member."""
    return sum(member_id.encode()) % SHADES
