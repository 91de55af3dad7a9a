"""A community with the gateway's application over it, and callers who ask its API as a program would."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from bus.ids import new_id, new_token
from bus.testing import Community
from services.directory.service import DirectoryService
from services.gateway.accounts import store
from services.gateway.accounts.model import Token, digest
from services.gateway.api import PREFIX
from services.gateway.app import create_app
from services.gateway.service import GatewayService
from services.matching.service import MatchingService
from services.notifications.service import NotificationsService
from tests.integration.api.description import Description
from tests.waves import open_wave

Answers = dict[str, Any]

URL = "http://localhost"
LINK_KEY = "a-key-for-links-in-a-test"
PROFILE: Answers = {
    "name": "Ngozi Achebe-Cole",
    "role": "Community midwife",
    "organisation": "Avonmere Community Health Services",
    "region": "west-of-england",
    "background": "frontline-staff",
    "topics": ["maternity-and-newborn"],
    "biography": "Our midwives see the same families throughout.",
    "visibility": "public",
}
APPLICATION: Answers = PROFILE | {"commitment": "Because.", "experience": "Once.", "understanding": "Slowly."}
ASSESSMENT: Answers = {
    "scores": {"commitment": 4, "experience": 3, "understanding": 3},
    "reasons": {"commitment": "Clear.", "experience": "Wide.", "understanding": "Deep."},
}


class Caller:
    """Someone who asks the API, by token or as a stranger; every answer is held against the description."""

    def __init__(self, app: Flask, description: Description, token: str | None) -> None:
        self._client = app.test_client(use_cookies=False)
        self._description = description
        self._who = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> TestResponse:
        return self.send("GET", path, query_string=query)

    def post(self, path: str, body: Any = None, seen: Any = None, key: str | None = None) -> TestResponse:
        return self.change("POST", path, body, {"Idempotency-Key": key or new_id()}, seen)

    def patch(self, path: str, body: Any, seen: Any = None) -> TestResponse:
        return self.change("PATCH", path, body, {}, seen)

    def put(self, path: str, body: Any, seen: Any = None, **headers: str) -> TestResponse:
        return self.change("PUT", path, body, headers, seen)

    def change(self, method: str, path: str, body: Any, headers: dict[str, str], seen: Any) -> TestResponse:
        match = {} if seen is None else {"If-Match": f'"{seen}"'}
        return self.send(method, path, json=body or {}, headers=headers | match)

    def send(self, method: str, path: str, headers: dict[str, str] | None = None, **how: Any) -> TestResponse:
        answer = self._client.open(PREFIX + path, method=method, headers=self._who | (headers or {}), **how)
        self._description.check(PREFIX + path, method, answer.status_code, answer.mimetype, answer.get_json())
        return answer


class Site:
    """Directory, notifications and gateway over one broker and database."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self._start_directory()
        open_wave(community)
        mail = {"smtp_url": "smtp://127.0.0.1:1", "sender": "hello@example.org", "url": URL}
        community.start(NotificationsService, link_key=LINK_KEY, **mail)
        community.start(MatchingService, coffee_day=0)
        self.gateway = community.start(GatewayService, cookie_key="a-key-for-cookies", link_key=LINK_KEY, url=URL)
        self.app = create_app(self.gateway.settings, self.gateway)
        self.description = Description(self.app.test_client().get(f"{PREFIX}/openapi.json").get_json())
        self.stranger = Caller(self.app, self.description, None)

    @contextmanager
    def without_directory(self) -> Iterator[None]:
        self.community.hosts.pop("directory").stop()
        yield
        self._start_directory()

    def caller(self, person_id: str) -> Caller:
        return Caller(self.app, self.description, self.token_of(person_id))

    def token_of(self, person_id: str) -> str:
        secret, now = new_token(), self.community.clock()
        token = Token(new_id(), new_id(), person_id, "a test", digest(secret), now)
        self.gateway.database.transact(lambda work: store.save_token(work, token))
        return secret

    def person(self, address: str = "") -> str:
        gateway = self.community.service("gateway")
        request = {"address": address or f"{new_id()}@example.org"}
        answer = self.community.call("directory", "register_person", request, actor=gateway)
        return str(answer["person_id"])

    def newcomer(self) -> Caller:
        return self.caller(self.person())

    def member(self, **profile: Any) -> str:
        return self._nominate(confirmed_on="2015-06-01", **profile)

    def nominee(self) -> str:
        return self._nominate()

    def panellist(self, role: str, region: str = "west-of-england") -> Caller:
        return self.caller(self.panellist_id(role, region))

    def panellist_id(self, role: str, region: str = "west-of-england") -> str:
        person_id = self.person()
        request = {"person_id": person_id, "role": role} | ({"region": region} if role != "staff" else {})
        self.community.call("directory", "grant_role", request, actor=self.community.service("ops"))
        return person_id

    def _start_directory(self) -> None:
        self.community.start(DirectoryService, digest_key="a-key-for-digests-in-a-test", decision_hold_s=0)

    def _nominate(self, **given: Any) -> str:
        nominated = {name: value for name, value in PROFILE.items() if name != "visibility"}
        request = {
            "address": f"{new_id()}@example.org",
            "nominating_organisation": "Avonmere Improvement Network",
        }
        ops = self.community.service("ops")
        answer = self.community.call("directory", "import_nomination", nominated | request | given, actor=ops)
        return str(answer["person_id"])
