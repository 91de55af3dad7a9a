"""A site whose API is called in-process, over real services."""

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers
from tests.integration.api.site import Site


@pytest.fixture(scope="package")
def site(keys: Keys) -> Iterator[Site]:
    made = Community(*servers(), keys)
    try:
        yield Site(made)
    finally:
        made.close()
