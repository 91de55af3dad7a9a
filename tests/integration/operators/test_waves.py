"""Recruitment waves from the command line: the same commands as staff use."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.times import utc_now
from deploy.local.ops import waves
from deploy.local.ops.operator import operator
from deploy.local.terminal import Failure
from services.directory.model import london_day
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


def test_a_wave_is_planned_and_listed(site: Site, ops: Ops) -> None:
    first, last = (str(london_day(utc_now()) + timedelta(days=days)) for days in (100, 109))
    planned = ops.json(
        "open-wave", "Later", "--regions", "wales", "wessex", "--from", first, "--until", last, "--cap", "9"
    )
    assert (planned["state"], planned["regions"], planned["cap"]) == ("planned", ["wales", "wessex"], 9)
    assert planned["wave_id"] in [wave["wave_id"] for wave in ops.json("waves")["items"]]
    assert f"{first} to {last}  planned    0 of 9  Later: wales, wessex" in ops("waves")


def test_what_cannot_be_is_refused(site: Site, ops: Ops) -> None:
    with pytest.raises(Failure, match="regions overlap"):
        ops("open-wave", "Again", "--until", str(london_day(utc_now())))
    with pytest.raises(Failure, match="regions"):
        ops("open-wave", "Nowhere", "--regions", "atlantis", "--until", "2999-01-01")


def test_everybody_is_let_in_once(site: Site, ops: Ops) -> None:
    before = ops.json("waves")["items"]
    with operator(site.community.amqp_uri, site.community.keys.private["ops"]) as asking:
        waves.open_everywhere(asking)
    assert ops.json("waves")["items"] == before
