"""People who apply: they come in by mail, write through the API, and a panel decides about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.chaos import people
from tests.chaos.doors import Answer, Unanswered
from tests.chaos.journeys import Journey, mailed, notice, recorded
from tests.chaos.ledger import Effect, Place

CRITERIA = ("commitment", "experience", "understanding")
SECRET = re.compile(r'<code class="qc-secret">([^<]+)</code>')


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
        self.ledger.note("ask for a link", ("event", "link.requested", address), self.mail("sign_in"))
        self.follow("sign_in")
        token = SECRET.search(self.browser.post("/account/tokens", of="/account", name="chaos"))
        if token is None:
            raise Unanswered("POST /account/tokens: no token on the page")
        self.browser.carry_token(token[1])
        self.ids.append(self.browser.ask("/me/roles")["person_id"])
        joined = ("event", "address.changed", self.person_id)
        self.ledger.note(
            "follow a link", ("account", address), ("person", self.person_id), joined, states=self.reached()
        )
        self.ledger.note("make a token", ("token", self.person_id))

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
            *recorded("application.submitted", application.id),
            *self.told("application_received", application.id),
            *self.panel_told(application.id),
            states=application.next(status="submitted"),
        )

    def panel_told(self, application_id: str) -> Iterator[Effect]:
        """Yield what tells the chair of it, and asks both assessors for their scores."""
        for person_id, address in self.panel.addresses.items():
            is_asked = person_id in self.panel.assessors
            kind = "application_to_assess" if is_asked else "application_to_lead"
            yield from notice(kind, person_id, application_id)
            yield mailed(kind, address, application_id)
            if is_asked:
                yield "event", "assignment.made", application_id, person_id
                yield "audit", "assignment.made", application_id

    def withdraw(self, application: Application) -> None:
        self.browser.tell("POST", f"/applications/{application.id}/withdrawal", {}, application.version)
        self.ledger.note(
            "withdraw",
            *recorded("application.withdrawn", application.id),
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
        joined = *recorded("member.joined", self.person_id), *self.told("welcome")
        application.next(status="submitted")  # It is held first, and takes effect at once.
        self.ledger.note(
            "decide",
            *recorded("application.decided", application.id),
            ("audit", "application.decision_effective", application.id),
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
                *recorded("member.updated", self.person_id),
                states={("directory", "members", "_id", self.person_id): state},
            )
