"""Servers that the tests of this folder may break, and communities that live on them."""

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers
from tests.integration.bus.faults.servers import Broker, Replicas, own_broker, own_replicas


@pytest.fixture(scope="session")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    with own_broker(tmp_path_factory.mktemp("broker")) as running:
        yield running


@pytest.fixture(scope="session")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    with own_replicas(tmp_path_factory.mktemp("replicas")) as running:
        yield running


@pytest.fixture
def on_own_broker(broker: Broker, keys: Keys) -> Iterator[Community]:
    made = Community(broker.uri, servers()[1], keys)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def on_own_replicas(replicas: Replicas, keys: Keys) -> Iterator[Community]:
    made = Community(servers()[0], replicas.uri, keys)
    try:
        yield made
    finally:
        made.close()
