"""E-mail addresses as they are compared: two that different people may hold are never one."""

from __future__ import annotations

import unicodedata


def key(address: str) -> str:
    """Return the form in which addresses are compared: lower case, and the domain as the mail finds it (RFC 5891).

    Case is not folded: that makes `ß` into `ss`, and with it two domains of different owners into one.
    """
    local, at, domain = _normal(_normal(address.strip()).lower()).rpartition("@")
    return local + at + ".".join(_ascii(label) for label in domain.split("."))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()
