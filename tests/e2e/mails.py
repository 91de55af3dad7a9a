"""The signed links of mails that come only after days: made with the key of the site, as notifications makes them."""

import time
from typing import Any

from itsdangerous import URLSafeSerializer

from bus.ids import new_id
from deploy.local.home import Home
from tests.e2e.conftest import Site
from tests.e2e.visitor import Visitor

DAY_S = 86_400


def open_answer(visitor: Visitor, site: Site, person_id: str, deed: str, days: int = 1, **about: str) -> None:
    """Open the link of a mail that was written to somebody; with days below nought, one that has run out."""
    claims = {"person_id": person_id, "mail_id": new_id(), "deed": deed, "about": about}
    claims["exp"] = int(time.time()) + days * DAY_S
    key = Home(site.home).secret("q_link_key").read_text()
    visitor.open(f"/answer/{URLSafeSerializer(key, salt='deed').dumps(claims)}")


def ask(visitor: Visitor, path: str) -> dict[str, Any]:
    """Ask the API as who is signed in."""
    return dict(visitor.page.request.get(f"/api/v1{path}").json())


def id_of(visitor: Visitor) -> str:
    """Return the id of the member who is signed in."""
    return str(ask(visitor, "/me/profile")["member_id"])
