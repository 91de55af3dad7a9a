"""Whoever asks to be forgotten is found nowhere any more: marks are planted through every door, and searched for."""

from typing import Any

import pytest

from bus import erasure, outbox
from bus.wire import Envelope
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure
from services.directory.actions import ask_about_benefit
from services.gateway.accounts import actions, queries, store
from services.gateway.accounts.model import INVITATION_FOR, THIS_VISIT, Link, digest
from services.gateway.service import GatewayService
from tests.conftest import Clock
from tests.integration.api.site import LINK_KEY, URL, Caller, Site
from tests.integration.erasure.plants import Plant
from tests.integration.erasure.search import found
from tests.integration.operators.conftest import Ops

PLACES = {
    *(
        f"directory.{name}"
        for name in ("members", "applications", "assessments", "reasons", "connections", "introductions", "reports")
    ),
    *(f"directory.{name}" for name in ("benefits", "bus_outbox", "bus_commands")),
    *(f"gateway.{name}" for name in ("accounts", "links", "tokens", "kept_forms", "bus_outbox", "bus_parked")),
    *(f"notifications.{name}" for name in ("addresses", "nominations", "notices", "mails", "bus_parked")),
    *(
        f"matching.{name}"
        for name in ("members", "ads", "replies", "reports", "draws", "surveys", "bus_outbox", "bus_commands")
    ),
}


def member(site: Site, mark: str) -> Plant:
    """Let somebody be nominated, join, write, and leave a form and parked messages behind."""
    plant = Plant(site, mark)
    plant.be_nominated()
    plant.sign_in()
    plant.be_a_member()
    plant.swap(site.member())
    plant.have_coffee(site.member())
    plant.be_pictured()
    staff = panellist(site, "staff")
    plant.be_recognised(staff)
    plant.meet(staff)
    plant.add_an_address()
    plant.name_a_token()
    plant.answer_a_mail()
    plant.type_too_late()
    plant.sign_in()
    plant.be_parked_everywhere()
    return plant


def applicant(site: Site, mark: str) -> Plant:
    """Let somebody apply, be assessed and refused, and apply again; nobody knows them before their first link."""
    plant = Plant(site, mark)
    plant.sign_in()
    for _ in range(2):
        panellist(site, "assessor")
    first = plant.apply()
    plant.be_assessed(first, *asked_about(site, first))
    chair = panellist(site, "chair")
    plant.be_refused(plant.be_asked(first, chair), chair)
    again = plant.apply()
    plant.be_looked_at(again, asked_about(site, again)[0])
    plant.be_parked_everywhere()
    plant.do("notifications", "set_preference", kind="welcome", mail=False)
    plant.do("directory", "keep_interest", region="wales", wish="updates")
    return plant


def asked_about(site: Site, application: dict[str, Any]) -> list[str]:
    """Return who is to assess an application."""
    kept = site.community.database("directory")["applications"].find_one({"_id": application["application_id"]})
    return list(kept["assigned"])


def panellist(site: Site, role: str) -> str:
    person_id = site.person()
    request = {"person_id": person_id, "role": role} | ({} if role == "staff" else {"region": "wales"})
    site.community.call("directory", "grant_role", request, actor=site.community.service("ops"))
    return person_id


def published(site: Site) -> list[Envelope]:
    """Return what was published of people so far; a link for an address that is nobody's yet runs out by itself."""
    wanted = {"published": True, "subjects": {"$ne": []}}
    return [
        outbox.envelope(row, name)
        for name in SERVICES
        for row in site.community.database(name)["bus_outbox"].find(wanted)
    ]


def send_all_again(site: Site, envelopes: list[Envelope]) -> None:
    """Send old events as if nobody had handled them."""
    for name in SERVICES:
        database = site.community.database(name)
        for kept in ("bus_inbox", "bus_guards"):
            database[kept].delete_many({})
    site.community.deliver(*envelopes)
    site.community.settled()


def restart_gateway(site: Site) -> None:
    site.community.hosts.pop("gateway").stop()
    site.community.start(GatewayService, cookie_key="a-key-for-cookies", link_key=LINK_KEY, url=URL)


def is_over(site: Site, person_id: str) -> bool:
    """Say whether no service is going to look at this person again."""
    rows = [site.community.database(name)[erasure.ERASED].find_one({"_id": person_id}) for name in SERVICES]
    return all(row and "due_at" not in row for row in rows)


def interested(site: Site, people: list[str]) -> int:
    """Count who of these is on the list of those to be told when a wave opens: it holds no more than their ids."""
    return int(site.community.database("directory")["interests"].count_documents({"_id": {"$in": people}}))


def pictured(site: Site, people: list[str]) -> int:
    """Count who of these has a photograph: no mark can stand in one."""
    return int(site.community.database("directory")["photographs"].count_documents({"_id": {"$in": people}}))


def replied(site: Site, people: list[str]) -> int:
    """Count who of these has answered a mail by its link: no mark stands in the answer."""
    return int(site.community.database("gateway")["replies"].count_documents({"subjects": {"$in": people}}))


def drawn(site: Site, people: list[str]) -> int:
    """Count where matching holds that these took part in coffees: ids alone."""
    kept, ids = site.community.database("matching"), {"$in": people}
    places = {"enrolments": "_id", "pairs": "people", "draws": "people.person_id", "surveys": "person_id"}
    return sum(kept[name].count_documents({field: ids}) for name, field in places.items())


def blocked(site: Site, person_id: str) -> set[tuple[str, str]]:
    """Return where services keep that this person blocks others, and that others block them: ids alone."""
    kept = {"directory": ("contacts", "blocked")}
    kept |= dict.fromkeys(("notifications", "matching"), ("blocks", "blocked_ids"))
    return {
        (service, side)
        for service, (name, field) in kept.items()
        for side, query in (("by", {"_id": person_id, field: {"$ne": []}}), ("of", {field: person_id}))
        if site.community.database(service)[name].find_one(query)
    }


def ask_who_helped(site: Site, one: Plant, other: Plant) -> None:
    """Let two members report of each other and be asked about it: the mail to each names the other."""
    one.say_who_helped(other.person_id)
    other.say_who_helped(one.person_id)
    directory, now = site.community.hosts["directory"].database, site.community.clock()
    for name, due in (("followings", "due_at"), ("askings", "ask_at")):
        site.community.database("directory")[name].update_many({}, {"$set": {due: now}})
    directory.transact(ask_about_benefit)


def benefited(site: Site, person_id: str) -> set[str]:
    """Return where the directory keeps who helped whom, and names this person."""
    database = site.community.database("directory")
    names = ("benefits", "ties", "followings", "askings", "benefit_questions", "dismissals")
    return {name for name in names if any(person_id in str(row) for row in database[name].find())}


def late(site: Site) -> set[str]:
    """Return which collections of the gateway hold what came late."""
    database, known = site.community.database("gateway"), {"_id": {"$in": ["late", digest("late")]}}
    return {name for name in ("links", "sessions", "tokens") if database[name].find_one(known)}


def test_nothing_is_found_of_who_was_erased_whatever_arrives_later(
    site: Site, ops: Ops, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    plants = [member(site, "zqxmember"), applicant(site, "zqxapplicant"), member(site, "zqxother")]
    gone, other = plants[:2], plants[2]
    people = {plant.mark: plant.person_id for plant in plants}
    ask_who_helped(site, plants[0], plants[2])
    site.community.settled()
    assert found(site.community, "zqxmember") | found(site.community, "zqxapplicant") == PLACES
    assert interested(site, list(people.values())) == 1
    assert pictured(site, list(people.values())) == 2
    assert replied(site, list(people.values())) == 2
    assert drawn(site, [people[gone[0].mark]]) >= 4
    assert len(benefited(site, people["zqxmember"])) == 6
    assert len(blocked(site, people["zqxmember"])) == 6
    kept = found(site.community, other.mark) - {"directory.benefits"}  # What they said of who is gone goes too.
    earlier = published(site)
    site.gateway.relay.stop()
    for plant in gone:
        plant.sign_in()
    for plant in gone:
        answer = ops.json("erase", plant.address, "--yes")
        assert (ops.code, answer["person_id"]) == (0, people[plant.mark])
        assert all(answer["erased_at"].values())
        assert found(site.community, plant.mark) == set()
    assert pictured(site, list(people.values())) == 1
    assert replied(site, list(people.values())) == 1
    site.community.eventually(lambda: benefited(site, people["zqxmember"]) == set())
    site.community.eventually(lambda: blocked(site, people["zqxmember"]) == set())
    restart_gateway(site)
    send_all_again(site, earlier)
    assert [found(site.community, plant.mark) for plant in gone] == [set(), set()]
    clock.ahead += erasure.SETTLED
    site.community.eventually(lambda: all(is_over(site, people[plant.mark]) for plant in gone))
    assert [found(site.community, plant.mark) for plant in gone] == [set(), set()]
    assert interested(site, list(people.values())) == 0
    assert drawn(site, [people[plant.mark] for plant in gone]) == 0
    assert blocked(site, people["zqxmember"]) == set()
    assert found(site.community, other.mark) == kept
    assert len(blocked(site, people[other.mark])) == 6
    assert "zqx" not in capfd.readouterr().out.lower()


def test_who_is_erased_is_signed_out_and_a_stranger_at_once(site: Site, ops: Ops) -> None:
    plant = Plant(site, "zqxmember")
    plant.be_nominated()
    plant.sign_in()
    plant.be_a_member()
    person_id = plant.person_id
    program = Caller(site.app, site.description, plant.name_a_token())
    assert program.get("/me/profile").status_code == 200
    assert plant.mark in site.stranger.get("/members").text
    ops("erase", person_id, "--yes")
    plant.browser.open("/profile")
    assert plant.browser.path == "/sign-in"
    assert program.get("/me/profile").status_code == 401
    assert plant.mark not in site.stranger.get("/members").text
    plant.sign_in()
    assert plant.person_id not in ("", person_id)
    assert "zqxmember by" not in plant.browser.open("/")


def test_what_was_under_way_while_an_account_went_goes_with_the_last_look(site: Site, ops: Ops, clock: Clock) -> None:
    plant = Plant(site, "zqxmember")
    plant.be_nominated()
    plant.sign_in()
    person_id, gateway = plant.person_id, site.gateway.database
    account = queries.find_account(gateway.read(), plant.address)
    assert account
    ops("erase", person_id, "--yes")
    link = Link("late", "sign_in", plant.address, "/", clock(), clock() + INVITATION_FOR)
    gateway.transact(lambda work: store.save_link(work, link, person_id))
    gateway.transact(
        lambda work: actions.begin_password_session(work, account, account.address, "late", THIS_VISIT, "a browser")
    )
    gateway.transact(lambda work: actions.create_token(work, account.account_id, person_id, "late", "late", "late"))
    assert late(site) == {"links", "sessions", "tokens"}
    clock.ahead += erasure.SETTLED
    site.community.eventually(lambda: is_over(site, person_id))
    assert late(site) == set()


def test_links_from_before_there_were_keys_go_with_the_account(site: Site, ops: Ops) -> None:
    plant = Plant(site, "zqxmember")
    plant.be_nominated()
    plant.sign_in()
    links = site.community.database("gateway")["links"]
    links.update_many({}, {"$unset": {"address_key": "", "subjects": ""}})
    ops("erase", plant.person_id, "--yes")
    assert links.count_documents({}) == 0


def test_an_operator_is_asked_twice_and_told_who_has_followed(
    site: Site, ops: Ops, monkeypatch: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    person_id = site.member()
    with pytest.raises(Failure, match="Nothing brings an erased person back"):
        ops("erase", person_id)
    with pytest.raises(Failure, match="Nobody is known by"):
        ops("erase", "nobody@example.org", "--yes")
    monkeypatch.setattr("deploy.local.ops.erase.PATIENCE_S", 1.0)
    site.community.hosts.pop("notifications").stop()
    told = ops("erase", person_id, "--yes")
    assert (ops.code, "notifications: not yet" in told) == (1, True)
    assert f"Erasing {person_id}: by this id you may ask again." in capsys.readouterr().err
