"""Asks a running directory as people, the gateway and operators ask it."""

from __future__ import annotations

from typing import Any

from bus.rpc import Pending
from bus.testing import Community
from bus.wire import decode
from tests.waves import open_wave

PROFILE: dict[str, Any] = {
    "name": "Ana Example",
    "role": "Ward sister",
    "organisation": "Riverside Hospital",
    "region": "wales",
    "background": "frontline-staff",
    "topics": ["patient-safety"],
    "biography": "Runs a programme.",
    "visibility": "public",
}
ANSWERS = {"commitment": "Ten years.", "experience": "Three trusts.", "understanding": "I learned."}
NOMINATION: dict[str, Any] = {name: value for name, value in PROFILE.items() if name != "visibility"} | {
    "address": "ana@example.org",
    "nominating_organisation": "Riverside Hospital",
}
SCORES = {
    "scores": {"commitment": 3, "experience": 4, "understanding": 2},
    "reasons": {"commitment": "Clear.", "experience": "Wide.", "understanding": "Growing."},
}


class Directory:
    """Ask the directory as a person (by id), as the gateway, as an operator or as nobody."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.db = community.database("directory")

    def ask(self, who: str, method: str, **request: Any) -> dict[str, Any]:
        return self.start(who, method, **request).result()

    def start(self, who: str, method: str, **request: Any) -> Pending:
        return self.community.client.start("directory", method, request, actor=self._token(who), timeout_s=30)

    def person(self, name: str, *roles: tuple[str, str | None]) -> str:
        person_id: str = self.ask("gateway", "register_person", address=f"{name}@example.org")["person_id"]
        for role, region in roles:
            self.ask("ops", "grant_role", person_id=person_id, role=role, region=region)
        return person_id

    def assessor(self, name: str, region: str = "wales") -> str:
        return self.person(name, ("assessor", region))

    def chair(self, name: str = "chair", region: str = "wales") -> str:
        return self.person(name, ("chair", region))

    def member(self, address: str, visibility: str = "public", **changes: Any) -> str:
        nomination = NOMINATION | {"name": address, "address": f"{address}@example.org"} | changes
        person_id: str = self.ask("ops", "import_nomination", **nomination, confirmed_on="2016-03-01")["person_id"]
        if visibility != "public":
            self.ask(person_id, "update_profile", version=1, visibility=visibility)
        return person_id

    def nominated(self, address: str) -> str:
        nomination = NOMINATION | {"name": address, "address": f"{address}@example.org"}
        return str(self.ask("ops", "import_nomination", **nomination)["person_id"])

    def draft(self, person_id: str, **changes: Any) -> dict[str, Any]:
        return self.ask(person_id, "save_application", **PROFILE | ANSWERS | changes)

    def submitted(self, person_id: str, **changes: Any) -> dict[str, Any]:
        open_wave(self.community)
        return self.of(person_id, "submit_application", self.draft(person_id, **changes))

    def scored(self, person_id: str, **changes: Any) -> dict[str, Any]:
        """Submit and let two assessors of Wales score."""
        application = self.submitted(person_id, **changes)
        for name in ("one", "two"):
            self.score(self.assessor(name), application)
        return application

    def score(self, assessor: str, application: dict[str, Any]) -> dict[str, Any]:
        return self.ask(assessor, "score_application", application_id=application["application_id"], **SCORES)

    def decide(self, chair: str, application: dict[str, Any], outcome: str = "accept") -> dict[str, Any]:
        return self.of(
            chair, "decide_application", application, outcome=outcome, feedback="Thank you.", again_in_months=0
        )

    def of(self, who: str, method: str, application: dict[str, Any], **more: Any) -> dict[str, Any]:
        named = {name: application[name] for name in ("application_id", "version")}
        return self.ask(who, method, **named | more)

    def told(self, *types: str) -> list[dict[str, Any]]:
        """Return the published data of these types, oldest first, then in the order of the types."""
        rows = sorted(
            self.db.bus_outbox.find({"type": {"$in": types}}),
            key=lambda row: (row["time"], types.index(row["type"])),
        )
        return [{"type": row["type"]} | decode(bytes(row["body"])) for row in rows]

    def _token(self, who: str) -> str | None:
        if who == "nobody":
            return None
        return self.community.service(who) if who in ("gateway", "ops") else self.community.person(who)
