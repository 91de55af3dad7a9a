"""What every test may ask for: a community on a real broker and a real database."""

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys()


@pytest.fixture
def community(keys: Keys) -> Iterator[Community]:
    amqp_uri, mongodb_uri = servers()
    made = Community(amqp_uri, mongodb_uri, keys)
    try:
        yield made
    finally:
        made.close()
