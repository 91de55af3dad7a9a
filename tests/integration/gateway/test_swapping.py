"""The swap shop and wanted ads on the pages, without scripts: ask, match, reply, agree, close; also while the
directory is away."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import URLSafeSerializer

from bus.ids import new_id
from bus.testing import Community
from bus.times import utc_now
from services.matching.service import MatchingService
from tests.integration.gateway.conftest import LINK_KEY
from tests.integration.gateway.test_finding import link_of, nominate, staff
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.visitor import Visitor

ANA, BEN, OLU = "ana@example.org", "ben@example.org", "olu@example.org"
WRITTEN: dict[str, Any] = {
    "side": "want",
    "kind": "data",
    "title": "Falls on wards",
    "text": "Who has a <b>run chart</b>?",
    "topics": "patient-safety",
    "reach": "region",
}
WANTED = {name: WRITTEN[name] for name in ("kind", "title", "text")} | {"reach": "uk", "name": "Olu Outside"}


class Swapping(Joining):
    """A site with a swap shop and two members."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        super().__init__(community, mailbox)
        community.start(MatchingService)
        for name, address in (("Ana Asks", ANA), ("Ben Offers", BEN)):
            nominate(community, name, address=address)
        community.eventually(lambda: community.database("matching")["members"].count_documents({}) == 2)

    def emptied(self) -> None:
        for name in ("ads", "replies", "matches", "reports"):
            self.community.database("matching")[name].delete_many({})


KIND_OF_SITE = Swapping


@pytest.fixture(autouse=True)
def emptied(site: Swapping) -> None:
    site.community.settled()
    site.emptied()


@pytest.fixture
def ana(site: Swapping) -> Visitor:
    return site.signed_in(ANA)


@pytest.fixture
def ben(site: Swapping) -> Visitor:
    return site.signed_in(BEN)


def version(page: str) -> str:
    """Return which version of an ad a form is about."""
    return re.findall(r'name="version" value="(\d+)"', page)[0]


def posted(visitor: Visitor, **changes: Any) -> str:
    """Post a want or an offer; return the address of its page."""
    visitor.open("/swap/new")
    visitor.send("/swap/new", **WRITTEN | changes)
    return visitor.path


def asked(visitor: Visitor) -> str:
    visitor.open("/wanted/new")
    visitor.send("/wanted/new", **WANTED)
    return visitor.path


def test_two_members_ask_match_reply_agree_and_close(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    want = posted(ana)
    assert "It is open for sixty days." in ana.page
    posted(ben, side="offer", title="Charts of falls")
    site.community.settled()
    assert "It fits “Charts of falls”: the same kind of thing; topics: Patient safety" in ben.open("/swap/mine")
    assert link_of(ben.page, r"<span[^>]*>[^<]*</span>Falls on wards") == want
    ben.open(want)
    assert "Your reply is sent." in ben.send(want, message="I can show you ours.")
    assert ANA not in ben.page
    assert BEN not in ana.open(want)
    assert "I can show you ours." in ana.page
    accept = ana.page.split('/accept"')[0].rsplit('action="', 1)[1] + "/accept"
    assert f"mailto:{BEN}" in ana.send(accept)
    assert f"mailto:{ANA}" in ben.open(want)
    ana.open(f"{want}/close")
    assert "Choose what came of it" in ana.send(f"{want}/close", words="Much")
    assert "Much" in ana.page
    assert "It is closed" in ana.send(f"{want}/close", outcome="helped", words="Much")
    assert "It helped: Much" in ana.open(want)


def test_what_was_typed_stays_with_what_is_to_mend(ana: Visitor) -> None:
    ana.open("/swap/new?side=offer")
    page = ana.send("/swap/new", title="Typed title", text="Typed text")
    assert ana.answer.status_code == 422
    for words in ("Choose what it is", "Choose whether you are looking", "Typed title", "Typed text"):
        assert words in page
    page = ana.send("/swap/new", **WRITTEN | {"title": "x" * 101})
    assert "Give it a title of at most 100 characters" in page
    assert "run chart" in page
    page = ana.send("/swap/new", **WRITTEN | {"topics": "no-such-topic"})
    assert ana.answer.status_code == 422
    assert "Choose at most three topics from the list" in page
    assert "run chart" in page


def test_a_form_sent_twice_posts_once(site: Swapping, ana: Visitor) -> None:
    ana.open("/swap/new")
    for _ in range(2):
        ana.press("/swap/new", **WRITTEN)
    assert site.community.database("matching")["ads"].count_documents({}) == 1


def test_an_ad_is_changed_as_it_was_seen_and_renewed(ana: Visitor) -> None:
    path = posted(ana)
    ana.open(f"{path}/change")
    changed = WRITTEN | {"title": "Falls at night"}
    assert "Falls at night" in ana.send(f"{path}/change", version="1", **changed)
    ana.open(f"{path}/change")
    page = ana.send(f"{path}/change", version="1", **WRITTEN | {"title": "Too late"})
    assert (ana.answer.status_code, "Too late" in page, "You changed this in another window" in page) == (
        409,
        True,
        True,
    )
    ana.open(path)
    assert "It is open for sixty days from now." in ana.send(f"{path}/renew")


def test_what_people_write_is_shown_as_they_wrote_it(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    path = posted(ana, title="<script>alert(1)</script>")
    for page in (path, "/swap", "/swap?words=script"):
        answer = ben.client.get(page)
        assert "<script>alert(1)" not in answer.text
    assert "&lt;b&gt;run chart" in ben.client.get(path).text


def test_the_swap_shop_is_for_members(site: Swapping, ana: Visitor) -> None:
    path = posted(ana)
    stranger, olu = site.visitor(), site.signed_in(OLU)
    assert stranger.client.get("/swap").location.startswith("/sign-in")
    assert stranger.client.get(path).location == f"/sign-in?next={path}"
    assert olu.client.get(path).status_code == 404
    assert all("Falls on wards" not in visitor.open("/wanted") for visitor in (stranger, olu))
    assert "The swap shop is for members." in olu.open("/swap")
    olu.open("/swap/new")
    olu.send("/swap/new", **WRITTEN)
    assert olu.answer.status_code == 403


def test_an_ad_for_those_who_are_near_needs_a_region(site: Swapping) -> None:
    olu = site.signed_in(OLU)
    olu.open("/wanted/new")
    assert "Choose a region from the list" in olu.send("/wanted/new", **WANTED | {"reach": "region"})
    assert olu.answer.status_code == 422
    olu.send("/wanted/new", **WANTED | {"reach": "region", "region": "wales"})
    assert "Our staff look at a first ad before it appears" in olu.page


def test_a_stranger_s_wanted_ad_is_released_read_by_all_and_answered(site: Swapping, ben: Visitor) -> None:
    olu, keeper = site.signed_in(OLU), staff(site, "keeper@example.org")
    site.community.settled()
    path = asked(olu)
    assert "Our staff look at a first ad before it appears" in olu.page
    led = site.visitor().client.get(path)
    assert (led.status_code, led.headers["Location"]) == (303, f"/sign-in?next={path}")
    assert ben.client.get(path).status_code == 404
    assert "Falls on wards" in keeper.open("/staff/ads")
    release = f"/staff/ads/{path.rpartition('/')[2]}/release"
    seen = version(keeper.page)
    olu.open(f"{path}/change")
    olu.send(f"{path}/change", **WANTED | {"text": "Who has one?", "version": version(olu.page)})
    assert "Its author has changed it meanwhile." in keeper.send(release, version=seen)
    assert "Who has one?" in keeper.page
    assert "Released." in keeper.send(release, version=version(keeper.page))
    assert "Falls on wards" in site.visitor().open("/wanted?words=falls")
    assert "Olu Outside" in site.visitor().open(path)
    ben.open(path)
    ben.send(path, message="We can help.")
    page = olu.open(path)
    assert ("Ben Offers" in page, "Riverside" in page, "/members/" in page.split("<main")[1]) == (True, False, False)
    accept = page.split('/accept"')[0].rsplit('action="', 1)[1] + "/accept"
    assert f"mailto:{BEN}" in olu.send(accept)
    assert f"mailto:{OLU}" in ben.open(path)
    assert OLU not in keeper.open(path) + site.visitor().open(path)


def test_what_waits_for_staff_is_taken_back(site: Swapping) -> None:
    olu, keeper = site.signed_in(OLU), staff(site, "keeper@example.org")
    path = asked(olu)
    page = olu.open(path)
    fields = dict(re.findall(r'name="(outcome|unseen)" value="(\w+)"', page))
    assert "Take it back" in page
    assert "It is taken back." in olu.send(f"{path}/close", **fields)
    assert "Falls on wards" not in keeper.open("/staff/ads")
    assert "It has ended in the meantime." in olu.open(f"{path}/change")
    assert olu.path == path


def test_nobody_is_near_whose_entry_has_no_place(site: Swapping, ana: Visitor) -> None:
    ana.open("/swap/new")
    assert "Your entry does not say where you work." in ana.send("/swap/new", **WRITTEN | {"reach": "partnership"})
    assert (ana.answer.status_code, 'href="#reach"' in ana.page) == (422, True)
    assert "It is open for sixty days." in ana.send("/swap/new", **WRITTEN)
    assert "People of the same region first" in ana.page


def test_an_ad_is_near_from_when_the_entry_says_where(site: Swapping, ana: Visitor) -> None:
    members = site.community.database("matching")["members"]
    [kept] = members.find({"name": "Ana Asks"})
    members.update_one({"_id": kept["_id"]}, {"$set": {"region": ""}})
    try:
        path = posted(ana, reach="uk")
        ana.open(f"{path}/change")
        changes = WRITTEN | {"reach": "region", "version": version(ana.page)}
        assert "Your entry does not say where you work." in ana.send(f"{path}/change", **changes)
    finally:
        members.replace_one({"_id": kept["_id"]}, kept)
    assert "Your changes are saved." in ana.send(f"{path}/change", **changes)


def test_who_offers_what_is_wanted_hears_of_it_and_who_asks_how_many_did(site: Swapping, ben: Visitor) -> None:
    offer = posted(ben, side="offer", title="Charts of falls")
    olu, keeper = site.signed_in(OLU), staff(site, "keeper@example.org")
    site.community.settled()
    path = asked(olu)
    keeper.open("/staff/ads")
    keeper.send(f"/staff/ads/{path.rpartition('/')[2]}/release", version=version(keeper.page))
    site.community.settled()
    assert "A member who offers something like this has been told of it." in olu.open(path)
    assert "has been told of it" not in site.visitor().open(path)
    assert f'href="{path}"' in ben.open(offer)


def test_what_is_reported_is_taken_away_with_a_reason(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    keeper = staff(site, "keeper@example.org")
    site.community.settled()
    path = posted(ana)
    ben.open(f"{path}/report")
    assert "Choose the reason" in ben.send(f"{path}/report", words="Spam")
    assert "Our staff look at it" in ben.send(f"{path}/report", reason="advertising", words="Spam")
    assert "It advertises something: Spam" in keeper.open("/staff/ads")
    assert "It advertises something" in keeper.open("/staff/reports")
    removal = f"/staff/ads/{path.rpartition('/')[2]}/remove"
    keeper.open(removal)
    assert "Write why" in keeper.send(removal, reason="advertising")
    assert "Taken away." in keeper.send(removal, reason="advertising", words="We sell nothing.")
    assert "Our staff have taken this away" in ana.open(path)
    assert ben.client.get(path).status_code == 404


def test_it_all_works_while_the_directory_is_away(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    ana.open("/swap")
    site.stop_directory()
    try:
        path = posted(ana)
        assert "Falls on wards" in ben.open("/swap")
        ben.open(path)
        assert "Your reply is sent." in ben.send(path, message="I can.")
    finally:
        site.start_directory()


def mailed(person_id: str, deed: str, **about: str) -> str:
    """Return the address in a mail that lets its holder do one thing."""
    ends = int((utc_now() + timedelta(days=1)).timestamp())
    claims = {"person_id": person_id, "mail_id": new_id(), "deed": deed, "about": about, "exp": ends}
    return f"/answer/{URLSafeSerializer(LINK_KEY, salt='deed').dumps(claims)}"


def test_a_reply_is_answered_and_an_ad_renewed_from_the_mail(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    path = posted(ana)
    ben.open(path)
    ben.send(path, message="I can.")
    reply = site.community.database("matching")["replies"].find_one({})
    held, link = site.visitor(), mailed(reply["author_id"], "swap_accept", reply_id=reply["_id"], ad_id=reply["ad_id"])
    page = held.open(link)
    assert "Ben Offers has replied to what you posted: “Falls on wards”." in page
    assert "I can." in page
    assert site.community.database("matching")["replies"].find_one({})["state"] == "sent"
    assert "Press one of the buttons" in held.send(link)
    assert "You have agreed" in held.send(link, choice="accept")
    assert "You answered “Yes, agree”" in held.send(link, choice="decline")
    assert f"mailto:{ANA}" in ben.open(path)
    again = mailed(reply["author_id"], "swap_renew", ad_id=reply["ad_id"])
    assert "Looking for: “Falls on wards”" in held.open(again)
    assert "It is renewed" in held.send(again)
    assert "It is open until" in ana.open(path)
    ana.send(f"{path}/close", outcome="helped")
    other = mailed(reply["author_id"], "swap_renew", ad_id=reply["ad_id"])
    assert "It has ended in the meantime." in held.open(other)


def test_who_fits_is_written_to_from_the_mail(site: Swapping, ana: Visitor, ben: Visitor) -> None:
    path = posted(ana)
    replies = site.community.database("matching")["replies"]
    [person_id] = {each["_id"] for each in site.community.database("matching")["members"].find({"name": "Ben Offers"})}
    held, link = site.visitor(), mailed(person_id, "swap_answer", other_ad_id=path.rpartition("/")[2])
    late = site.visitor()
    late.open(link)
    other, again = site.visitor(), mailed(person_id, "swap_answer", other_ad_id=path.rpartition("/")[2])
    other.open(again)
    assert "Looking for: “Falls on wards”" in held.open(link)
    assert "Write your message" in held.send(link, message="  ")
    assert held.answer.status_code == 422
    assert replies.find_one({}) is None
    assert "Your reply is sent" in held.send(link, message="I can <b>show</b> you ours.")
    assert "You answered “Send your reply”" in late.send(link, message="Another one.")
    assert "What you typed now was not sent" in late.page
    assert "Another one." in late.page
    assert "was not sent" not in late.open(link)
    assert "One too late." in held.send(link, message="One too late.")
    assert [each["message"] for each in replies.find({})] == ["I can <b>show</b> you ours."]
    assert "You have replied already." in other.send(again, message="From another mail.")
    assert "You have replied already." in other.open(again)
    assert "I can <b>show</b> you ours." in ana.open(path)


def test_what_was_written_behind_a_mail_while_matching_was_away_comes_back(
    site: Swapping, ana: Visitor, ben: Visitor
) -> None:
    path = posted(ana)
    [person_id] = {each["_id"] for each in site.community.database("matching")["members"].find({"name": "Ben Offers"})}
    held, link = site.visitor(), mailed(person_id, "swap_answer", other_ad_id=path.rpartition("/")[2])
    held.open(link)
    site.community.hosts["matching"].drain()
    try:
        assert "What you typed is kept for a day." in held.send(link, message="I can show you ours.")
    finally:
        site.community.hosts.pop("matching").stop()
        site.community.start(MatchingService)
    assert "I can show you ours." in held.open(link)
    assert "Your reply is sent" in held.send(link, message="I can show you ours.")


def test_a_mail_about_a_reply_leads_on_once_it_was_answered_or_taken_back(
    site: Swapping, ana: Visitor, ben: Visitor
) -> None:
    path = posted(ana)
    ben.open(path)
    ben.send(path, message="I can.")
    reply = site.community.database("matching")["replies"].find_one({})
    held, link = site.visitor(), mailed(reply["author_id"], "swap_accept", reply_id=reply["_id"], ad_id=reply["ad_id"])
    ben.open(path)
    ben.send(f"{path}/replies/{reply['_id']}/withdraw")
    assert "This reply is not there any more." in held.open(link)
    site.community.database("matching")["replies"].update_one({"_id": reply["_id"]}, {"$set": {"state": "declined"}})
    assert "This reply has been answered already." in held.open(link)
