"""People who say who they are in every field there is, each time with one mark that can be searched for."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import Any

from itsdangerous import URLSafeTimedSerializer
from pymongo.read_concern import ReadConcern

from bus.events import Event
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.testing import envelope_of
from services.directory.events import ApplicationSubmitted, PersonNominated
from services.gateway.accounts.events import LinkRequested
from services.gateway.accounts.model import digest
from tests.integration.api.site import LINK_KEY, Site
from tests.integration.gateway.conftest import answer_path
from tests.integration.gateway.visitor import Visitor
from tests.pictures import encoded, picture

CODES: dict[str, Any] = {"region": "wales", "background": "frontline-staff", "topics": ["cancer"]}
CRITERIA = ("commitment", "experience", "understanding")


class Plant:
    """One person at a site; `mark` stands in whatever they type and in whatever is typed about them."""

    def __init__(self, site: Site, mark: str) -> None:
        self.site, self.mark = site, mark
        self.address = f"{mark}@example.org"
        self.browser = Visitor(site.app)

    @property
    def person_id(self) -> str:
        row = self.site.community.database("gateway")["accounts"].find_one({"address": self.address})
        return str(row["person_id"]) if row and row["person_id"] else ""

    def text(self, what: str) -> str:
        return f"{what} by {self.mark}"

    def texts(self, *names: str) -> dict[str, str]:
        return {name: self.text(name) for name in names}

    def do(self, service: str, method: str, **request: Any) -> Any:
        """Change something as this person."""
        community = self.site.community
        return community.call(service, method, request, actor=community.person(self.person_id))

    def be_nominated(self) -> None:
        community = self.site.community
        written = self.texts("name", "organisation", "role", "biography", "nominating_organisation")
        request = CODES | written | {"address": self.address}
        community.call("directory", "import_nomination", request, actor=community.service("ops"))
        community.eventually(lambda: self.person_id)

    def sign_in(self) -> None:
        """Come in by a link that was mailed to the address as it is typed."""
        self.browser.open("/sign-in")
        self.browser.send("/sign-in", address=self.address, next=f"/members?words={self.mark}")
        link = self._link()
        self.browser.open(link)
        self.browser.send(link)

    def be_a_member(self) -> None:
        profile = CODES | self.texts("name", "organisation", "role", "biography", "offers_note", "looking_for")
        links = [{"label": self.text("page"), "url": f"https://{self.mark}.example.org"}]
        profile |= {"links": links, "visibility": "public"}
        version = self.do("directory", "confirm_membership", version=1, **profile)["version"]
        moved = self.do("directory", "update_profile", version=version, organisation=self.text("another place"))
        version = moved["version"]
        self.do("directory", "update_profile", version=version, biography=self.text("a new biography"))

    def have_coffee(self, other: str) -> None:
        """Be drawn for a coffee with another member, and say how it was; both know of each other."""
        community, kept = self.site.community, self.site.community.database("matching")
        members = kept.get_collection("members", read_concern=ReadConcern("majority"))
        community.eventually(lambda: members.count_documents({"_id": {"$in": [self.person_id, other]}}) == 2)
        self.do("matching", "enrol", ways=["call"])
        community.call("matching", "enrol", {"ways": ["call"]}, actor=community.person(other))
        request = {"closes_on": (self.site.community.clock() + timedelta(days=7)).date().isoformat()}
        ops = community.service("ops")
        opened = community.call("matching", "open_round", request, actor=ops)
        named = {"round_id": opened["round_id"], "version": opened["version"]}
        community.call("matching", "close_round", named, actor=ops)
        mine = {"round_id": opened["round_id"], "people": self.person_id, "announced_at": {"$ne": None}}
        pair = community.eventually(lambda: kept["pairs"].find_one(mine), timeout_s=60)
        community.eventually(lambda: kept["rounds"].find_one({"_id": opened["round_id"], "state": "announced"}))
        answer = {"new_ideas": True, "collaboration": True, "beneficial": True, "words": self.text("a coffee")}
        self.do("matching", "answer_survey", pair_id=pair["_id"], **answer)

    def swap(self, other: str) -> None:
        """Want something, be answered by another member, answer and report what they offer."""
        community = self.site.community
        members = community.database("matching").get_collection("members", read_concern=ReadConcern("majority"))
        community.eventually(lambda: members.count_documents({"_id": {"$in": [self.person_id, other]}}) == 2)
        actor, written = community.person(other), {"kind": "data", "reach": "uk", "topics": ["cancer"]}
        want = self.do("matching", "post_ad", side="want", **written, **self.texts("title", "text"))
        offer = written | {"side": "offer", "title": "Charts", "text": "We have some."}
        offered = community.call("matching", "post_ad", offer, actor=actor)
        answer = {"ad_id": want["ad_id"], "message": self.text("an answer")}
        community.call("matching", "reply_to_ad", answer, actor=actor)
        self.do("matching", "reply_to_ad", ad_id=offered["ad_id"], message=self.text("a reply"))
        self.do("matching", "report_ad", ad_id=offered["ad_id"], reason="other", words=self.text("a report"))

    def be_pictured(self) -> None:
        pictures = {"large": encoded(picture(480, 480)), "small": encoded(picture(96, 96))}
        sent = {size: b64encode(file).decode() for size, file in pictures.items()}
        self.do("directory", "set_photograph", **sent, shown_to="members")

    def be_recognised(self, staff: str) -> None:
        community = self.site.community
        request = {"member_id": self.person_id, "topic": "cancer", "reason": self.text("a reason")}
        community.call("directory", "give_recognition", request, actor=community.person(staff))

    def meet(self, staff: str) -> None:
        """Write to other members and be written to; introduce two of them; report a third and be blocked by them."""
        one, other, rude = (self.site.member() for _ in range(3))
        for person_id in (one, other):
            asked = {"person_id": person_id, "source": "meeting", "message": self.text("a message")}
            connection_id = self.do("directory", "ask_to_connect", **asked)["connection_id"]
            self._tell(person_id, "accept_connection", connection_id=connection_id)
        self.do("directory", "introduce_people", person_id=one, other_person_id=other, words=self.text("why"))
        asked = {"person_id": self.person_id, "source": "meeting", "message": self.text("a rude word")}
        key = {"connection_id": self._tell(rude, "ask_to_connect", **asked)["connection_id"]}
        reported = self.do("directory", "report_connection", **key, fault="unkind", words=self.text("a complaint"))
        settled = {"version": 1, "outcome": "kept", "reason": self.text("a ruling")}
        self._tell(staff, "settle_report", report_id=reported["report_id"], **settled)
        self.do("directory", "block_person", person_id=rude)
        self._tell(rude, "block_person", person_id=self.person_id)

    def _tell(self, who: str, method: str, **request: Any) -> Any:
        """Change something as somebody else."""
        community = self.site.community
        return community.call("directory", method, request, actor=community.person(who))

    def add_an_address(self) -> None:
        """Sign in by another address too, and ask for one more that is never proved."""
        for address in (f"home.{self.address}", f"later.{self.address}"):
            self.browser.open("/account/addresses")
            self.browser.send("/account/addresses", address=address)
        self.browser.open(self._link(f"home.{self.address}"))
        self.browser.send(self.browser.path)

    def name_a_token(self) -> str:
        """Make an API token and return it."""
        self.browser.open("/account")
        return re.findall(r"qc_[\w-]+", self.browser.send("/account/tokens", name=self.text("token")))[0]

    def answer_a_mail(self) -> None:
        """Say by the link of a mail, without signing in, that the entry is right."""
        stranger, link = Visitor(self.site.app), answer_path("entry_check", self.person_id, key=LINK_KEY)
        stranger.open(link)
        stranger.send(link)

    def type_too_late(self) -> None:
        """Send a form after the session has run out; it is kept."""
        self.browser.open("/account")
        ended = {"$set": {"ends_at": self.site.community.clock()}}
        key = {"_id": digest(self.browser.cookie("q_session") or "")}
        self.site.community.database("gateway")["sessions"].update_one(key, ended)
        self.browser.send("/profile", biography=self.text("a late thought"))

    def say_who_helped(self, other: str) -> None:
        """Report of another member, and have them suggested no more."""
        said = {"member_id": other, "beneficial": True, "words": self.text("what helped")}
        self.do("directory", "report_benefit", **said)
        self.do("directory", "dismiss_suggestion", member_id=other)

    def apply(self) -> dict[str, Any]:
        written = self.texts("name", "organisation", "role", "biography", *CRITERIA)
        draft = self.do("directory", "save_application", **CODES, **written, visibility="members")
        key = {name: draft[name] for name in ("application_id", "version")}
        return dict(self.do("directory", "submit_application", **key))

    def be_assessed(self, application: dict[str, Any], *assessors: str) -> None:
        for assessor in assessors:
            self._judge(assessor, "score_application", application_id=application["application_id"])

    def be_asked(self, application: dict[str, Any], chair: str) -> dict[str, Any]:
        """Answer a question in two goes; return the application as the chair may decide on it."""
        community = self.site.community
        asked = self._named(application) | {"question": self.text("question")}
        community.call("directory", "ask_applicant", asked, actor=community.person(chair))
        answer = {"application_id": application["application_id"], "answer": self.text("answer")}
        self.do("directory", "save_answer", **answer, question_version=1)
        return dict(self.do("directory", "send_answer", **answer, question_version=2))

    def be_refused(self, application: dict[str, Any], chair: str) -> None:
        """Let the chair accept, change their mind before that takes effect, and say why."""
        community, actor = self.site.community, self.site.community.person(chair)
        database = community.hosts["directory"].database
        before, database.settings = database.settings, replace(database.settings, decision_hold_s=3600)
        accepted = self._named(application) | {"outcome": "accept", "feedback": self.text("welcome")}
        held = community.call("directory", "decide_application", accepted, actor=actor)
        database.settings = before
        said = self.texts("feedback", "contact", "reason") | {"code": "mistake", "again_in_months": 0}
        request = self._named(held) | {"outcome": "not_yet"} | said
        community.call("directory", "change_decision", request, actor=actor)

    def _named(self, application: dict[str, Any]) -> dict[str, Any]:
        return {name: application[name] for name in ("application_id", "version")}

    def be_looked_at(self, application: dict[str, Any], assessor: str) -> None:
        self._judge(assessor, "save_assessment", application_id=application["application_id"])

    def be_parked(self, event: type[Event], queue: str, **data: Any) -> None:
        """Send a message that its reader cannot take."""
        envelope = envelope_of(event, data)
        self.site.community.send(Outgoing("", queue, json.dumps(data).encode(), envelope.headers(), new_id()))

    def be_parked_everywhere(self) -> None:
        who = {"person_id": self.person_id}
        known = {"application_id": new_id(), **who, **self.texts("name", "commitment", "what_is_not_named")}
        self.be_parked(ApplicationSubmitted, "notifications.submissions.v1", **known)
        self.be_parked(PersonNominated, "gateway.nominations.v1", **who, address=self.address)
        self.be_parked(LinkRequested, "notifications.links.v1", link_id=new_id(), address=self.address)

    def _judge(self, assessor: str, method: str, **request: Any) -> None:
        community = self.site.community
        judged = {"scores": dict.fromkeys(CRITERIA, 3), "reasons": self.texts(*CRITERIA)}
        community.call("directory", method, request | judged, actor=community.person(assessor))

    def _link(self, address: str = "") -> str:
        rows = self.site.community.database("gateway")["links"]
        row = rows.find_one({"address": address or self.address}, sort=[("requested_at", -1)])
        claims = {"link_id": row["_id"], "purpose": row["purpose"], "exp": row["expires_at"].timestamp()}
        return "/link/" + URLSafeTimedSerializer(LINK_KEY, salt="link").dumps(claims)
