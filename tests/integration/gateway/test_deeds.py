"""Answering from a mail: one link, one page, one button a choice, whatever breaks in between and whoever looks."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bus.errors import Conflict, NotFound, Unavailable
from bus.ids import new_id
from bus.times import utc_now
from services.gateway import calls
from services.gateway.deeds import actions
from services.gateway.pages.deeds.deed import Deed, Form, Mailed
from services.gateway.pages.deeds.table import DEEDS
from tests.integration.gateway.conftest import Site, answer_path
from tests.integration.gateway.visitor import Visitor

RIGHT = "Your entry now says that you looked at it on 22 November 2026."


class Told:
    """What was asked of the services, and what they shall say to it."""

    def __init__(self) -> None:
        self.commands: list[tuple[str, str, str]] = []
        self.answers: dict[str, str] = {}
        self.error: Exception | None = None

    def tell(self, asker: calls.Asker, command: calls.Command, command_id: str, **_how: Any) -> dict[str, Any]:
        self.commands.append((command.method, command.request["choice"], command_id))
        if self.error:
            raise self.error
        self.answers.setdefault(command_id, command.request["choice"])
        return {"said": self.answers[command_id]}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Offer the deeds `vote` and, with an answer that may change, `sway`; note what they ask of the services."""
    found = Told()
    monkeypatch.setattr(calls.Asker, "tell", lambda asker, *args, **how: found.tell(asker, *args, **how))
    for name, may_change in (("vote", False), ("sway", True)):
        monkeypatch.setitem(DEEDS, name, deed(name, may_change))
    return found


def deed(name: str, may_change: bool) -> Deed:
    return Deed(
        name,
        page="interest/withdraw.html",
        done="interest/withdrawn.html",
        choices={"yes": "Yes, gladly", "no": "No, not now"},  # type: ignore[dict-item]
        command=vote,
        shown=lambda mailed: {},
        instead="home.show",
        place="Home",  # type: ignore[arg-type]
        kept=("said",),
        takes=("why",),
        errors=lambda form: {"why": "Shorter, please"} if len(form.get("why", "")) > 9 else {},
        may_change=may_change,
    )


def vote(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.Command("directory", f"vote{form.get('why', '')}", {"choice": choice})


def press(site: Site, link: str, choice: str, **fields: str) -> Visitor:
    visitor = site.visitor()
    visitor.open(link)
    visitor.send(link, choice=choice, **fields)
    return visitor


def replies(site: Site, person_id: str) -> list[dict[str, Any]]:
    return list(site.data["replies"].find({"subjects": person_id}))


def test_opening_the_link_changes_nothing_and_its_button_needs_no_sign_in(site: Site) -> None:
    checked = site.community.database("directory")["checked"]
    visitor, link = site.visitor(), answer_path("entry_check", "p-1")
    for _ in range(3):
        assert "shown to members only" in visitor.open(link)
    assert visitor.client.head(link).status_code == 200
    assert (checked.count_documents({"person_id": "p-1"}), replies(site, "p-1")) == (0, [])
    assert RIGHT in visitor.send(link)
    assert checked.count_documents({"person_id": "p-1"}) == 1
    assert visitor.cookie("q_session") is None


def test_the_same_button_pressed_again_shows_the_same_and_does_it_once(site: Site) -> None:
    checked = site.community.database("directory")["checked"]
    link = answer_path("entry_check", "p-2")
    pages = [press(site, link, "right").page for _ in range(3)]
    assert all(RIGHT in page for page in pages)
    assert "You answered" not in pages[0]
    later = site.visitor().open(link)
    assert RIGHT in later
    assert "You answered “Yes, it is right” on" in later
    assert checked.count_documents({"person_id": "p-2"}) == 1


def test_presses_at_the_same_time_are_one_command(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-3")
    visitors = [site.visitor() for _ in range(6)]
    for visitor in visitors:
        visitor.open(link)
    with ThreadPoolExecutor(len(visitors)) as pool:
        list(pool.map(lambda at: visitors[at].send(link, choice=("yes", "no")[at % 2]), range(6)))
    assert {visitor.answer.status_code for visitor in visitors} == {200}
    assert len({command_id for _, _, command_id in told.commands}) == 1
    assert sum("already" in visitor.page for visitor in visitors) == 3


def test_another_answer_after_the_first_hears_what_was_answered(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-4")
    visitor = site.visitor()
    visitor.open(link)
    press(site, link, "yes")
    assert "You answered “Yes, gladly” already" in visitor.send(link, choice="no")
    assert [choice for _, choice, _ in told.commands] == ["yes"]


def test_an_answer_that_may_change_is_changed_there_and_back(site: Site, told: Told) -> None:
    link = answer_path("sway", "p-5")
    for choice in ("yes", "no", "no", "yes"):
        assert "You are off the list" in press(site, link, choice).page
    assert [choice for _, choice, _ in told.commands] == ["yes", "no", "yes"]
    assert len(told.answers) == 3
    assert "You are off the list" not in site.visitor().open(link)


def test_a_crash_before_the_outcome_is_noted_does_nothing_twice(
    site: Site, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = answer_path("vote", "p-6")
    with monkeypatch.context() as broken:
        broken.setattr(actions, "finish", _break)
        assert press(site, link, "yes").answer.status_code == 500
    visitor = press(site, link, "no")
    assert "You answered “Yes, gladly” already" in visitor.page
    assert list(told.answers.values()) == ["yes"]
    assert [row["done"]["outcome"] for row in replies(site, "p-6")] == [{"said": "yes"}]


def _break(*_args: Any) -> None:
    raise RuntimeError


def test_a_press_while_the_service_is_away_can_be_pressed_again(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-7")
    told.error = Unavailable("directory_away")
    assert press(site, link, "yes", why="now").answer.status_code == 503
    told.error = None
    assert "You are off the list" in press(site, link, "yes", why="now").page
    assert set(told.commands) == {("votenow", "yes", told.commands[0][2])}
    assert "now" not in str(replies(site, "p-7")[0]["begun"])


def test_what_is_settled_meanwhile_is_said_and_leaves_nothing(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-8")
    told.error = Conflict("over")
    visitor = press(site, link, "yes")
    assert (visitor.answer.status_code, replies(site, "p-8")) == (409, [])
    assert "Nothing was changed just now" in visitor.page
    told.error = None
    assert "You are off the list" in press(site, link, "no").page


def test_a_page_about_something_that_is_gone_says_so(site: Site, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(mailed: Mailed) -> dict[str, Any]:
        raise NotFound("gone")

    monkeypatch.setitem(DEEDS, "vote", replace(DEEDS["vote"], shown=shown))
    visitor = site.visitor()
    assert "This is settled already" in visitor.open(answer_path("vote", "p-15"))
    assert visitor.answer.status_code == 409


def test_a_button_that_is_none_and_what_is_typed_wrong_ask_again(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-9")
    for choice, why in (("", ""), ("maybe", ""), ("yes", "far too long")):
        assert press(site, link, choice, why=why).answer.status_code == 422
    assert (told.commands, replies(site, "p-9")) == ([], [])


def test_what_no_deed_takes_is_not_kept(site: Site, told: Told) -> None:
    link = answer_path("vote", "p-10")
    told.error = Unavailable("directory_away")
    press(site, link, "yes", why="mine", other="x" * 1000)
    assert replies(site, "p-10")[0]["begun"]["fields"] == [["why", "mine"]]


def test_a_link_that_ran_out_says_where_to_go_instead(site: Site) -> None:
    link = answer_path("entry_check", "p-11", exp=int(utc_now().timestamp()) - 1)
    visitor = site.visitor()
    page = visitor.open(link)
    assert (visitor.answer.status_code, 'href="/profile/check"' in page) == (410, True)
    visitor.open(answer_path("entry_check", "p-11"))
    assert visitor.press(link).status_code == 410
    assert replies(site, "p-11") == []


def test_who_is_signed_in_as_another_is_told_and_may_go_on_signed_out(site: Site) -> None:
    visitor = site.signed_in("someone@example.org")
    link = answer_path("entry_check", "p-12")
    assert "This mail is for somebody else" in visitor.open(link)
    assert visitor.press(link).status_code == 403
    assert replies(site, "p-12") == []
    visitor.open(link)
    assert "shown to members only" in visitor.send("/sign-out", next=link)
    assert RIGHT in visitor.send(link)


def test_who_is_signed_in_as_the_right_person_answers_too(site: Site) -> None:
    visitor = site.signed_in("right-one@example.org")
    link = answer_path("entry_check", "person-of-right-one@example.org")
    visitor.open(link)
    assert RIGHT in visitor.send(link)


def test_a_row_goes_by_itself_a_day_after_its_link_ran_out(site: Site) -> None:
    link = answer_path("entry_check", "p-13", exp=int(utc_now().timestamp()) + 3600)
    press(site, link, "right")
    (row,) = replies(site, "p-13")
    left = row["remove_at"] - utc_now()
    assert timedelta(days=1) < left <= timedelta(days=1, hours=1)
    indexes = site.data["replies"].index_information().values()
    assert [each["expireAfterSeconds"] for each in indexes if each["key"] == [("remove_at", 1)]] == [0]


def test_who_is_erased_leaves_no_reply_and_their_links_are_worth_nothing(site: Site) -> None:
    link = answer_path("entry_check", "p-14", mail_id=new_id())
    press(site, link, "right")
    site.data["bus_erased"].insert_one({"_id": "p-14", "at": utc_now(), "due_at": utc_now(), "erased_at": None})
    site.community.eventually(lambda: replies(site, "p-14") == [])
    assert press(site, link, "right").answer.status_code == 404
    assert replies(site, "p-14") == []
