"""The local mail server as a process of the runner: started when no SMTP_URL is given."""

from __future__ import annotations

import sys

from deploy.local.ports import answers
from deploy.local.site import Site


def command(site: Site) -> list[str]:
    """Return the command of the server that delivers into the mailbox's folder."""
    return [sys.executable, "-m", "deploy.local.mailcatcher", str(site.ports["mail"]), str(site.mailbox)]


def is_ready(site: Site) -> bool:
    """Tell whether the mail server listens."""
    return answers(site.ports["mail"])
