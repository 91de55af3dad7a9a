"""A gateway over a real broker and a real database, with small neighbours."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, redirect, render_template_string
from itsdangerous import URLSafeSerializer, URLSafeTimedSerializer

from bus.ids import new_id
from bus.testing import Community, Keys, servers
from bus.times import utc_now
from bus.wire import decode
from services.gateway.app import create_app
from services.gateway.limits import limits
from services.gateway.service import GatewayService
from services.gateway.web import Page, kept_form, sign_in_required
from tests.integration.gateway.neighbours import Directory, Notifications
from tests.integration.gateway.visitor import Visitor

LINK_KEY = "a-key-for-links"
NOTES = """
{% extends "layout.html" %}{% from "macros/form.html" import form with context %}
{% block content %}{% call form() %}<input name="text" value="{{ kept.text }}">{% endcall %}{% endblock %}
"""


def unsubscribe_path() -> str:
    """Return where the link in a welcome mail leads."""
    token = URLSafeSerializer(LINK_KEY, salt="unsubscribe").dumps({"person_id": "p-1", "kind": "welcome"})
    return f"/unsubscribe/{token}"


def answer_path(deed: str, person_id: str, *, key: str = LINK_KEY, salt: str = "deed", **claims: Any) -> str:
    """Return where a link of a mail of its own leads, by which its person answers; signed as notifications does."""
    ends_at = (utc_now() + timedelta(days=1)).timestamp()
    given = {"deed": deed, "person_id": person_id, "about": {}, "mail_id": new_id(), "exp": int(ends_at)} | claims
    return f"/answer/{URLSafeSerializer(key, salt=salt).dumps(given)}"


class Site:
    """The gateway of one test module."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        self.community = community
        self.mailbox = mailbox
        community.start(Directory)
        community.start(Notifications)
        self.host = community.start(GatewayService, cookie_key="a-key-for-cookies", link_key=LINK_KEY, demo=True)
        self.app = self.make(mailbox=str(mailbox))
        self.data = community.database("gateway")

    def make(self, **settings: Any) -> Flask:
        """Make another application over the same host."""
        kept = {"cookie_key": "a-key-for-cookies", "link_key": LINK_KEY}
        app = create_app(self.community.settings(GatewayService, **kept | settings), self.host)
        app.register_blueprint(notes())
        return app

    def restart_directory(self) -> None:
        """Bring back a directory that was drained."""
        self.community.hosts.pop("directory").stop()
        self.community.start(Directory)

    def visitor(self, place: str = "127.0.0.1") -> Visitor:
        return Visitor(self.app, place)

    def link(self, address: str) -> str:
        """Return the path of the newest link asked for, signed as notifications does while sending."""
        row = self.data["links"].find_one({"address": address}, sort=[("requested_at", -1)])
        content = {"link_id": row["_id"], "purpose": row["purpose"], "exp": row["expires_at"].timestamp()}
        return "/link/" + URLSafeTimedSerializer(LINK_KEY, salt="link").dumps(content)

    def signed_in(self, address: str) -> Visitor:
        """Return a visitor who came in by a mailed link."""
        visitor = self.visitor()
        visitor.open("/sign-in")
        visitor.send("/sign-in", address=address)
        link = self.link(address)
        visitor.open(link)
        visitor.send(link)
        return visitor

    def events(self, kind: str) -> list[dict[str, Any]]:
        """Return what the gateway said in events of a type, oldest first."""
        rows = self.data["bus_outbox"].find({"type": kind}).sort("_id")
        return [decode(row["body"]) for row in rows]


def notes() -> Blueprint:
    """A page with a form, as other pages have one."""
    blueprint = Blueprint("notes", __name__)

    @blueprint.get("/notes")
    @sign_in_required
    def show() -> Page:
        return render_template_string(NOTES, kept=kept_form() or {})

    @blueprint.post("/notes")
    @sign_in_required
    def save() -> Page:
        return redirect("/", 303)

    @blueprint.post("/notes/autosave")
    @sign_in_required
    def autosave() -> Page:
        return redirect("/", 303)

    @blueprint.post("/notes/further")
    @sign_in_required
    def save_further() -> Page:
        return redirect("/", 303)

    @blueprint.get("/broken")
    def broken() -> Page:
        raise ZeroDivisionError("a secret")

    return blueprint


@pytest.fixture(scope="module")
def site(keys: Keys, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The site of a module: with small neighbours unless it says `KIND_OF_SITE`."""
    community = Community(*servers(), keys)
    try:
        yield getattr(request.module, "KIND_OF_SITE", Site)(community, tmp_path_factory.mktemp("mailbox"))
    finally:
        community.close()


@pytest.fixture(autouse=True)
def no_earlier_tries(site: Site) -> None:
    limits.reset()
