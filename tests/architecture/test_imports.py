"""Imports point one way: no service imports another, no room imports upwards, nameko stays in its adapter."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SERVICES = sorted(path.name for path in (HOUSE / "services").iterdir() if (path / "__init__.py").exists())

MAY_IMPORT = {
    "errors": set(),
    "events": {"errors", "model"},
    "schemas": {"errors", "model"},
    "model": {"errors"},
    "policies": {"errors", "model"},
    "store": {"errors", "model"},
    "queries": {"errors", "model", "policies", "store"},
    "actions": {"errors", "model", "policies", "store", "events"},
}
"""For each room of a service, the rooms of that service that it may import. Rooms not named here are its own."""

ROOMS = set(MAY_IMPORT) | {"service"}
LIBRARIES_OF_THE_ADAPTER = {"nameko", "eventlet"}
LIBRARIES_OF_STORES = {"pymongo", "bson"}


def modules(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*.py")) if "node_modules" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    """Yield the full names that a module imports, relative ones resolved."""
    package = path.relative_to(HOUSE).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = (
                ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
                if node.level
                else node.module
            )
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room(parts: tuple[str, ...]) -> str:
    """Return the room that a path or a name within a service belongs to."""
    return next((part.removesuffix(".py") for part in parts if part.removesuffix(".py") in ROOMS), "")


@pytest.mark.parametrize("service", SERVICES)
def test_no_service_imports_another(service: str) -> None:
    others = tuple(f"services.{other}" for other in SERVICES if other != service)
    found = [
        (path.name, name)
        for path in modules(HOUSE / "services" / service)
        for name in imported(path)
        if name.startswith(others)
    ]
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
def test_rooms_import_only_downwards(service: str) -> None:
    found = []
    for path in modules(HOUSE / "services" / service):
        here = room(path.relative_to(HOUSE / "services" / service).parts)
        for name in imported(path):
            there = room(tuple(name.split(".")[2:])) if name.startswith(f"services.{service}.") else ""
            if here in MAY_IMPORT and there and there != here and there not in MAY_IMPORT[here]:
                found.append((str(path.relative_to(HOUSE)), name))
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_model_imports_only_the_standard_library(service: str) -> None:
    found = []
    for path in modules(HOUSE / "services" / service):
        if room(path.relative_to(HOUSE / "services" / service).parts) == "model":
            outside = [name for name in imported(path) if name.split(".")[0] not in sys.stdlib_module_names]
            found += [
                (path.name, name) for name in outside if room(tuple(name.split(".")[2:])) not in ("model", "errors")
            ]
    assert found == []


@pytest.mark.parametrize("service", SERVICES)
def test_only_a_store_knows_the_database(service: str) -> None:
    found = [
        (str(path.relative_to(HOUSE)), name)
        for path in modules(HOUSE / "services" / service)
        for name in imported(path)
        if name.split(".")[0] in LIBRARIES_OF_STORES
        and room(path.relative_to(HOUSE / "services" / service).parts) != "store"
    ]
    assert found == []


def test_the_bus_knows_nothing_of_the_community_and_only_its_adapter_knows_nameko() -> None:
    for path in modules(HOUSE / "bus"):
        roots = {name.split(".")[0] for name in imported(path)}
        assert "services" not in roots, path
        assert path.name == "nameko.py" or not roots & LIBRARIES_OF_THE_ADAPTER, path


def test_no_service_knows_nameko_or_eventlet() -> None:
    for path in modules(HOUSE / "services"):
        assert not {name.split(".")[0] for name in imported(path)} & LIBRARIES_OF_THE_ADAPTER, path


def test_the_gateway_s_process_loads_neither_eventlet_nor_nameko() -> None:
    program = (
        "import sys, services.gateway.app, services.gateway.service, services.gateway.__main__, bus.host;"
        "print(sorted({'eventlet', 'nameko'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
