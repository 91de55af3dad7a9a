"""One visitor of each kind, over the real directory, and what they are tried on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from pymongo.read_concern import ReadConcern

from bus.testing import Community
from bus.times import utc_now
from services.directory.examples import EXAMPLES
from services.directory.service import DirectoryService
from services.gateway.service import GatewayService
from services.matching.service import MatchingService
from services.notifications.service import NotificationsService
from tests.integration.gateway.conftest import LINK_KEY, Site
from tests.integration.gateway.security.who_may import ELSEWHERE, REGION
from tests.integration.gateway.visitor import Visitor
from tests.pictures import sent
from tests.waves import open_wave

WRITTEN: dict[str, Any] = {
    "name": "Ngozi Unseen",
    "role": "Community midwife",
    "region": REGION,
    "background": "frontline-staff",
    "topics": ["maternity-and-newborn"],
    "visibility": "public",
    "commitment": "A secret commitment.",
    "experience": "A secret experience.",
    "understanding": "A secret understanding.",
}
NOMINATED = {name: WRITTEN[name] for name in ("role", "region", "background", "topics")} | {
    "nominating_organisation": "A network",
    "organisation": "",
    "biography": "",
    "confirmed_on": "2016-03-01",
}


class Defended(Site):
    """A gateway over the real directory, whose forms need no token: what else keeps a stranger out is tried."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        self.community = community
        community.start(DirectoryService, digest_key="a-key-for-digests", decision_hold_s=0)
        self.wave_id = str(open_wave(community)["wave_id"])
        mail = {"smtp_url": "smtp://127.0.0.1:1", "sender": "hello@example.org", "url": "http://localhost"}
        community.start(NotificationsService, link_key=LINK_KEY, **mail)
        community.start(MatchingService, coffee_day=0)
        self.host = community.start(GatewayService, cookie_key="a-key-for-cookies", link_key=LINK_KEY)
        self.app = self.make()
        self.data = community.database("gateway")

    def without_csrf(self) -> Flask:
        app = self.make()
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    def tell(self, who: str, method: str, **request: Any) -> dict[str, Any]:
        """Ask the directory as a service, or as a person by id."""
        service = who in ("gateway", "ops")
        actor = self.community.service(who) if service else self.community.person(who)
        return dict(self.community.call("directory", method, request, actor=actor))

    def open_coffee(self) -> str:
        """Open a round of coffee; return its id."""
        request = {"closes_on": (utc_now() + timedelta(days=7)).date().isoformat()}
        return str(
            self.community.call("matching", "open_round", request, actor=self.community.service("ops"))["round_id"]
        )

    def post_ad(self, person_id: str) -> str:
        """Post an offer that members alone see, in place of the one before."""
        self.community.database("matching")["ads"].delete_many({})
        members = self.community.database("matching").get_collection("members", read_concern=ReadConcern("majority"))
        self.community.eventually(lambda: members.find_one({"_id": person_id}))
        offer = {"side": "offer", "kind": "data", "title": "A secret offer", "text": "A secret chart.", "reach": "uk"}
        posted = self.community.call("matching", "post_ad", offer, actor=self.community.person(person_id))
        return str(posted["ad_id"])

    def person(self, name: str, *roles: tuple[str, str | None]) -> str:
        person_id = str(self.tell("gateway", "register_person", address=address(name))["person_id"])
        for role, region in roles:
            self.tell("ops", "grant_role", person_id=person_id, role=role, region=region)
        return person_id

    def member(self, name: str) -> str:
        nomination = NOMINATED | {"name": name, "address": address(name)}
        return str(self.tell("ops", "import_nomination", **nomination)["person_id"])

    def meeting(self, asker: str, asked: str, between: str) -> dict[str, str]:
        """Let one ask another, who reports it, and a third who knows both introduce them; return all ids."""
        for known in (asker, asked):
            request = self.tell(between, "ask_to_connect", person_id=known, source="meeting")
            self.tell(known, "accept_connection", connection_id=request["connection_id"])
        both = {"person_id": asker, "other_person_id": asked, "words": "A secret word."}
        introduction_id = str(self.tell(between, "introduce_people", **both)["introduction_id"])
        message = {"source": "meeting", "message": "A secret message."}
        request = self.tell(asker, "ask_to_connect", person_id=asked, **message)
        key = {"connection_id": str(request["connection_id"])}
        report_id = str(self.tell(asked, "report_connection", **key, fault="unkind")["report_id"])
        return key | {"introduction_id": introduction_id, "report_id": report_id}

    def applied(self, person_id: str) -> dict[str, Any]:
        draft = self.tell(person_id, "save_application", **WRITTEN)
        named = {name: draft[name] for name in ("application_id", "version")}
        return self.tell(person_id, "submit_application", **named)


class Cast:
    """Visitors by kind; who is what to an application is drawn anew with each."""

    def __init__(self, site: Defended) -> None:
        self.site, self.app = site, site.without_csrf()
        self.hidden_id = site.member("Mair Unseen")
        site.tell(self.hidden_id, "update_profile", version=1, visibility="members")
        site.tell(self.hidden_id, "set_photograph", large=sent(480), small=sent(96))
        self.meeting = site.meeting(self.hidden_id, site.member("Mo Seen"), site.member("Mali Between"))
        self.assessors = {site.person(f"assessor{number}", ("assessor", REGION)): number for number in range(4)}
        roles = {"chair": ("chair", REGION), "chair elsewhere": ("chair", ELSEWHERE), "staff": ("staff", None)}
        for kind, role in (roles | {"assessor elsewhere": ("assessor", ELSEWHERE)}).items():
            person_id = site.person(kind, role)
            if kind == "staff":
                added = site.tell(person_id, "add_organisation", name="Unseen Trust", kind="nhs-provider")
                self.organisation_id = str(added["organisation_id"])
        site.applied(site.person("another applicant"))
        fixed = (*roles, "assessor elsewhere", "another applicant")
        self._panel = {person_id: self._come(f"assessor{number}") for person_id, number in self.assessors.items()}
        self.visitors = {kind: self._come(kind) for kind in fixed}
        self.visitors |= {"member": self._come("Mo Seen"), "nobody": Visitor(self.app)}
        self._applicants = 0
        self.round_id = site.open_coffee()

    def case(self) -> dict[str, str]:
        """Submit an application, let one who was asked step back; return what paths name."""
        self._applicants += 1
        name = f"applicant{self._applicants}"
        application_id = self.site.applied(self.site.person(name))["application_id"]
        asked = self._row(application_id)["assigned"][0]
        self.site.tell(asked, "declare_conflict", application_id=application_id, reason="family_or_friend")
        row = self._row(application_id)
        idle = next(each for each in self.assessors if each not in (*row["assigned"], *row["barred"]))
        kinds = {"assessor": row["assigned"][0], "assessor with a conflict": asked, "idle assessor": idle}
        self.visitors |= {kind: self._panel[person_id] for kind, person_id in kinds.items()}
        self.visitors["applicant"] = self._come(name)
        return self._named(application_id) | {"ad_id": self.site.post_ad(self.hidden_id), "shop": "swap"}

    def _named(self, application_id: str) -> dict[str, str]:
        self.visitors["applicant"].client.post("/account/tokens", data={"name": "mine"})
        token = self.site.data["tokens"].find_one({}, sort=[("created_at", -1)])
        assert token
        made_up = {
            "assessor_id": "nobody",
            "recognition_id": "nothing",
            "question_id": "nothing",
            "reply_id": "nothing",
            "pair_id": "nothing",
            "round_id": self.round_id,
            "token": "forged",
            "name": "a",
        }
        chosen = {"region": REGION, "audience": "members", "shown_to": "nobody", "how": "close", "step": "see_offers"}
        chosen |= {"organisation_id": self.organisation_id, "version": "old"}
        ids = {"application_id": application_id, "member_id": self.hidden_id, "wave_id": self.site.wave_id}
        return made_up | chosen | ids | self.meeting | {"token_id": str(token["_id"]), "example": EXAMPLES[0].slug}

    def _come(self, name: str) -> Visitor:
        visitor = Visitor(self.app)
        visitor.client.post("/sign-in", data={"address": address(name)})
        visitor.client.post(self.site.link(address(name)))
        assert visitor.cookie("q_session"), name
        return visitor

    def _row(self, application_id: str) -> dict[str, Any]:
        found = self.site.community.database("directory")["applications"].find_one({"_id": application_id})
        assert found
        return dict(found)


def address(name: str) -> str:
    return f"{name.replace(' ', '.').casefold()}@example.org"
