"""What mails ask is answered by their links, by who is signed in nowhere: coffee, introductions, questions, ads."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.e2e.conftest import Site
from tests.e2e.hasty import Hasty
from tests.e2e.mails import ask, id_of, open_answer
from tests.e2e.past import happened, met
from tests.e2e.test_coffee import draw_a_round, leave, take_part
from tests.e2e.test_swapping import post
from tests.e2e.ways import demonstrated, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[..., Hasty]
ALREADY = {"already_connected"}
"""What may be refused at a site that has a past of its own."""


def signed_in(visit: Visit, name: str, address: str) -> Hasty:
    visitor = visit(name, kind=Hasty)
    sign_in(visitor, address, "/month")
    return visitor


def test_a_coffee_is_answered_put_off_and_replaced_from_mails(site: Site, visit: Visit) -> None:
    first, second = visit("mailed-first", kind=Hasty), visit("mailed-second", kind=Hasty)
    staff, reader = visit("mailed-staff", kind=Hasty), visit("mailed-reader", kind=Hasty)
    for visitor, address in zip((first, second), demonstrated("member")[:2], strict=True):
        take_part(visitor, address)
    draw_a_round(staff)
    first.waits_for("/coffee", "You meet")
    [pair] = ask(first, "/me/coffee")["pairs"]
    here, there = id_of(first), id_of(second)
    open_answer(reader, site, here, "coffee_met", days=-1, pair_id=pair["pair_id"])
    reader.sees("This link has run out")
    open_answer(second, site, here, "coffee_met", pair_id=pair["pair_id"])
    second.sees("This mail is for somebody else")
    open_answer(reader, site, here, "coffee_met", pair_id=pair["pair_id"])
    reader.press("No, and it will not be this time")
    reader.sees("They are told that you cannot make it, and may meet somebody else.")
    second.waits_for("/month", "You have no coffee in this round.")
    open_answer(reader, site, there, "coffee_met", pair_id=pair["pair_id"])
    reader.sees("This is settled already")
    [waiting] = ask(second, "/me/coffee")["waits"]
    open_answer(reader, site, there, "coffee_another", round_id=waiting["round_id"])
    reader.press("Find me somebody else")
    reader.sees("Nobody is free just now.")
    open_answer(reader, site, there, "coffee_snooze")
    reader.press("Leave me out of the next month")
    reader.sees("You are in again from")
    leave(first)
    leave(second)


def test_an_introduction_is_answered_from_its_mail(site: Site, visit: Visit, scripts: bool) -> None:
    trio = (
        ("assessor, West of England", "assessor, Wales")
        if scripts
        else ("staff", "chair of the panel, West of England")
    )
    one, other = (signed_in(visit, f"introduced-{place}", demonstrated(about)[0]) for place, about in enumerate(trio))
    knows = signed_in(visit, "introducing", demonstrated("assessor, West of England")[1])
    ids = [id_of(each) for each in (one, other, knows)]
    assert set(happened(site, *met(ids[2], ids[0]), *met(ids[2], ids[1]))) <= ALREADY
    words = {"person_id": ids[0], "other_person_id": ids[1], "words": "You count the same thing."}
    assert happened(site, (1, ids[2], "introduce_people", words)) == []
    reader = visit("introduced-reader", kind=Hasty)
    read_mail(reader, demonstrated(trio[0])[0], "Somebody you know in Q Commons would like to introduce you")
    reader.follow(re.compile("^http.*answer"))
    reader.sees("Would you like to be introduced?")
    reader.press("Yes, connect us")
    reader.sees("Thank you for your answer")
    other.waits_for("/month", "You count the same thing.")
    other.press(re.compile("^Yes, connect us"))
    other.sees("You are connected.")


def test_whether_it_helped_is_answered_from_the_mail_of_the_month(site: Site, visit: Visit, scripts: bool) -> None:
    address = demonstrated("member")[0 if scripts else 1]
    asked, knows = signed_in(visit, "asked-member", address), signed_in(visit, "asked-about", demonstrated("staff")[0])
    assert set(happened(site, *met(id_of(asked), id_of(knows)), (1, "", "ask_about_benefit", {}))) <= ALREADY
    asked.waits_for("/month", "Did it help to be in touch?")
    reader = visit("asked-reader", kind=Hasty)
    read_mail(reader, address, "One short question about your connections in Q Commons")
    reader.follow(re.compile("^http.*answer"))
    reader.press("Send my answers")
    reader.sees("There is a problem")
    reader.choose("Laurence Underhill", "Yes, it helped")
    reader.press("Send my answers")
    reader.sees("Your answers are kept")
    asked.open("/connections/reports")
    asked.sees("Your answer to a monthly question")


def test_who_fits_is_written_to_from_the_mail_of_the_match(visit: Visit, scripts: bool) -> None:
    offering = "assessor, Wales" if scripts else "chair of the panel, West of England"
    wants, offers = demonstrated("staff")[0], demonstrated(offering)[0]
    word = f"discharge{uuid4().hex[:6]}"
    one, other = signed_in(visit, "wanting-member", wants), signed_in(visit, "offering-member", offers)
    post(one, "Ask for something", f"Help with {word}")
    post(other, "Offer something", f"Charts of {word}")
    reader = visit("fitting-reader", kind=Hasty)
    other.waits_for("/month", f"Help with {word}")
    read_mail(reader, offers, "Somebody in the swap shop fits what you posted")
    reader.follow(re.compile("^http.*answer"))
    reader.press("Send your reply")
    reader.sees("There is a problem")
    reader.fill("Your message", "I can show you ours.")
    reader.press("Send your reply")
    reader.sees("Your reply is sent")
    one.waits_for("/month", "1 waits for your answer")
    one.follow(re.compile(f"Help with {word}"))
    one.press("Say what came of it, and close it")
    one.choose("What came of it?", "It helped")
    one.press("Close it")
    one.sees("Thank you. It is closed.")


def test_a_message_can_be_reported_and_an_ad_is_renewed_from_its_mail(site: Site, visit: Visit, scripts: bool) -> None:
    asks, asked = demonstrated("assessor, Wales")[0], demonstrated("member")[0 if scripts else 1]
    author, other = signed_in(visit, "unkind", asks), signed_in(visit, "renewing", asked)
    words = {"person_id": id_of(other), "source": "elsewhere", "message": "Buy my book."}
    assert happened(site, (1, id_of(author), "ask_to_connect", words)) == []
    other.waits_for("/month", "Buy my book.")
    other.follow("Report the message")
    other.press("Report the message")
    other.sees("There is a problem")
    other.choose("What is wrong with it?", "It wants to sell me something")
    other.press("Report the message")
    other.sees("Thank you. Staff will look at it.")
    post(other, "Offer something", "Charts to renew")
    [ad, *_rest] = ask(other, "/me/ads")["items"]
    reader = visit("renewing-reader", kind=Hasty)
    open_answer(reader, site, id_of(other), "swap_renew", ad_id=ad["ad_id"])
    reader.press("Renew it for sixty days")
    reader.sees("It is renewed")
