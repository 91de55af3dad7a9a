"""Finding people on the pages, over the real directory: filters with numbers, mistyped words, where the skills are."""

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bus.ids import new_id
from bus.testing import Community
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.visitor import Visitor

NOMINATION: dict[str, Any] = {
    "nominating_organisation": "Riverside Hospital",
    "organisation": "Riverside Hospital",
    "role": "Ward sister",
    "region": "wales",
    "background": "frontline-staff",
    "topics": ["cancer"],
    "confirmed_on": "2016-03-01",
}


def searched(community: Community, mailbox: Path) -> Joining:
    """Make a site whose directory has somebody to find."""
    joining = Joining(community, mailbox)
    for number in range(25):
        nominate(community, f"Ana Member{number:02}", region="wales" if number < 23 else "scotland")
    nominate(community, "=Zoë Formula", topics=["mental-health"], background="researcher", region="eastern")
    return joining


KIND_OF_SITE = searched


def nominate(community: Community, name: str, **changes: Any) -> str:
    request = NOMINATION | {"name": name, "address": f"{new_id()}@example.org"} | changes
    ops = community.service("ops")
    return str(community.call("directory", "import_nomination", request, actor=ops, command_id=new_id())["person_id"])


def link_of(page: str, text: str) -> str:
    """Return where the link leads that has this text."""
    return re.findall(rf'<a[^>]*href="([^"]*)"[^>]*>{text}', page)[0]


def staff(site: Joining, address: str) -> Visitor:
    visitor = site.signed_in(address)
    ops = site.community.service("ops")
    person = site.community.call("directory", "find_person", {"address": address}, actor=ops)
    grant = {"person_id": person["person_id"], "role": "staff"}
    site.community.call("directory", "grant_role", grant, actor=ops, command_id=new_id())
    return visitor


def test_each_choice_says_how_many_it_would_find_and_leads_there(site: Joining) -> None:
    visitor = site.visitor()
    page = visitor.open("/members")
    assert "26 members" in page
    assert re.search(r'>Wales</a> <span class="qc-quiet">23<', page)
    page = visitor.open(link_of(page, "Scotland"))
    assert "2 members found" in page
    assert 'aria-current="true">Scotland</a>' in page
    assert re.search(r">Wales</a>.*23", page)
    assert "26 members" in visitor.open(link_of(page, "Region: Scotland"))


def test_pages_lead_on_and_back_and_keep_the_search(site: Joining) -> None:
    visitor = site.visitor()
    first = visitor.open("/members?words=ana&region=wales")
    assert "Previous members" not in first
    second = visitor.open(link_of(first, "Next members"))
    assert ("Ana Member20" in second, "Ana Member19" in second, "Next members" in second) == (True, False, False)
    back = visitor.open(link_of(second, "Previous members"))
    assert ("Ana Member00" in back, "Ana Member20" in back, "23 members found" in back) == (True, False, True)


def test_a_mistyped_word_is_taken_for_another_and_the_page_says_so(site: Joining) -> None:
    page = site.visitor().open("/members?words=fromula")
    assert "1 member found" in page
    assert "Nobody is found by “fromula”. This shows who is found by formula." in page


def test_what_somebody_types_stays_text(site: Joining) -> None:
    page = site.visitor().client.get("/members?words=" + quote('<script>alert("x")</script>')).text
    assert "<script>alert" not in page


def test_members_are_counted_by_region(site: Joining) -> None:
    page = site.visitor().open("/directory/regions")
    assert page.count("<h2") >= 18
    assert re.search(r"Wales</a></h2>\s*<p[^>]*>23 members", page)
    assert link_of(page, "Wales") == "/regions/wales"


def test_the_table_says_where_the_skills_are(site: Joining) -> None:
    visitor = site.visitor()
    page = visitor.open("/directory/skills")
    assert (page.count('scope="col"'), page.count('scope="row"')) == (19, 42)
    assert visitor.open("/members?topic=cancer&region=wales").count("Ana Member") >= 20
    assert "/members?topic=cancer&region=wales" in page
    narrow = visitor.open("/directory/skills?region=wales")
    assert narrow.count('scope="col"') == 2


def test_staff_take_a_whole_search_away_as_a_table(site: Joining) -> None:
    visitor = staff(site, "staff@example.org")
    page = visitor.open("/members")
    assert "Download this list" in page
    sent = visitor.press("/members/export")
    assert (sent.status_code, sent.mimetype) == (200, "text/csv")
    rows = list(csv.DictReader(io.StringIO(sent.text.removeprefix("\ufeff"))))
    assert len(rows) == 26
    assert (rows[-1]["name"], rows[-1]["topics"]) == ("'=Zoë Formula", "Mental health")
    found = visitor.press("/members/export", words="formula")
    assert len(found.text.splitlines()) == 2


def test_nobody_else_is_offered_a_table_or_gets_one(site: Joining) -> None:
    visitor = site.signed_in("curious@example.org")
    assert "Download this list" not in visitor.open("/members")
    visitor.open("/account")
    assert visitor.press("/members/export").status_code == 403


def test_a_place_that_is_sought_as_a_word_leads_to_its_region(site: Joining) -> None:
    visitor = site.visitor()
    for words in ("wales", "Cardiff"):
        assert link_of(visitor.open(f"/members?words={words}"), "Members in Wales") == "/members?region=wales#found"
    assert "Looking for a place?" not in visitor.open("/members?words=wales&region=wales")
