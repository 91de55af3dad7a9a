"""People who are nominated: an operator imports them, they follow the invitation, confirm, and keep changing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.chaos import people
from tests.chaos.journeys import Journey, recorded

ROLES = (("directory", "persons"), ("notifications", "roles"))
"""Where a person's roles are kept: by their owner, and as a copy."""


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
            *recorded("person.nominated", self.person_id),
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
            *recorded("member.joined", self.person_id),
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
        self.ledger.note(method, *recorded(event, self.person_id), states={place: {"roles": roles} for place in places})

    def change_profile(self) -> None:
        for number in range(self.rng.randrange(1, 5)):
            version = number + 2
            self.around.calls.as_person(
                self.person_id, "update_profile", version=version, biography=f"Version {version} of a life."
            )
            self.ledger.note(
                "change a profile",
                *recorded("member.updated", self.person_id),
                states={("directory", "members", "_id", self.person_id): {"version": version + 1}},
            )
