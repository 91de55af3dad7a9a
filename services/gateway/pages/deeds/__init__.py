"""Answering from a mail: what a signed link may do, one deed a row of `table.py`, and the two pages for all of them."""

from services.gateway.pages.deeds.answering import blueprint

__all__ = ["blueprint"]
