"""The demonstration never comes where real people may be."""

import pytest

from deploy.local import showcase
from deploy.local.home import Home
from deploy.local.ops import commands, demonstration
from deploy.local.reset import reset
from deploy.local.settings import from_environment
from deploy.local.site import Site
from deploy.local.table import ISSUERS
from deploy.local.terminal import Failure


def settings_of(home: Home, **environ: str):
    return from_environment({"Q_HOME": str(home.path)} | environ)


def test_invented_people_are_not_loaded_into_a_community_without_demonstration(home):
    settings = settings_of(home, AMQP_URI="amqp://nobody@127.0.0.1:1/q")
    real = Site(settings, home, {"broker": 1}, ISSUERS, demonstrates=False)
    with pytest.raises(Failure, match="no demonstration"):
        commands.main(["demonstration"], lambda: real)


def test_the_task_of_the_table_loads_none_either_when_somebody_calls_it(home, supervisor):
    home.remember("state", {"supervisor": supervisor.identity.dump(), "demonstrates": False, "given": {}})
    with pytest.raises(Failure, match="no demonstration"):
        demonstration.main(home, "an edition", "a database", 250)


def test_a_community_without_demonstration_is_not_emptied(home, supervisor):
    (home.folder("database") / "data").write_text("of real people")
    home.remember("state", {"supervisor": supervisor.identity.dump(), "demonstrates": False, "given": {}})
    with pytest.raises(Failure, match="not emptied"):
        reset(settings_of(home), home)
    assert (home.path / "database" / "data").exists()


def test_what_was_loaded_into_one_database_is_loaded_into_the_next_one_too(home):
    given = {"MONGODB_URI": "mongodb://elsewhere", "AMQP_URI": "amqp://elsewhere/q"}
    first, second, third = (
        Site(settings_of(home, **environ), home, {"gateway": 1, "database": 1}, ISSUERS, demonstrates=True)
        for environ in ({}, given, {"Q_NAMESPACE": "wales"})
    )
    showcase.remember_loaded(home, showcase.edition(first))
    assert showcase.is_loaded(first)
    assert not showcase.is_loaded(second)
    assert not showcase.is_loaded(third)
