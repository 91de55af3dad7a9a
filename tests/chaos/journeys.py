"""What people do on the site. Each step that is acknowledged goes into the ledger with all that it must cause."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.notifications.model.kind import KINDS
from tests.chaos import people
from tests.chaos.doors import Answer, Browser, Calls, NotYet, Unanswered, stubbornly
from tests.chaos.ledger import Effect, Ledger, Place
from tests.chaos.mailbox import Mailbox
from tests.chaos.people import PANEL_REGION, Person

CRITERIA = ("commitment", "experience", "understanding")
SECRET = re.compile(r'<code class="qc-secret">([^<]+)</code>')


@dataclass(frozen=True)
class Panel:
    """Who decides about every application here."""

    assessors: tuple[str, ...]
    chair: str

    def __iter__(self) -> Any:
        return iter((*self.assessors, self.chair))


@dataclass(frozen=True)
class Surroundings:
    """What every journey starts from."""

    calls: Calls
    gateways: tuple[str, ...]
    mailbox: Mailbox
    over: threading.Event


class Journey:
    """One person's way through the site, by chance from a seed."""

    def __init__(self, around: Surroundings, ledger: Ledger, panel: Panel, rng: random.Random) -> None:
        self.around, self.ledger, self.panel, self.rng = around, ledger, panel, rng
        self.person: Person = people.invent(rng)
        self.browser = Browser(around.gateways, self.person.place, around.over)
        self.ids = [self.person.address]

    def go(self) -> None:
        """Go all the way; who is not answered stops, and is not counted."""
        try:
            self.walk()
        except Unanswered as reason:
            self.ledger.fail(str(reason), *self.ids)

    def walk(self) -> None:
        """Do what this kind of person does."""
        raise NotImplementedError

    @property
    def person_id(self) -> str:
        return self.ids[1]

    def read_link(self, kind: str) -> str:
        """Wait for the mail and return where its link leads."""

        def look() -> str:
            link = self.around.mailbox.link(self.person.address, KINDS[kind].subject)
            if not link:
                raise NotYet("it has not come")
            return link

        return stubbornly(look, f"mail {kind}", self.around.over)

    def follow(self, kind: str) -> None:
        """Press the button behind the mailed link."""
        link = self.read_link(kind)
        self.browser.post(link, of=link)

    def mail(self, kind: str) -> Effect:
        return "mail", self.person.address, KINDS[kind].subject, ""

    def told(self, kind: str, about: str = "") -> tuple[Effect, ...]:
        """Return what a notice to this person consists of: the notice, its event and its mail."""
        return *_notice(kind, self.person_id, about), self.mail(kind)

    def reached(self) -> dict[Place, dict[str, Any]]:
        """Return how this person's proven address must be known to whoever mails."""
        known = {"address": self.person.address, "verified": True}
        return {("notifications", "addresses", "_id", self.person_id): known}


class Applicant(Journey):
    """Signs up by mail, applies through the API, and is assessed; some withdraw, some are told "not yet"."""

    def walk(self) -> None:
        self.sign_up()
        application = self.write()
        self.hand_in(application)
        if self.rng.random() < 0.2:
            self.withdraw(application)
            return
        self.be_assessed(application)
        if self.be_decided(application, self.rng.choice(("accept", "accept", "accept", "not_yet"))):
            self.change_profile()

    def sign_up(self) -> None:
        address = self.person.address
        self.browser.post("/sign-in", of="/sign-in", address=address, next="/account")
        self.ledger.note("ask for a link", ("account", address), ("event", "link.requested", address))
        self.ledger.note("mail a link", self.mail("sign_in"))
        self.follow("sign_in")
        token = SECRET.search(self.browser.post("/account/tokens", of="/account", name="chaos"))
        if token is None:
            raise Unanswered("POST /account/tokens: no token on the page")
        self.browser.carry_token(token[1])
        self.ids.append(self.browser.ask("/me/roles")["person_id"])
        joined = ("event", "address.changed", self.person_id)
        self.ledger.note("register", ("person", self.person_id), ("token", self.person_id), joined)
        self.ledger.note("prove an address", states=self.reached())

    def write(self) -> Application:
        answer = self.browser.tell("POST", "/applications", people.profile(self.person))
        application = Application(answer["application_id"])
        self.ids.append(application.id)
        begun = ("audit", "application.started", application.id)
        self.ledger.note("start", ("application", application.id), begun, states=application.state(status="draft"))
        for number in range(self.rng.randrange(1, 4)):
            words = {"commitment": f"Draft {number}: because waiting lists are made of people."}
            self.browser.tell("PATCH", f"/applications/{application.id}", words, application.version)
            self.ledger.note("save a draft", states=application.next(status="draft"))
        return application

    def hand_in(self, application: Application) -> None:
        self.browser.tell("POST", f"/applications/{application.id}/submission", {}, application.version)
        self.ledger.note(
            "submit",
            *_recorded("application.submitted", application.id),
            *self.told("application_received", application.id),
            *[effect for each in self.panel for effect in _notice("application_to_assess", each, application.id)],
            states=application.next(status="submitted"),
        )

    def withdraw(self, application: Application) -> None:
        self.browser.tell("POST", f"/applications/{application.id}/withdrawal", {}, application.version)
        self.ledger.note(
            "withdraw",
            *_recorded("application.withdrawn", application.id),
            *self.told("application_withdrawn", application.id),
            states=application.next(status="withdrawn"),
        )

    def be_assessed(self, application: Application) -> None:
        words = dict.fromkeys(CRITERIA, "The example says who took part, and what changed.")
        for assessor in self.panel.assessors:
            written = {"application_id": application.id, "scores": dict.fromkeys(CRITERIA, 3), "reasons": words}
            if self.rng.random() < 0.5:
                written["version"] = self.score("save_assessment", assessor, written, "draft")["version"]
            self.score("score_application", assessor, written, "final")

    def score(self, method: str, assessor: str, written: Answer, status: str) -> Answer:
        answer = self.around.calls.as_person(assessor, method, **written)
        place = ("directory", "assessments", "_id", answer["assessment_id"])
        is_new = "version" not in written
        made: list[Effect] = [("assessment", written["application_id"], assessor)] if is_new else []
        made += [("audit", "application.scored", written["application_id"])] if status == "final" else []
        state = {"status": status, "version": written.get("version", 0) + 1}
        self.ledger.note(method, *made, states={place: state})
        return answer

    def be_decided(self, application: Application, outcome: str) -> bool:
        """Let the chair decide; return whether the applicant is a member now."""
        request = {"application_id": application.id, "version": application.version, "outcome": outcome}
        self.around.calls.as_person(self.panel.chair, "decide_application", feedback="Come and see us.", **request)
        is_member = outcome == "accept"
        joined = *_recorded("member.joined", self.person_id), *self.told("welcome")
        self.ledger.note(
            "decide",
            *_recorded("application.decided", application.id),
            *self.told("application_decided", application.id),
            *(joined if is_member else ()),
            states=application.next(status="accepted" if is_member else "not_yet"),
        )
        return is_member

    def change_profile(self) -> None:
        for number in range(self.rng.randrange(1, 4)):
            version = self.browser.ask("/me/profile")["version"]
            self.browser.tell("PATCH", "/me/profile", {"role": f"Volunteer {number}"}, version)
            state = {"version": number + 2, "status": "member"}
            self.ledger.note(
                "change a profile",
                *_recorded("member.updated", self.person_id),
                states={("directory", "members", "_id", self.person_id): state},
            )


class Nominee(Journey):
    """Is nominated by an operator, follows the invitation, confirms, changes roles and profile, all by calls."""

    def walk(self) -> None:
        self.be_nominated()
        steps: list[Callable[[], None]] = [self.accept, self.confirm]
        self.rng.shuffle(steps)
        for step in steps:
            step()
        self.change_roles()
        self.change_profile()

    def be_nominated(self) -> None:
        nomination = people.nomination(self.person, self.rng)
        answer = self.around.calls.as_operator("import_nomination", **nomination)
        self.ids.append(answer["person_id"])
        kept = {name: nomination[name] for name in ("name", "nominating_organisation")}
        self.ledger.note(
            "nominate",
            ("person", self.person_id),
            *_recorded("person.nominated", self.person_id),
            ("account", self.person.address),
            ("event", "address.changed", self.person_id),
            ("event", "link.requested", self.person.address),
            self.mail("invitation"),
            states={
                ("notifications", "nominations", "_id", self.person_id): kept,
                ("gateway", "accounts", "address", self.person.address): {"person_id": self.person_id},
            },
        )

    def accept(self) -> None:
        self.follow("invitation")
        self.ledger.note("accept", ("event", "address.changed", self.person_id), states=self.reached())

    def confirm(self) -> None:
        self.around.calls.as_person(self.person_id, "confirm_membership", version=1)
        self.ledger.note(
            "confirm",
            *_recorded("member.joined", self.person_id),
            *self.told("welcome"),
            states={("directory", "members", "_id", self.person_id): {"version": 2, "status": "member"}},
        )

    def change_roles(self) -> None:
        held: list[dict[str, Any]] = []
        for region in self.rng.sample(people.OTHER_REGIONS, self.rng.randrange(1, 4)):
            role = {"role": self.rng.choice(("assessor", "chair")), "region": region}
            held.append(role)
            self.change_role("grant_role", "role.granted", role, held)
        if self.rng.random() < 0.5:
            self.change_role("revoke_role", "role.revoked", held.pop(), held)

    def change_role(self, method: str, event: str, role: dict[str, Any], held: list[dict[str, Any]]) -> None:
        self.around.calls.as_operator(method, person_id=self.person_id, **role)
        roles = sorted(held, key=lambda each: (each["role"], each["region"]))
        places = [(service, name, "_id", self.person_id) for service, name in ROLES]
        self.ledger.note(
            method, *_recorded(event, self.person_id), states={place: {"roles": roles} for place in places}
        )

    def change_profile(self) -> None:
        for number in range(self.rng.randrange(1, 5)):
            version = number + 2
            self.around.calls.as_person(
                self.person_id, "update_profile", version=version, biography=f"Version {version} of a life."
            )
            self.ledger.note(
                "change a profile",
                *_recorded("member.updated", self.person_id),
                states={("directory", "members", "_id", self.person_id): {"version": version + 1}},
            )


ROLES = (("directory", "persons"), ("notifications", "roles"))
"""Where a person's roles are kept: by their owner, and as a copy."""


class Application:
    """An application as its writer knows it: the version rises by one for each acknowledged change."""

    def __init__(self, application_id: str) -> None:
        self.id, self.version = application_id, 1

    def state(self, **fields: Any) -> dict[Place, dict[str, Any]]:
        return {("directory", "applications", "_id", self.id): {"version": self.version, **fields}}

    def next(self, **fields: Any) -> dict[Place, dict[str, Any]]:
        """Count a change and return the state that it must have left."""
        self.version += 1
        return self.state(**fields)


def found_panel(around: Surroundings) -> Panel:
    """Register two assessors and a chair; nobody mails them, since no address of theirs is known."""
    people_ids = [
        around.calls.as_gateway("register_person", address=f"panel-{number}@example.org")["person_id"]
        for number in range(3)
    ]
    for person_id, role in zip(people_ids, ("assessor", "assessor", "chair"), strict=True):
        around.calls.as_operator("grant_role", person_id=person_id, role=role, region=PANEL_REGION)
    return Panel(tuple(people_ids[:2]), people_ids[2])


def _recorded(fact: str, whose: str) -> tuple[Effect, Effect]:
    """Return what the owner keeps of a command: a line in its audit trail and an event."""
    return ("audit", fact, whose), ("event", fact, whose)


def _notice(kind: str, person_id: str, about: str) -> tuple[Effect, Effect]:
    return ("notice", kind, person_id, about), ("event", "notice.added", person_id, kind)
