"""What happened at a site some days ago, by the directory's own commands and jobs as of then."""

from datetime import timedelta
from functools import partial
from typing import Any

from bus.actor import Actor
from bus.ids import new_id
from bus.rehearsal import Act, Rehearsal, Stage
from bus.schedules import Run
from bus.times import utc_now
from deploy.local import running
from deploy.local.home import Home
from deploy.local.ops import telling
from deploy.local.settings import from_environment
from deploy.local.table import DIRECTORY
from services.directory.service import DirectoryService
from tests.e2e.conftest import Site

Does = tuple[int, str, str, dict[str, Any]]
"""So many days ago, who (nobody: a job), which command, with what."""


def happened(site: Site, *does: Does) -> list[str]:
    """Let things have happened, in their order; return the codes of what was refused."""
    now = utc_now().replace(microsecond=0)
    acts = [
        Act(new_id(), now - timedelta(days=days), partial(_do, who, name, given)) for days, who, name, given in does
    ]
    known = running.site(from_environment({"Q_HOME": str(site.home)}), Home(site.home))
    with Rehearsal(DirectoryService, telling.settings(known.variables("ops", DIRECTORY))) as rehearsal:
        return [problem.code for _act, problem in rehearsal.perform(acts, lambda act_id, answer: None)]


def met(one: str, other: str, days: int = 45) -> tuple[Does, Does]:
    """Let two have asked each other to connect, which makes them connected."""
    return (days, one, "ask_to_connect", _asks(other)), (days - 1, other, "ask_to_connect", _asks(one))


def _asks(other: str) -> dict[str, Any]:
    return {"person_id": other, "source": "meeting"}


def _do(who: str, name: str, given: dict[str, Any], stage: Stage) -> dict[str, Any]:
    if who:
        stage.command(Actor("person", who), name, **given)
    else:
        stage.job(name, Run(stage.work.now))
    return {}
