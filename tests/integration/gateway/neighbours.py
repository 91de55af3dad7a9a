"""The services that the gateway asks, as small as their contracts allow."""

from typing import Any

from marshmallow import fields

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import Request, command, query
from bus.errors import Conflict, NotFound, Refused
from bus.events import Event

Answer = dict[str, Any]


class RegisterPerson(Request):
    address = fields.String(required=True)


class AddressOf(Request):
    person_id = fields.String(required=True)
    address = fields.String(required=True)


class Search(Request):
    limit = fields.Integer()


class GetMember(Request):
    member_id = fields.String(required=True)


class Nothing(Request):
    pass


class Page(Request):
    after = fields.String()


class Unsubscribe(Request):
    token = fields.String(required=True)


class PersonNominated(Event):
    type, source, subject, private = "person.nominated", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True)
    address = fields.String(required=True)
    nominating_organisation = fields.String(required=True)
    region = fields.String(required=True)
    confirmed = fields.Boolean(required=True)


class NoticeAdded(Event):
    type, source, subject, private = "notice.added", "notifications", "notice_id", True

    notice_id = fields.String(required=True)
    person_id = fields.String(required=True)
    kind = fields.String(required=True)


class Directory:
    """Gives each address one person_id."""

    name = "directory"

    @command(RegisterPerson)
    def register_person(self, work: Work, actor: Actor, request: Answer) -> Answer:
        if not actor.is_service("gateway"):
            raise Refused()
        added = work.db["added"].find_one({"_id": request["address"].lower()})
        return {"person_id": added["person_id"] if added else "person-of-" + request["address"].lower()}

    @command(AddressOf)
    def add_address(self, work: Work, actor: Actor, request: Answer) -> Answer:
        """Know of one address that is somebody else's."""
        if request["address"].startswith("elsewhere"):
            raise Conflict("address_taken")
        work.db["added"].insert_one({"_id": request["address"].lower(), "person_id": request["person_id"]})
        return {"person_id": request["person_id"]}

    @command(AddressOf)
    def drop_address(self, work: Work, actor: Actor, request: Answer) -> Answer:
        work.db["added"].delete_one({"_id": request["address"].lower()})
        return {"person_id": request["person_id"]}

    @query(Nothing)
    def get_my_roles(self, read: Read, actor: Actor, request: Answer) -> Answer:
        return {"person_id": actor.id, "roles": [], "is_member": False}

    @query(Nothing)
    def get_my_profile(self, read: Read, actor: Actor, request: Answer) -> Answer:
        raise NotFound("not_a_member")

    @query(Nothing)
    def get_reference(self, read: Read, actor: Actor, request: Answer) -> Answer:
        names = ("regions", "partnerships", "backgrounds", "topics", "offers", "organisation_kinds")
        return {name: [] for name in names}

    @query(Search)
    def search_members(self, read: Read, actor: Actor, request: Answer) -> Answer:
        return {"items": [], "next": None, "total": {"value": 231, "exact": True}}

    @query(GetMember)
    def get_member(self, read: Read, actor: Actor, request: Answer) -> Answer:
        raise NotFound("no_member")

    @command(Nothing)
    def check_entry(self, work: Work, actor: Actor, request: Answer) -> Answer:
        if not actor.is_person:
            raise Refused()
        work.db["checked"].insert_one({"_id": work.new_id(), "person_id": actor.id})
        return {"member_id": actor.id, "version": 2, "checked_at": "2026-11-22T09:00:00.000Z"}


class Notifications:
    """Counts unread notices, lists two pages of them, and takes one token of a mail."""

    name = "notifications"

    @query(Nothing)
    def count_unread(self, read: Read, actor: Actor, request: Answer) -> Answer:
        return {"value": read.db["notices"].count({"person_id": actor.id}, 100), "exact": True}

    @query(Page)
    def list_notices(self, read: Read, actor: Actor, request: Answer) -> Answer:
        notice = {"kind": "welcome", "data": {}, "created_at": "2026-11-22T09:00:00.000Z", "read_at": None}
        return {"items": [notice], "next": None if request.get("after") else "a-later-page"}

    @command(Unsubscribe)
    def unsubscribe(self, work: Work, actor: Actor, request: Answer) -> Answer:
        if request["token"] == "forged":
            raise Refused("unknown_token")
        work.db["stopped"].insert_one({"_id": work.new_id()})
        return {"kind": "welcome"}
