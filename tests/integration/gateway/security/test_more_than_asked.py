"""Whoever sends more than is asked, or what was meant for a mark-up, changes nothing by it and harms no reader."""

from typing import Any

import pytest

from bus.doors import doors_of
from bus.errors import Invalid
from services.directory.service import DirectoryService
from services.notifications.service import NotificationsService
from tests.integration.gateway.security.cast import WRITTEN, Defended, address
from tests.integration.gateway.test_joining import key

KIND_OF_SITE = Defended
MORE: dict[str, Any] = {
    "status": "accepted",
    "roles": [{"role": "staff", "region": None}],
    "person_id": "somebody",
    "member_id": "somebody",
    "decided_by": "somebody",
    "decided_at": "2026-01-01T00:00:00.000Z",
    "joined_at": "2015-01-01T00:00:00.000Z",
    "scored_by": ["a", "b"],
    "assigned": ["a"],
    "barred": [],
    "held": {"outcome": "accepted"},
    "not_before": None,
    "recognitions": [{"topic": "patient-safety"}],
    "worked_at": [],
    "sequence": 99,
    "is_member": True,
    "$where": "1",
}
ASKED = [
    (service, door)
    for service in (DirectoryService, NotificationsService)
    for door in doors_of(service)
    if door.request
]
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}{%x%}[a](javascript:alert(1))"


@pytest.mark.parametrize(("service", "door"), ASKED, ids=lambda value: getattr(value, "method", ""))
def test_every_door_refuses_every_field_that_it_does_not_ask_for(site: Defended, service: Any, door: Any) -> None:
    more = {name: value for name, value in MORE.items() if name not in door.request().fields}
    with pytest.raises(Invalid) as refused:
        site.community.call(service.name, door.method, more, actor=site.community.service("ops"))
    unknown = {error["pointer"].strip("/") for error in refused.value.errors if error["code"] == "unknown"}
    assert unknown == {*more}


def test_fields_that_a_form_does_not_have_are_never_stored(site: Defended) -> None:
    visitor = site.signed_in(address("mass"))
    visitor.open("/apply")
    more = {name: str(value) for name, value in MORE.items()} | {"version": "99", "created_at": "2001-01-01"}
    visitor.send("/apply", **{**WRITTEN, **more, "topics": "patient-safety"}, action="save")
    stored = site.community.database("directory")["applications"].find_one({"person_id": site.person("mass")})
    assert stored
    kept = {name: stored[name] for name in ("status", "scored_by", "assigned", "held", "decided_by", "sequence")}
    assert kept == {"status": "draft", "scored_by": [], "assigned": [], "held": None, "decided_by": "", "sequence": 0}
    assert stored["version"] <= 2
    assert not {"roles", "person", "is_member", "$where", "joined_at"} & {*stored}


def test_an_entry_takes_no_rights_and_no_honours_from_its_form(site: Defended) -> None:
    member_id = site.member("Mass Member")
    visitor = site.signed_in(address("Mass Member"))
    visitor.open("/profile")
    form = {**WRITTEN, "name": "Mass Member", "topics": "patient-safety"}
    more = {name: str(value) for name, value in MORE.items()} | {"checked_at": "2001-01-01"}
    visitor.send("/profile", **{**form, **more, **key(visitor)})
    stored = site.community.database("directory")["members"].find_one({"_id": member_id})
    assert stored
    assert (stored["status"], stored["recognitions"], stored["joined_at"].year) == ("member", [], 2016)
    assert stored["profile"]["role"] == WRITTEN["role"]
    assert site.tell(member_id, "get_my_roles")["roles"] == []


def test_what_people_write_is_shown_as_they_wrote_it_and_never_run(site: Defended) -> None:
    member_id = site.member("Mark Upp")
    entry = {"name": f"Mark {HOSTILE}"[:120], "role": HOSTILE[:120], "organisation": HOSTILE[:160]}
    texts = {"biography": HOSTILE, "offers_note": HOSTILE[:200], "looking_for": HOSTILE, "visibility": "public"}
    link = {"label": HOSTILE[:80], "url": "https://example.org/"}
    site.tell(member_id, "update_profile", version=1, **entry, **texts, links=[link])
    applicant, chair = site.person("hostile"), site.person("reader", ("chair", WRITTEN["region"]))
    answers = dict.fromkeys(("commitment", "experience", "understanding"), HOSTILE)
    draft = site.tell(applicant, "save_application", **WRITTEN | entry | answers | {"biography": HOSTILE})
    named = {name: draft[name] for name in ("application_id", "version")}
    sent = site.tell(applicant, "submit_application", **named)
    site.tell(chair, "ask_applicant", **named | {"version": sent["version"]}, question=HOSTILE)
    owner, reader, own = map(site.signed_in, (address("hostile"), address("reader"), address("Mark Upp")))
    looked_at = {
        site.visitor(): (f"/members/{member_id}", "/members?words=mark", f"/members?words={HOSTILE}"),
        owner: ("/application", "/application/question"),
        reader: ("/panel", f"/panel/{draft['application_id']}"),
        own: ("/profile", "/profile/preview/public"),
    }
    for visitor, paths in looked_at.items():
        for path in paths:
            text = visitor.client.get(path).text
            assert "<script>alert" not in text, path
            assert "<img src=x" not in text, path
            assert 'href="javascript:' not in text, path
            assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text, path


URLS = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http://example.org/", "//example.org"),
    *("https://user:pass@example.org/", "https://exam ple.org/", 'https://example.org/"onclick="x', "https://x"),
)


@pytest.mark.parametrize("url", URLS)
def test_a_link_leads_to_a_page_that_is_fetched_safely_or_nowhere(site: Defended, url: str) -> None:
    member_id = site.member(f"Linker {URLS.index(url)}")
    with pytest.raises(Invalid):
        site.tell(member_id, "update_profile", version=1, links=[{"label": "Mine", "url": url}])


@pytest.mark.parametrize("name", ["Eve\r\nBcc: all@example.org", "Eve\nSubject: Gift", "Eve\u2028Next"])
def test_a_name_is_one_line(site: Defended, name: str) -> None:
    person_id = site.person(f"lines{len(name)}")
    draft = site.tell(person_id, "save_application", **WRITTEN | {"name": name})
    assert len(draft["name"].splitlines()) == 1
