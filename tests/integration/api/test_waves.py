"""Who may apply when, as programs read it."""

from tests.integration.api.site import Site
from tests.waves import open_wave


def test_everyone_reads_which_wave_is_open_and_until_when(site: Site) -> None:
    wave = open_wave(site.community)
    shown = {each["wave_id"]: each for each in site.stranger.get("/waves").json["items"]}[wave["wave_id"]]
    assert (shown["state"], shown["closes_on"]) == ("open", wave["closes_on"])
    assert "code" not in shown
