"""Who gets no answer and sends a form again says it once: the command may have been carried out the first time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bus.errors import Unavailable
from bus.ids import new_id
from bus.rpc import RpcClient
from tests.integration.gateway.test_finding import link_of
from tests.integration.gateway.test_swapping import ANA, BEN, WRITTEN, Swapping
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Swapping


@pytest.fixture
def ana(site: Swapping) -> Visitor:
    site.emptied()
    return site.signed_in(ANA)


@contextmanager
def no_answers() -> Iterator[None]:
    """Carry commands out and lose their answers."""
    call = RpcClient.call

    def lost(client: RpcClient, *args: Any, **how: Any) -> Any:
        answer = call(client, *args, **how)
        if "command_id" in how:
            raise Unavailable("no_answer")
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RpcClient, "call", lost)
        yield


def ads(site: Swapping) -> list[str]:
    return [row["title"] for row in site.community.database("matching")["ads"].find()]


def test_a_form_that_is_shown_again_at_once(site: Swapping, ana: Visitor) -> None:
    ana.open("/swap/new")
    with no_answers():
        ana.send("/swap/new", **WRITTEN)
    assert ana.answer.status_code == 503
    assert ads(site) == [WRITTEN["title"]]
    assert "It is open for sixty days." in ana.send("/swap/new", **WRITTEN)
    assert ads(site) == [WRITTEN["title"]]


def test_a_form_that_comes_back_from_the_page_of_an_error(site: Swapping) -> None:
    ben = site.signed_in(BEN)
    page = "/connections/reports/" + link_of(ben.open("/members"), "Ana Asks").rpartition("/")[2]
    said = {"beneficial": "yes", "words": "She knew whom to ask."}
    ben.open(page)
    sent = ben.hidden()["command_id"]
    with no_answers():
        ben.send(page, **said)
    assert (ben.answer.status_code, "Go back to the form" in ben.page) == (503, True)
    ben.open("/swap/new")
    assert ben.hidden()["command_id"] != sent
    assert said["words"] in ben.open(page)
    assert ben.send(page, **said).count(said["words"]) == 1


def test_a_form_that_says_something_else_by_then(site: Swapping, ana: Visitor) -> None:
    ana.open("/swap/new")
    with no_answers():
        ana.send("/swap/new", **WRITTEN)
    ana.send("/swap/new", **WRITTEN | {"title": "Falls at home"})
    assert ana.answer.status_code == 409
    assert "You had sent this before" in ana.page
    assert ads(site) == [WRITTEN["title"]]
    assert "Falls at home" in ana.open("/swap/new")
    ana.send("/swap/new", **WRITTEN | {"title": "Falls at home"})
    assert sorted(ads(site)) == ["Falls at home", WRITTEN["title"]]


def test_a_form_that_is_mended_or_kept_in_between(site: Swapping, ana: Visitor) -> None:
    ana.open("/swap/new")
    with no_answers():
        ana.send("/swap/new", **WRITTEN)
    ana.send("/swap/new", **WRITTEN | {"title": ""})
    assert ana.answer.status_code == 422
    ana.send("/swap/new", csrf_token="of-yesterday", **WRITTEN)
    assert "check it and send it again" in ana.page
    assert "It is open for sixty days." in ana.send("/swap/new", **WRITTEN)
    assert ads(site) == [WRITTEN["title"]]


def test_a_form_that_was_undone_meanwhile_is_not_taken_for_done(site: Swapping) -> None:
    eve, interest = site.signed_in("eve@example.org"), {"region": "wales", "wish": "updates"}
    eve.open("/join/interest")
    with no_answers():
        eve.send("/join/interest", **interest)
    assert "Go back to the form" in eve.page
    assert "Take me off the list" in eve.open("/join/interest")
    eve.send("/join/interest/withdraw", command_id=new_id())
    assert "Take me off the list" not in eve.open("/join/interest")
    assert "You are on the list" in eve.send("/join/interest", **interest)
    assert "Take me off the list" in eve.open("/join/interest")
