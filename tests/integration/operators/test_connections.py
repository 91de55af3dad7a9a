"""How many connections a member has, from the command line."""

from __future__ import annotations

from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


def test_operators_read_the_average_and_never_whose(site: Site, ops: Ops) -> None:
    one, other = site.member(), site.member()
    before = ops.json("connections")
    said = {"member_id": other, "beneficial": True}
    site.community.call("directory", "report_benefit", said, actor=site.community.person(one))
    figures = ops.json("connections")
    assert figures["edges"] == before["edges"] + 1
    assert figures["average"] == 2 * figures["edges"] / figures["members"]
    told = ops("connections")
    assert f"{figures['members']} members  {figures['edges']} connections  {figures['average']:.2f} on average" in told
    assert one not in told + str(figures)
    assert ops.json("connections", "--on", "2001-01-01")["members"] == 0
