"""The doors of the directory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, erasure, query, scheduled
from bus.filling import State
from bus.schedules import Run
from bus.settings import BusSettings, setting
from services.directory import actions, events, queries, schemas, store

Answer = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class DirectorySettings(BusSettings):
    """What the directory needs beside the bus: the key that digests addresses."""

    digest_key: str = setting("Q_DIGEST_KEY", secret=True)


class DirectoryService:
    """Own persons, applications, members and roles."""

    name = "directory"
    settings = DirectorySettings
    publishes = events.PUBLISHED
    states = (
        State((events.MemberUpdated, events.MemberJoined), store.page_members, events.present_member),
        State((events.RoleGranted, events.RoleRevoked), store.page_persons, events.present_roles),
        State((events.PersonNominated,), store.page_nominated, events.present_nomination),
    )
    indexes = store.INDEXES

    @query(schemas.Nothing)
    def get_reference(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell the regions, backgrounds and topics."""
        return queries.get_reference()

    @command(schemas.RegisterPerson)
    def register_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Give an address its person, always the same."""
        return actions.register_person(work, actor, **request)

    @query(schemas.FindPerson)
    def find_person(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find the person of an address."""
        return queries.find_person(read, actor, **request)

    @command(schemas.SaveApplication)
    def save_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Start or change a draft."""
        return actions.save_application(work, actor, **request)

    @query(schemas.Nothing)
    def get_my_application(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's latest application."""
        return queries.get_my_application(read, actor, **request)

    @command(schemas.ApplicationVersion)
    def submit_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Hand a draft to the panel."""
        return actions.submit_application(work, actor, **request)

    @command(schemas.ApplicationVersion)
    def withdraw_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take an application back."""
        return actions.withdraw_application(work, actor, **request)

    @query(schemas.ListApplications)
    def list_applications(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what is before the caller's panels."""
        return queries.list_applications(read, actor, **request)

    @query(schemas.GetApplication)
    def get_application(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read an application as its panel."""
        return queries.get_application(read, actor, **request)

    @command(schemas.Assess)
    def save_assessment(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Keep an assessment as a draft."""
        return actions.save_assessment(work, actor, **request)

    @command(schemas.Assess)
    def score_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Make an assessment final."""
        return actions.score_application(work, actor, **request)

    @command(schemas.DecideApplication)
    def decide_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Accept, or say not yet."""
        return actions.decide_application(work, actor, **request)

    @query(schemas.SearchMembers)
    def search_members(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find members by words and filters."""
        return queries.search_members(read, actor, **request)

    @query(schemas.GetMember)
    def get_member(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read a member's profile."""
        return queries.get_member(read, actor, **request)

    @query(schemas.Nothing)
    def get_my_profile(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's own profile."""
        return queries.get_my_profile(read, actor, **request)

    @command(schemas.ChangeProfile)
    def confirm_membership(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Confirm a nomination."""
        return actions.confirm_membership(work, actor, **request)

    @command(schemas.ChangeProfile)
    def update_profile(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change one's own profile."""
        return actions.update_profile(work, actor, **request)

    @command(schemas.CheckEntry)
    def check_entry(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say that an entry is still right."""
        return actions.check_entry(work, actor, **request)

    @scheduled("0 9 * * *")
    def ask_to_check(self, work: Work, run: Run) -> bool | None:
        """Ask members, half a year after they last said so, whether their entry is still right."""
        return actions.ask_to_check(work) or None

    @command(schemas.LeaveCommunity)
    def leave_community(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Be a member no more."""
        return actions.leave_community(work, actor, **request)

    @command(schemas.ImportNomination)
    def import_nomination(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Nominate a person."""
        return actions.import_nomination(work, actor, **request)

    @command(schemas.ChangeRole)
    def grant_role(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Give a role."""
        return actions.grant_role(work, actor, **request)

    @command(schemas.ChangeRole)
    def revoke_role(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take a role away."""
        return actions.revoke_role(work, actor, **request)

    @command(schemas.ErasePerson)
    def erase_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Forget a person, here and everywhere."""
        return actions.erase_person(work, actor, **request)

    @erasure(schemas.PersonErased, queue="directory.erasures.v1")
    def erase_writings(self, work: Work, person_id: str) -> bool:
        """Erase what a forgotten person wrote, and what was written about them."""
        return actions.erase_writings(work, person_id)

    @query(schemas.Page)
    def list_roles(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List who holds roles."""
        return queries.list_roles(read, actor, **request)

    @query(schemas.Nothing)
    def get_my_roles(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's own roles."""
        return queries.get_my_roles(read, actor, **request)
