from dataclasses import dataclass
from pathlib import Path

import pytest

from bus.settings import BusSettings, SettingsError, load, setting

GIVEN = {
    "AMQP_URI": "amqp://user:secret@broker/q",
    "MONGODB_URI": "mongodb://database",
    "Q_SIGNING_KEY": "private",
    "Q_VERIFY_KEYS": "{}",
    "Q_PAGE_KEY": "page",
}


@dataclass(frozen=True, kw_only=True)
class ShopSettings(BusSettings):
    till: str = setting("Q_TILL", "front")


def test_settings_come_from_the_environment_with_defaults() -> None:
    loaded = load(ShopSettings, GIVEN | {"Q_HEALTH_PORT": "81"})
    assert (loaded.amqp_uri, loaded.health_port, loaded.till) == (GIVEN["AMQP_URI"], 81, "front")


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    given = {name: value for name, value in GIVEN.items() if name != "Q_SIGNING_KEY"}
    assert load(BusSettings, given | {"Q_SIGNING_KEY_FILE": str(tmp_path / "key")}).signing_key == "from a file"


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(SettingsError) as faults:
        load(ShopSettings, {"AMQP_URI": "amqp://", "Q_TIL": "x", "Q_HEALTH_PORT": "many"})
    text = str(faults.value)
    assert "MONGODB_URI: must be set" in text
    assert "Q_TIL: unknown setting" in text
    assert "Q_HEALTH_PORT" in text


def test_settings_are_shown_without_their_secrets() -> None:
    shown = repr(load(ShopSettings, GIVEN))
    assert "secret" not in shown
    assert "private" not in shown
    assert "front" in shown
