"""The whole way in once more, for programs: a person's every step by the public API with a stock client."""

import csv
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from bus.testing import eventually
from tests.e2e.conftest import LONGEST_HOLD_S, Site

pytestmark = pytest.mark.timeout(400)
"""Whichever test comes first waits for the whole community to start."""

REGION = "wessex"
PROFILE = {
    "role": "Parent carer",
    "region": REGION,
    "background": "carer",
    "topics": ["children-and-young-people", "co-production"],
    "visibility": "public",
}
ANSWERS = {
    "commitment": "Because nobody knows a ward like the parents who sleep in it.",
    "experience": "With two hospitals and a school we rewrote the plan that follows a child.",
    "understanding": "We tried it with four families, counted the phone calls, and threw away half of it.",
}
ASSESSMENT = {
    "scores": {"commitment": 4, "experience": 3, "understanding": 3},
    "reasons": dict.fromkeys(ANSWERS, "The example says who took part and what changed."),
}


class Mailbox:
    """The mails that the community sent, as its page shows them."""

    def __init__(self, url: str) -> None:
        self.url = url

    def text(self, address: str, subject: str, timeout_s: float = 20.0) -> str:
        """Wait for the newest mail of this subject and return its page."""
        path = eventually(lambda: self._find(address, subject), timeout_s, every_s=0.5)
        return requests.get(self.url + path, timeout=10).text

    def _find(self, address: str, subject: str) -> str | None:
        page = unescape(requests.get(f"{self.url}/mailbox", timeout=10).text)
        row = rf'href="(/mailbox/[^"]+)">{re.escape(subject)}</a>[^\n]*{re.escape(address)}'
        found = re.search(row, page)
        return found[1] if found else None


class Person:
    """Somebody who signs in by a mailed link once, makes a token, and lets a program do the rest."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.name = url, name
        self.address = f"{name.casefold()}.{uuid4().hex[:8]}@example.org"
        self.pages = requests.Session()
        self.program = requests.Session()

    def sign_up(self) -> None:
        form = {"address": self.address, "next": "/account"}
        self._send(f"{self.url}/sign-in", form)
        self.follow_link("Your link to sign in to Q Commons")

    def follow_link(self, subject: str) -> None:
        mail = unescape(Mailbox(self.url).text(self.address, subject))
        link = re.search(r'https?://[^\s"<>]+/link/[^\s"<>]+', mail)
        assert link
        self._send(link[0], {})
        self.program.headers["Authorization"] = f"Bearer {self._make_token()}"

    @property
    def id(self) -> str:
        return str(self.ask("/me/roles").json()["person_id"])

    def ask(self, path: str, **query: str) -> requests.Response:
        return self.program.get(f"{self.url}/api/v1{path}", params=query, timeout=10)

    def tell(self, path: str, body: dict | None = None, seen: str | None = None) -> requests.Response:
        headers = {"Idempotency-Key": str(uuid4())} | ({"If-Match": seen} if seen else {})
        return self.program.post(f"{self.url}/api/v1{path}", json=body or {}, headers=headers, timeout=10)

    def _make_token(self) -> str:
        page = self._send(f"{self.url}/account/tokens", {"name": "journey"}, of=f"{self.url}/account")
        secret = re.search(r'<code class="qc-secret">([^<]+)</code>', page)
        assert secret
        return secret[1]

    def _send(self, address: str, form: dict[str, str], of: str | None = None) -> str:
        """Send the form of a page as a browser would, with the page's CSRF token."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.pages.get(of or address, timeout=10).text)
        assert token
        answer = self.pages.post(address, data=form | {"csrf_token": token[1]}, timeout=10)
        assert answer.ok, answer.text
        return answer.text


@pytest.fixture
def staff(site: Site) -> Iterator[Person]:
    """Someone whom the operator made staff; in the end they give the role back."""
    person = Person(site.url, "Dorothea")
    person.sign_up()
    site.runner("ops", "grant", person.address, "staff")
    yield person
    assert person.tell("/roles/revocations", {"person_id": person.id, "role": "staff"}).ok


@pytest.fixture
def panel(site: Site, staff: Person) -> Iterator[dict[str, Person]]:
    """Two assessors and a chair of a region, with roles that staff give and take."""
    people = {name: Person(site.url, name) for name in ("Amara", "Bjorn", "Chandra")}
    for person in people.values():
        person.sign_up()
    roles = [
        {"person_id": person.id, "role": role, "region": REGION}
        for person, role in zip(people.values(), ("assessor", "assessor", "chair"), strict=True)
    ]
    assert all(staff.tell("/roles", role).ok for role in roles)
    yield people
    assert all(staff.tell("/roles/revocations", role).ok for role in roles)


def test_a_nominated_person_confirms_and_is_found(site: Site, tmp_path: Path) -> None:
    nia = Person(site.url, "Nia")
    _import(site, nia, tmp_path / "cohort.csv")
    nia.follow_link("Your invitation to Q Commons")
    offered = nia.ask("/me/profile")
    assert offered.json()["status"] == "nominated"
    assert _find(site, nia) == []
    confirmed = nia.tell("/me/profile/confirmation", {"role": "Matron"}, seen=offered.headers["ETag"])
    assert confirmed.json()["status"] == "member"
    assert [found["role"] for found in _find(site, nia)] == ["Matron"]
    Mailbox(site.url).text(nia.address, "Welcome to Q Commons")


def test_an_applicant_becomes_a_member(site: Site, panel: dict[str, Person]) -> None:
    sam = Person(site.url, "Sam")
    sam.sign_up()
    application = _hand_in(sam)
    path = f"/applications/{application['application_id']}"
    for name in ("Amara", "Bjorn"):
        Mailbox(site.url).text(panel[name].address, "An application for you to assess")
        tasks = panel[name].ask("/me/assignments").json()["items"]
        assert [task["application_id"] for task in tasks] == [application["application_id"]]
        assert panel[name].tell(f"{path}/assessment/final", ASSESSMENT).json()["status"] == "final"
    chair = panel["Chandra"]
    Mailbox(site.url).text(chair.address, "A new application for your panel")
    seen = chair.ask(path)
    assert seen.json()["scored_count"] == 2
    assert chair.tell(f"{path}/decision", {"outcome": "accept"}, seen=seen.headers["ETag"]).status_code == 200
    Mailbox(site.url).text(sam.address, "The decision on your application to Q Commons", LONGEST_HOLD_S)
    assert [found["region"] for found in _find(site, sam)] == [REGION]
    Mailbox(site.url).text(sam.address, "Welcome to Q Commons")
    kinds = {notice["kind"] for notice in sam.ask("/me/notices").json()["items"]}
    assert kinds == {"application_received", "application_decided", "welcome"}


def _hand_in(applicant: Person) -> dict:
    draft = applicant.tell("/applications", PROFILE | ANSWERS | {"name": _full_name(applicant)})
    assert draft.status_code == 201, draft.text
    path = f"/applications/{draft.json()['application_id']}/submission"
    submitted = applicant.tell(path, seen=draft.headers["ETag"])
    assert submitted.status_code == 200, submitted.text
    Mailbox(applicant.url).text(applicant.address, "We have received your application to Q Commons")
    return submitted.json()


def _find(site: Site, person: Person) -> list[dict]:
    query = {"words": _full_name(person), "region": REGION}
    return requests.get(f"{site.url}/api/v1/members", params=query, timeout=10).json()["items"]


def _full_name(person: Person) -> str:
    return f"{person.name} {person.address.partition('@')[0].partition('.')[2].upper()}"


def _import(site: Site, person: Person, file: Path) -> None:
    line = {
        "name": _full_name(person),
        "address": person.address,
        "nominating_organisation": "Testbourne Improvement Network",
        "region": REGION,
        "role": "Nurse",
        "background": "frontline-staff",
        "topics": "patient-safety;co-production",
    }
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(line))
        writer.writeheader()
        writer.writerow(line)
    site.runner("ops", "import-cohort", str(file))
