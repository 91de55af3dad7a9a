"""Searches that overtake one another: what one has put in, a slower one does not take out again."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from services.directory.store import search as searching
from tests.integration.directory.asking import Directory

A_MOMENT_S = 0.3


def test_a_search_waits_for_the_one_that_is_still_looking_at_what_changed(
    directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory.member("ana")
    assert directory.ask("nobody", "search_members")["total"]["value"] == 1
    changes, others = searching.changes_since, []

    def overtaken(*arguments: Any) -> dict[str, str]:
        found = changes(*arguments)
        if not others:
            others.append(threading.Thread(target=directory.ask, args=("nobody", "search_members")))
            others[0].start()
            others[0].join(A_MOMENT_S)
            assert others[0].is_alive()
        return found

    monkeypatch.setattr(searching, "changes_since", overtaken)
    assert directory.ask("nobody", "search_members")["total"]["value"] == 1
    others[0].join()
