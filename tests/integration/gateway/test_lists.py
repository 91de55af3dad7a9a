"""Staff keep the lists on the pages, and everybody sees regions and partnerships as they are now."""

import re
from pathlib import Path

from bus.testing import Community
from tests.integration.gateway.test_finding import link_of, nominate, staff
from tests.integration.gateway.test_joining import Joining


def peopled(community: Community, mailbox: Path) -> Joining:
    joining = Joining(community, mailbox)
    for number in range(3):
        nominate(community, f"Ana Member{number}", region="wessex", topics=["cancer"])
    nominate(community, "Ben Member", region="wessex", topics=["diabetes"])
    return joining


KIND_OF_SITE = peopled


def version_in(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_staff_alone_see_the_lists(site: Joining) -> None:
    visitor = site.signed_in("nobody@example.org")
    for path in ("/staff", "/staff/lists", "/staff/lists/topics", "/staff/lists/topics/cancer"):
        visitor.open(path)
        assert visitor.answer.status_code == 403
    visitor = staff(site, "someone@example.org")
    home = visitor.open("/staff")
    assert all(f'href="/staff/{task}"' in home for task in ("applications", "waves", "lists"))
    assert "What people choose from" in visitor.open("/staff/lists")


def test_a_renamed_region_is_called_so_on_every_page(site: Joining) -> None:
    visitor = staff(site, "renaming@example.org")
    page = visitor.open("/staff/lists/regions/oxford")
    page = visitor.send("/staff/lists/regions/oxford", version=version_in(page), name="Thames Valley")
    assert "It is called “Thames Valley” from now on." in page
    assert "Renamed" in page
    site.community.eventually(lambda: "Thames Valley" in site.visitor().open("/regions"))
    assert site.visitor().open("/regions/oxford").count("Thames Valley") >= 2


def test_what_goes_wrong_is_said_beside_what_was_typed(site: Joining) -> None:
    visitor = staff(site, "mending@example.org")
    page = visitor.open("/staff/lists/topics/surgery-and-theatres")
    version = version_in(page)
    page = visitor.send("/staff/lists/topics/surgery-and-theatres", version=version, name="Evaluation")
    assert (visitor.answer.status_code, 'value="Evaluation"' in page) == (409, True)
    assert 'href="#name"' in page
    assert "Another entry of this list has that name" in page
    page = visitor.send("/staff/lists/topics/surgery-and-theatres", version=version, name="x")
    assert (visitor.answer.status_code, "Give it a name of 2 to 120 characters" in page) == (422, True)
    page = visitor.open("/staff/lists/partnerships")
    page = visitor.send("/staff/lists/partnerships", name="Somewhere New")
    assert (visitor.answer.status_code, "Choose at least one region in which it lies" in page) == (422, True)
    assert 'value="Somewhere New"' in page


def test_what_is_added_twice_by_one_button_is_there_once_and_can_be_chosen(site: Joining) -> None:
    visitor = staff(site, "adding@example.org")
    visitor.open("/staff/lists/partnerships")
    hidden = visitor.hidden()
    for _ in range(2):
        answer = visitor.press("/staff/lists/partnerships", name="Severn Side", regions="wales", **hidden)
        assert answer.status_code == 303
    assert visitor.open("/staff/lists/partnerships").count(">Severn Side</a>") == 1
    assert "Severn Side" in site.visitor().open("/regions/wales")


def test_what_is_retired_is_offered_no_more_and_comes_back(site: Joining) -> None:
    visitor = staff(site, "retiring@example.org")
    path = "/staff/lists/topics/rehabilitation/retire"
    page = visitor.open(path)
    assert "No members" in page
    page = visitor.send(path, version=version_in(page))
    assert "Not offered any more" in page
    assert "Offer it again" in page
    back = "/staff/lists/topics/rehabilitation/restore"
    page = visitor.send(back, version=version_in(visitor.open(back)))
    assert "It is offered again." in page


def test_a_merge_says_first_whom_it_concerns_and_old_links_go_on_finding(site: Joining) -> None:
    visitor = staff(site, "merging@example.org")
    path = "/staff/lists/topics/cancer/merge"
    assert "Into which one does it go?" in visitor.open(path)
    assert "Choose into which other entry it goes" in visitor.open(f"{path}?into=")
    page = visitor.open(f"{path}?into=diabetes")
    assert re.search(r"Cancer</dt><dd[^>]*>3 members", page)
    assert re.search(r"Diabetes</dt><dd[^>]*>1 member", page)
    page = visitor.send(path, version=version_in(page), into="diabetes")
    assert "It is merged." in page
    assert "into Diabetes" in page
    site.community.eventually(lambda: "4 members found" in site.visitor().open("/members?topic=cancer"))
    page = site.visitor().open("/members?topic=cancer")
    assert "Knows about: Diabetes" in page


def test_a_region_with_a_wave_says_what_to_do_first(site: Joining) -> None:
    visitor = staff(site, "waving@example.org")
    path = "/staff/lists/regions/scotland/retire"
    page = visitor.send(path, version=version_in(visitor.open(path)))
    assert visitor.answer.status_code == 409
    assert "A wave for this region is open or planned." in page


def test_a_region_shows_who_is_there_and_what_they_know(site: Joining) -> None:
    visitor = site.visitor()
    page = visitor.open("/regions/wessex")
    assert "4 members</a>" in page
    assert link_of(page, "4 members") == "/members?region=wessex"
    assert link_of(page, "Dorset") == "/partnerships/dorset"
    assert "Now, until the end of" in page
    page = visitor.open("/partnerships/dorset")
    assert "Nobody is listed here yet." in page
    assert link_of(page, "Wessex") == "/regions/wessex"
    assert "Dorset" in visitor.open("/partnerships")
    assert "Wessex" in visitor.open("/directory/regions")
    for path in ("/regions/atlantis", "/partnerships/atlantis"):
        visitor.open(path)
        assert visitor.answer.status_code == 404


def test_the_address_of_a_merged_partnership_leads_to_what_it_became(site: Joining) -> None:
    visitor = staff(site, "leading@example.org")
    path = "/staff/lists/partnerships/devon/merge"
    visitor.send(path, version=version_in(visitor.open(f"{path}?into=somerset")), into="somerset")
    site.community.eventually(lambda: site.visitor().client.get("/partnerships/devon").status_code == 301)
    assert "Somerset" in site.visitor().open("/partnerships/devon")
    assert '<option value="devon"' not in visitor.open("/members")
