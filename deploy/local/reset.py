"""`./q demo --reset`: throw the local data away and begin the demonstration anew."""

from __future__ import annotations

import shutil
from dataclasses import replace

from deploy.local import running, showcase
from deploy.local.home import Home
from deploy.local.settings import RunnerSettings
from deploy.local.terminal import Failure, say

DATA = ("broker/mnesia", "database", "mail")


def reset(settings: RunnerSettings, home: Home) -> bool:
    """Stop the site and delete its data; True when it was running. Raises Failure where real people may be."""
    state = running.state(home) or {"demonstrates": True, "given": {}}
    settings = replace(settings, **state["given"])
    if settings.amqp_uri or settings.mongodb_uri:
        raise Failure("Only the runner's own servers are emptied: unset AMQP_URI and MONGODB_URI.")
    if not state["demonstrates"]:
        raise Failure("The community that runs is no demonstration: it is not emptied.")
    was_running = running.end(home)
    for name in DATA:
        shutil.rmtree(home.path / name, ignore_errors=True)
    showcase.forget(home)
    say("The data is gone.")
    return was_running
