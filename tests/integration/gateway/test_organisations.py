"""Organisations on the pages, over the real directory: found, read, kept by staff, all without scripts."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bus.ids import new_id
from bus.testing import Community
from bus.times import utc_now
from services.directory.actions.belonging import match_members
from services.directory.service.panels import ITSELF
from tests.integration.gateway.test_finding import link_of, nominate, staff
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.visitor import Visitor

ADDRESS = "ana@example.org"


class Registered(Joining):
    """A site with a register: a hospital, a network, and people who name them or something else."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        super().__init__(community, mailbox)
        self.hospital = self.add("Riverside Hospital", "nhs-provider", other_names=["Glan yr Afon"])
        self.network = self.add("Severn Vale Network", "network", region="west-of-england")
        nominate(community, "Ana Here", address=ADDRESS)
        nominate(community, "Bea Here", organisation="glan yr afon", topics=["mental-health"])
        nominate(community, "Cai There", organisation="Cliff House")
        nominate(community, "Dai There", organisation="Cliff  house!")

    def add(self, name: str, kind: str, **given: Any) -> str:
        request = {"name": name, "kind": kind, "region": "wales", "website": "https://example.org/"} | given
        ops = self.community.service("ops")
        answer = self.community.call("directory", "add_organisation", request, actor=ops, command_id=new_id())
        return str(answer["organisation_id"])

    def match(self) -> None:
        """Let the job look, as it does some time after a change."""
        database = self.community.hosts["directory"].database
        clock, database._clock = database._clock, lambda: utc_now() + timedelta(minutes=1)
        try:
            while database.transact(lambda work: match_members(work, ITSELF)):
                pass
        finally:
            database._clock = clock


KIND_OF_SITE = Registered


@pytest.fixture
def ana(site: Registered) -> Visitor:
    return site.signed_in(ADDRESS)


@pytest.fixture
def keeper(site: Registered) -> Visitor:
    return staff(site, "keeper@example.org")


def test_networks_are_found_beside_people_by_the_beginning_of_a_word(site: Registered) -> None:
    visitor = site.visitor()
    page = visitor.open("/members?words=sever")
    assert "Organisations and networks" in page
    assert link_of(page, "Severn Vale Network") == f"/organisations/{site.network}"
    assert "Severn Vale Network" not in visitor.open("/members")
    assert "All organisations that fit" not in page


def test_the_search_is_narrowed_to_an_organisation_and_to_a_kind(site: Registered) -> None:
    visitor = site.visitor()
    page = visitor.open("/members")
    page = visitor.open(link_of(page, "Riverside Hospital"))
    assert "2 members found" in page
    assert "Organisation: Riverside Hospital" in page
    assert "4 members" in visitor.open(link_of(page, "Organisation: Riverside Hospital"))
    assert "2 members found" in visitor.open("/members?kind=nhs-provider")
    assert "Organisation: not known" in visitor.open("/members?organisation=nothing")


def test_an_organisation_shows_its_members_and_what_they_know(site: Registered) -> None:
    page = site.visitor().open(f"/organisations/{site.hospital}")
    for text in ("Riverside Hospital", "NHS hospital trust", "Also known as Glan yr Afon", "2 members", "Bea Here"):
        assert text in page
    assert re.search(r">Mental health</a> <span class=\"qc-quiet\">1<", page)
    assert link_of(page, "Search among them") == f"/members?organisation={site.hospital}"
    assert "as a table to print" not in page
    assert site.visitor().client.get("/organisations/nothing").status_code == 404


def test_the_register_is_searched_by_words_kind_and_region(site: Registered) -> None:
    visitor = site.visitor()
    page = visitor.open("/organisations?words=glan&kind=nhs-provider&region=wales")
    assert ("1 organisation" in page, "Riverside Hospital" in page, "2 members" in page) == (True, True, True)
    assert "No organisation fits that" in visitor.open("/organisations?words=nothing")
    assert "Severn Vale Network" in visitor.open("/organisations?kind=network")


def test_who_works_there_sees_the_table_of_skills_and_nobody_else(site: Registered, ana: Visitor) -> None:
    assert ">People where you work</a>" in ana.open("/account")
    page = ana.open("/organisations/mine")
    assert ana.path == f"/organisations/{site.hospital}"
    page = ana.open(link_of(page, "What people here can do"))
    assert re.search(r'scope="row">Mental health</th><td><a href="[^"]*">Bea Here</a> \(Ward sister\)', page)
    other = site.signed_in("stranger@example.org")
    assert other.client.get(f"/organisations/{site.hospital}/skills").status_code == 403
    assert "sign-in" in site.visitor().client.get(f"/organisations/{site.hospital}/skills").location


def test_who_belongs_nowhere_reads_why(site: Registered) -> None:
    visitor = site.signed_in("nobody@example.org")
    assert "Members see here who else belongs" in visitor.open("/organisations/mine")


def test_names_are_offered_where_one_is_typed_and_plain_typing_goes_on(site: Registered, ana: Visitor) -> None:
    form = ana.open("/profile")
    assert 'data-suggest="/organisations/suggestions"' in form
    assert '<datalist id="organisation-names"></datalist>' in form
    offered = json.loads(site.visitor().client.get("/organisations/suggestions?words=afon").text)
    assert offered == {"names": ["Riverside Hospital"]}
    assert json.loads(site.visitor().client.get("/organisations/suggestions?words=a").text) == {"names": []}


def test_staff_add_a_name_that_members_write(site: Registered, keeper: Visitor) -> None:
    page = keeper.open("/staff/organisations")
    assert re.search(r"<strong>Cliff\s+House!?</strong> <span[^>]*>2 members", page, re.IGNORECASE)
    keeper.open(link_of(page, "Add it"))
    page = keeper.send("/staff/organisations/new", name="", other_names="Typed\nTwice", website="ftp://x")
    assert keeper.answer.status_code == 422
    for text in ("Enter the name", "Choose what kind", "begins with https://", "Typed\nTwice"):
        assert text in page
    page = keeper.send("/staff/organisations/new", name="Riverside hospital", kind="charity")
    assert (keeper.answer.status_code, "belongs to another organisation" in page) == (409, True)
    assert link_of(page, "Riverside Hospital") == f"/organisations/{site.hospital}"
    keeper.send("/staff/organisations/new", name="Cliff House", kind="charity")
    cliff = keeper.path
    site.match()
    assert "2 members" in keeper.open(cliff)
    assert "knows every name" in keeper.open("/staff/organisations")


def test_staff_say_what_a_name_is_another_name_of(site: Registered, keeper: Visitor) -> None:
    nominate(site.community, "Eve Here", organisation="RVH")
    page = keeper.open("/staff/organisations")
    page = keeper.open(link_of(page, "It is another name of …<span[^>]*> RVH"))
    page = keeper.open("/staff/organisations/known-as?name=RVH&words=river")
    assert "Choose an organisation" in keeper.send("/staff/organisations/known-as", name="RVH", words="river")
    keeper.send("/staff/organisations/known-as", name="RVH", words="river", chosen=site.hospital)
    assert "“RVH” leads to this organisation now." in keeper.page
    assert "Also known as Glan yr Afon, RVH" in keeper.page
    site.match()
    assert "Eve Here" in keeper.open(f"/organisations/{site.hospital}")


def test_staff_change_merge_and_remove(site: Registered, keeper: Visitor) -> None:
    one, other = site.add("Harbour View", "charity"), site.add("Harbour Clinic", "primary-care")
    keeper.open(f"/staff/organisations/{one}/change")
    version = re.findall(r'name="version" value="(\d+)"', keeper.page)[0]
    given = {"version": version, "name": "Harbour View House", "kind": "charity"}
    assert "Harbour View House" in keeper.send(f"/staff/organisations/{one}/change", **given)
    keeper.open(f"/staff/organisations/{one}/change")
    keeper.send(f"/staff/organisations/{one}/change", **given)
    assert (keeper.answer.status_code, "Somebody changed this" in keeper.page) == (409, True)
    keeper.open(f"/staff/organisations/{one}/merge?words=harbour")
    assert "Harbour Clinic" in keeper.page
    version = re.findall(r'name="version" value="(\d+)"', keeper.page)[0]
    keeper.send(f"/staff/organisations/{one}/merge", version=version, chosen=other)
    assert keeper.path == f"/organisations/{other}"
    keeper.open(f"/organisations/{one}")
    assert (keeper.path, "Also known as Harbour View House" in keeper.page) == (f"/organisations/{other}", True)
    keeper.open(f"/staff/organisations/{other}/change")
    version = re.findall(r'name="version" value="(\d+)"', keeper.page)[0]
    assert "no longer in the register" in keeper.send(f"/staff/organisations/{other}/remove", version=version)
    keeper.open(f"/staff/organisations/{site.hospital}/change")
    version = re.findall(r'name="version" value="(\d+)"', keeper.page)[0]
    kept = keeper.send(f"/staff/organisations/{site.hospital}/remove", version=version)
    assert "Members name this organisation" in kept


def test_nobody_else_keeps_the_register(site: Registered, ana: Visitor) -> None:
    assert "Change the organisation" not in ana.open(f"/organisations/{site.hospital}")
    for path in ("", "/new", "/known-as?name=RVH", f"/{site.hospital}/change", f"/{site.hospital}/merge"):
        assert ana.client.get(f"/staff/organisations{path}").status_code == 403
    ana.open("/account")
    given = {"name": "Mine", "kind": "network"}
    assert ana.press("/staff/organisations/new", **given).status_code == 403
