"""What every command of the operators keeps to."""

import argparse

import pytest

from bus.actor import Actor
from bus.database import Read
from bus.doors import Request, query
from bus.testing import Keys
from deploy.local.ops import commands
from deploy.local.ops.operator import Silent, operator
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


def _commands() -> dict[str, argparse.ArgumentParser]:
    [found] = [action for action in commands.parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: parser for name, parser in found.choices.items() if name != "demonstration"}


@pytest.mark.parametrize("name", _commands())
def test_every_command_has_an_example_and_an_answer_for_programs(name: str) -> None:
    told = _commands()[name].format_help()
    assert f"Example: ./q ops {name}" in told
    assert "--json" in told


def test_roles_are_given_listed_and_taken_back(site: Site, ops: Ops) -> None:
    granted = ops.json("grant", site.person(), "chair", "--region", "wales")
    assert granted["roles"] == [{"role": "chair", "region": "wales"}]
    assert granted["person_id"] in [item["person_id"] for item in ops.json("roles")["items"]]
    assert ops("revoke", granted["person_id"], "chair", "--region", "wales") == f"{granted['person_id']}: no roles"


class Away:
    """A service that has its queue, and nobody who reads it."""

    name = "away"

    @query(Request)
    def answer(self, read: Read, actor: Actor, request: dict[str, object]) -> dict[str, object]:
        return {}


def test_a_service_that_stays_away_is_named(site: Site, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    site.community.declare(Away)
    monkeypatch.setattr("deploy.local.ops.operator.TIMEOUT_S", 0.5)
    said = r"away does not answer .*: './q status' .* Ask again"
    asked = operator(site.community.amqp_uri, keys.private["ops"], patience_s=0.0)
    with asked as asking, pytest.raises(Silent, match=said):
        asking.ask("away", "answer", {})
