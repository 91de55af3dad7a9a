"""What is said reaches the terminal, and work goes on where there is none any more."""

import os
import sys

from deploy.local.terminal import say


def test_nothing_is_left_undone_because_the_terminal_was_closed(monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    closed = os.fdopen(writer, "w")
    monkeypatch.setattr(sys, "stdout", closed)
    say("Stopping ...")
    monkeypatch.undo()
    os.dup2(os.open(os.devnull, os.O_WRONLY), writer)  # So that what it still holds can be let go.
    closed.close()
