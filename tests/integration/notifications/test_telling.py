"""Facts become notices and mails, once, and people choose what they get."""

import re
from datetime import timedelta
from typing import Any

import pytest
from itsdangerous import URLSafeSerializer

from bus.errors import Invalid, Refused
from bus.testing import Community
from bus.times import utc_now
from services.notifications import schemas
from tests.integration.notifications.facts import AMINA, ASSIGNED, BEN, CARYS, SUBMITTED, ask_for_link, join, reach
from tests.integration.notifications.mail_server import MailServer


def notices(community: Community, person_id: str) -> list[str]:
    page = community.call("notifications", "list_notices", actor=community.person(person_id))
    return [notice["kind"] for notice in page["items"]]


def signed(text: str, key: str) -> dict[str, Any]:
    """Return what the signed link in a mail says."""
    token = re.findall(r"https://q\.example/answer/(\S+)", text)[0]
    return dict(URLSafeSerializer(key, salt="deed").loads(token))


def test_an_application_is_told_to_the_applicant_and_to_the_chair_of_the_region_only(
    running: Community, mail_server: MailServer
) -> None:
    for person_id, region in ((BEN, "wales"), (CARYS, "oxford"), (AMINA, "wales")):
        reach(running, person_id, f"{person_id}@example.org")
        roles = [{"role": "chair", "region": region}, {"role": "assessor", "region": "wales"}]
        running.publish(schemas.RoleGranted, {"person_id": person_id, "roles": roles})
    running.eventually(lambda: running.database("notifications")["roles"].count_documents({}) == 3)
    running.publish(schemas.ApplicationSubmitted, SUBMITTED)
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    running.settled()
    assert notices(running, AMINA) == ["application_received"]
    assert notices(running, BEN) == ["application_to_lead"]
    assert notices(running, CARYS) == []
    copy = mail_server.desk.to(f"{AMINA}@example.org")[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Every Thursday." in copy


def test_a_chair_who_may_not_judge_an_applicant_is_not_told_of_them(running: Community) -> None:
    for person_id in (BEN, CARYS):
        running.publish(schemas.RoleGranted, {"person_id": person_id, "roles": [{"role": "chair", "region": "wales"}]})
    running.eventually(lambda: running.database("notifications")["roles"].count_documents({}) == 2)
    running.publish(schemas.ApplicationSubmitted, SUBMITTED | {"kept_from": [BEN]})
    running.eventually(lambda: notices(running, CARYS) == ["application_to_lead"])
    assert notices(running, BEN) == []


def test_who_stands_in_for_the_chair_is_told_as_the_chair_is(running: Community, mail_server: MailServer) -> None:
    for person_id in (BEN, CARYS):
        reach(running, person_id, f"{person_id}@example.org")
    running.publish(schemas.RoleGranted, {"person_id": BEN, "roles": [{"role": "chair", "region": "wales"}]})
    running.eventually(lambda: running.database("notifications")["roles"].count_documents({}) == 1)
    running.publish(schemas.ApplicationSubmitted, SUBMITTED | {"deputy_person_id": CARYS})
    running.eventually(lambda: notices(running, CARYS) == ["application_to_lead"] == notices(running, BEN))
    running.eventually(lambda: mail_server.desk.to(f"{CARYS}@example.org"))


def test_an_answer_is_told_to_who_leads_the_panel_now_and_not_to_who_asked_then(running: Community) -> None:
    asker = "person-dilys"
    running.publish(schemas.RoleGranted, {"person_id": BEN, "roles": [{"role": "chair", "region": "wales"}]})
    running.eventually(lambda: running.database("notifications")["roles"].count_documents({}) == 1)
    answered = SUBMITTED | {"asker_person_id": asker, "kept_from": [], "deputy_person_id": CARYS}
    running.publish(schemas.ApplicationAnswered, answered)
    running.eventually(lambda: notices(running, BEN) == ["application_answer"] == notices(running, CARYS))
    assert notices(running, asker) == []


def test_what_is_kept_from_a_chair_is_told_to_the_deputy_alone(running: Community) -> None:
    running.publish(schemas.RoleGranted, {"person_id": BEN, "roles": [{"role": "chair", "region": "wales"}]})
    running.eventually(lambda: running.database("notifications")["roles"].count_documents({}) == 1)
    running.publish(schemas.ApplicationAnswered, SUBMITTED | {"kept_from": [BEN], "deputy_person_id": CARYS})
    running.eventually(lambda: notices(running, CARYS) == ["application_answer"])
    assert notices(running, BEN) == []


def test_an_assessor_is_asked_reminded_and_told_that_they_are_late(running: Community, mail_server: MailServer) -> None:
    reach(running, BEN, "ben@example.org")
    running.publish(schemas.AssignmentMade, ASSIGNED)
    running.eventually(lambda: notices(running, BEN) == ["application_to_assess"])
    for state in ("soon", "late"):
        running.publish(schemas.AssignmentDue, ASSIGNED | {"state": state})
    running.eventually(lambda: len(mail_server.desk.to("ben@example.org")) == 3)
    assert sorted(notices(running, BEN)) == ["application_to_assess", "assessment_due", "assessment_late"]
    assert all("6 December 2026" in str(mail.get_body(("plain",))) for mail in mail_server.desk.mails)
    assert all(mail["List-Unsubscribe"] for mail in mail_server.desk.mails)


def test_what_happened_long_ago_makes_a_notice_of_its_day_and_no_mail(
    running: Community, mail_server: MailServer
) -> None:
    reach(running, BEN, "ben@example.org")
    long_ago, lately = utc_now() - timedelta(days=400), utc_now() - timedelta(days=2)
    running.publish(schemas.AssignmentMade, ASSIGNED | {"application_id": "old"}, time=long_ago)
    running.publish(schemas.AssignmentMade, ASSIGNED | {"application_id": "new"}, time=lately)
    running.eventually(lambda: len(notices(running, BEN)) == 2)
    running.eventually(lambda: len(mail_server.desk.mails) == 1)
    running.settled()
    kept = {row["data"]["application_id"]: row for row in running.database("notifications")["notices"].find()}
    assert {name: row["created_at"] for name, row in kept.items()} == {"old": long_ago, "new": lately}
    assert running.database("notifications")["mails"].count_documents({}) == 1


def test_an_applicant_is_told_which_panel_decides_now(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org")
    running.publish(schemas.ApplicationMoved, SUBMITTED | {"from_region": "wessex", "reason": "nobody_free"})
    running.eventually(lambda: mail_server.desk.to("amina@example.org"))
    written = mail_server.desk.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Wessex" in written
    assert "Wales" in written
    assert notices(running, AMINA) == ["application_moved"]


def test_whatever_arrives_twice_and_late_is_told_once(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org", sequence=2)
    decided = {**SUBMITTED, "outcome": "accepted", "feedback": ""}
    told = [
        running.publish(schemas.MemberJoined, {"member_id": AMINA, **SUBMITTED, "joined_at": utc_now().isoformat()}),
        running.publish(schemas.ApplicationDecided, decided, sequence=2),
        running.publish(schemas.ApplicationSubmitted, SUBMITTED),
    ]
    reach(running, AMINA, "older@example.org", sequence=1)
    running.deliver(*told, *reversed(told))
    running.eventually(lambda: len(mail_server.desk.to("amina@example.org")) == 3)
    running.settled()
    assert len(mail_server.desk.mails) == 3
    assert sorted(notices(running, AMINA)) == ["application_decided", "application_received", "welcome"]


def test_a_member_of_long_ago_finds_a_notice_and_no_mail(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org")
    join(running, AMINA, days_ago=8)
    running.eventually(lambda: notices(running, AMINA) == ["welcome"])
    assert running.database("notifications")["mails"].count_documents({}) == 0


def test_a_member_is_asked_by_mail_whether_their_entry_is_right(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org")
    due = {"person_id": AMINA, "name": "Amina Yusuf", "checked_at": "2026-05-04T09:00:00.000Z"}
    running.publish(schemas.EntryCheckDue, due)
    running.eventually(lambda: mail_server.desk.to("amina@example.org"))
    written = mail_server.desk.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "4 May 2026" in written
    claims = signed(written, running.hosts["notifications"].settings.link_key)  # type: ignore[attr-defined]
    (mail,) = running.database("notifications")["mails"].find()
    assert claims == {
        "deed": "entry_check",
        "person_id": AMINA,
        "about": {},
        "mail_id": mail["_id"],
        "exp": int((mail["created_at"] + timedelta(days=60)).timestamp()),
    }
    assert notices(running, AMINA) == ["entry_check"]


def test_one_click_in_a_mail_stops_its_kind(running: Community, mail_server: MailServer) -> None:
    reach(running, AMINA, "amina@example.org")
    join(running, AMINA)
    running.eventually(lambda: mail_server.desk.to("amina@example.org"))
    header = mail_server.desk.mails[0]["List-Unsubscribe"]
    token = re.findall(r"/unsubscribe/([^>]+)", header)[0]
    assert running.call("notifications", "unsubscribe", {"token": token}) == {"kind": "welcome"}
    join(running, AMINA)
    running.eventually(lambda: running.database("notifications")["mails"].count_documents({"state": "skipped"}))
    assert notices(running, AMINA) == ["welcome", "welcome"]
    assert len(mail_server.desk.mails) == 1


def test_a_made_up_token_stops_nothing(running: Community) -> None:
    with pytest.raises(Invalid, match="invalid_token"):
        running.call("notifications", "unsubscribe", {"token": "made.up"})


def test_a_kind_can_be_switched_off_and_on_but_not_decisions(running: Community) -> None:
    me = running.person(AMINA)
    running.call("notifications", "set_preference", {"kind": "welcome", "mail": False}, actor=me)
    kinds = running.call("notifications", "get_preferences", actor=me)["kinds"]
    assert [kind["kind"] for kind in kinds if not kind["mail"]] == ["welcome"]
    running.call("notifications", "set_preference", {"kind": "welcome", "mail": True}, actor=me)
    assert all(kind["mail"] for kind in running.call("notifications", "get_preferences", actor=me)["kinds"])
    with pytest.raises(Refused, match="kind_locked"):
        running.call("notifications", "set_preference", {"kind": "application_decided", "mail": False}, actor=me)


def test_notices_are_paged_counted_and_marked_up_to_what_was_seen(running: Community) -> None:
    me = running.person(AMINA)
    for _ in range(3):
        join(running, AMINA, days_ago=8)
    running.eventually(lambda: len(notices(running, AMINA)) == 3)
    first = running.call("notifications", "list_notices", {"limit": 2}, actor=me)
    rest = running.call("notifications", "list_notices", {"limit": 2, "after": first["next"]}, actor=me)
    assert len({notice["notice_id"] for notice in first["items"] + rest["items"]}) == 3
    assert rest["next"] is None
    assert running.call("notifications", "count_unread", actor=me) == {"value": 3, "exact": True}
    running.call("notifications", "mark_notices_read", {"until": first["items"][0]["created_at"]}, actor=me)
    assert running.call("notifications", "count_unread", actor=me)["value"] == 0


def test_nobody_reads_notices_without_signing_in_and_only_operators_see_the_mails(running: Community) -> None:
    with pytest.raises(Refused, match="not_a_person"):
        running.call("notifications", "list_notices")
    with pytest.raises(Refused, match="not_allowed"):
        running.call("notifications", "get_mail_state", actor=running.person(AMINA))


def test_no_secret_of_a_link_is_stored(running: Community, mail_server: MailServer) -> None:
    ask_for_link(running, "new@example.org")
    running.eventually(lambda: mail_server.desk.to("new@example.org"))
    body = mail_server.desk.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    token = re.findall(r"/link/(\S+)", body)[0]
    database = running.database("notifications")
    kept = [row for name in database.list_collection_names() for row in database[name].find()]
    assert token not in str(kept)


def test_who_asked_hears_that_they_can_apply_with_a_link_off_the_list(
    running: Community, mail_server: MailServer
) -> None:
    reach(running, AMINA, "amina@example.org")
    opened = {"interest_id": "interest-1", "person_id": AMINA, "wave_id": "wave-1", "wish": "apply"}
    told = running.publish(
        schemas.InterestAnswered,
        opened | {"region": "wales", "regions": ["wales", "wessex"], "closes_on": "2026-12-20"},
    )
    running.deliver(told, told)
    running.eventually(lambda: mail_server.desk.to("amina@example.org"))
    running.settled()
    [mail] = mail_server.desk.to("amina@example.org")
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "people from Wales can apply" in text
    assert "until the end of 20 December 2026" in text
    assert "unsubscribe" in mail["List-Unsubscribe"]
    claims = signed(text, "link-key-of-a-test")
    assert (claims["deed"], claims["person_id"]) == ("interest_withdraw", AMINA)
    assert notices(running, AMINA) == ["wave_opened"]


def test_a_mail_calls_a_region_as_staff_do_when_it_is_sent(running: Community, mail_server: MailServer) -> None:
    def call(slug: str, name: str, into: str | None = None) -> None:
        data = {"choice_id": f"regions {slug}", "list": "regions", "slug": slug, "name": name, "into": into}
        running.publish(schemas.ChoiceMerged if into else schemas.ChoiceRenamed, data)

    call("wessex", "Wessex and the Isle")
    call("wales", "Wales", into="wessex")
    running.eventually(lambda: running.database("notifications")["names"].count_documents({}) == 2)
    reach(running, BEN, "ben@example.org")
    running.publish(schemas.AssignmentMade, ASSIGNED)
    running.eventually(lambda: len(mail_server.desk.to("ben@example.org")) == 1)
    assert "in Wessex and the Isle" in str(mail_server.desk.mails[0].get_body(("plain",)))


def test_every_address_is_told_of_one_that_goes_and_that_one_of_nothing_else(
    running: Community, mail_server: MailServer
) -> None:
    reach(running, AMINA, "desk@example.org")
    gone, told = "home@example.org", ["desk@example.org", "home@example.org"]
    running.publish(schemas.AddressRemoved, {"person_id": AMINA, "address": gone, "told": told})
    running.eventually(lambda: len(mail_server.desk.mails) == 2)
    desk, home = (mail_server.desk.to(each)[0].get_body(("plain",)).get_content() for each in told)  # type: ignore[union-attr]
    assert ("home@example.org" in desk, "desk@example.org" in home) == (True, False)
    assert "/account/addresses" in desk
    assert "/contact" in home
    assert notices(running, AMINA) == []
