"""Whoever reaches the bus with a token that is not theirs, or with no call at all, gets nothing and stops nothing."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bus import topology
from bus.actor import Signer
from bus.doors import doors_of
from bus.errors import Conflict, Invalid, NotFound, Problem, Refused
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.testing import ISSUERS
from bus.times import utc_now
from services.directory.service import DirectoryService
from tests.integration.directory.asking import ANSWERS, NOMINATION, PROFILE, Directory

CALLED = [door.method for door in doors_of(DirectoryService) if door.request]
FOR_SERVICES = {
    "register_person": ({"address": "new@example.org"}, {"gateway"}),
    "find_person": ({"address": "ana@example.org"}, {"gateway", "ops"}),
    "add_address": ({"person_id": "ana", "address": "new@example.org"}, {"gateway"}),
    "drop_address": ({"person_id": "ana", "address": "new@example.org"}, {"gateway"}),
    "import_nomination": (NOMINATION, {"ops"}),
    "verify_audit": ({}, {"ops"}),
}
"""What services alone may ask, with who."""


def forged(directory: Directory) -> dict[str, str]:
    """Return tokens that say to be a person, or an operator, and are not."""
    keys, person = directory.community.keys, directory.person("ana")
    now = int(utc_now().timestamp())
    claims = {"iss": "gateway", "sub": f"person:{person}", "aud": "q-commons", "iat": now, "exp": now + 300}
    own = Ed25519PrivateKey.generate()
    valid = directory.community.person(person)
    header, _payload, signature = valid.split(".")
    changed = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "service:ops"}).encode()).decode().rstrip("=")
    earlier = Signer("gateway", keys.private["gateway"], lambda: utc_now() - timedelta(hours=1))
    signed = {
        "another audience": claims | {"aud": "another"},
        "an operator's name": claims | {"sub": "service:ops"},
        "nobody's name": claims | {"sub": "person:"},
        "another kind": claims | {"sub": f"root:{person}"},
        "no end": {name: value for name, value in claims.items() if name != "exp"},
    }
    return {
        "a key of one's own": jwt.encode(claims, own, algorithm="EdDSA"),
        "no signature": jwt.encode(claims, None, algorithm="none"),
        "a changed text": ".".join((header, changed, signature)),
        "a changed signature": f"{header}.{_payload}.{signature[::-1]}",
        "another's word": Signer("notifications", keys.private["notifications"]).sign_person(person),
        "an unknown issuer": jwt.encode(claims | {"iss": "stranger"}, own, algorithm="EdDSA"),
        "too late": earlier.sign_person(person),
    } | {name: jwt.encode(each, keys.private["gateway"], algorithm="EdDSA") for name, each in signed.items()}


def test_no_door_opens_for_a_token_that_is_not_as_it_was_signed(directory: Directory) -> None:
    call = directory.community.call
    for token in forged(directory).values():
        for method in CALLED:
            with pytest.raises(Refused, match=r"actor_not_trusted|actor_expired"):
                call("directory", method, {}, actor=token)


@pytest.mark.parametrize("method", FOR_SERVICES)
def test_what_services_alone_may_ask_is_refused_to_every_other_service_and_to_people(
    directory: Directory, method: str
) -> None:
    request, may = FOR_SERVICES[method]
    community = directory.community
    tokens = {issuer: community.service(issuer) for issuer in ISSUERS if issuer not in may}
    tokens |= {"a person": community.person(directory.person("ana")), "nobody": None}
    for who, token in tokens.items():
        with pytest.raises(Refused, match="not_allowed"):
            community.call("directory", method, request, actor=token)
        assert directory.db.persons.count_documents({}) == 1, who
        assert directory.db.members.count_documents({}) == 0, who


def test_a_command_that_is_sent_again_in_another_s_name_is_not_carried_out_nor_answered(directory: Directory) -> None:
    ana, ben, command_id = directory.person("ana"), directory.person("ben"), new_id()
    call, community = directory.community.call, directory.community
    first = call("directory", "save_application", PROFILE, actor=community.person(ana), command_id=command_id)
    with pytest.raises(Conflict, match="command_id_reused") as refused:
        call("directory", "save_application", PROFILE, actor=community.person(ben), command_id=command_id)
    assert refused.value.data is None
    assert [row["person_id"] for row in directory.db.applications.find()] == [ana]
    again = call("directory", "save_application", PROFILE, actor=community.person(ana), command_id=command_id)
    assert again == first


def test_who_was_forgotten_does_nothing_with_a_token_that_is_left(directory: Directory) -> None:
    member, staff = directory.member("mo"), directory.person("sal", ("staff", None), ("chair", "wales"))
    for person_id in (member, staff):
        directory.ask("ops", "erase_person", person_id=person_id)
        asked = {
            "save_application": PROFILE | ANSWERS,
            "keep_interest": {"region": "wales", "wish": "apply"},
            "update_profile": {"version": 1, "biography": "Back."},
            "confirm_membership": {"version": 1},
            "check_entry": {},
            "begin_export": {},
            "grant_role": {"person_id": person_id, "role": "staff"},
            "erase_person": {"person_id": directory.person("ana")},
            "list_overseen": {},
            "list_applications": {},
            "get_panel": {"region": "wales"},
            "get_my_profile": {},
        }
        for method, request in asked.items():
            with pytest.raises((Refused, NotFound)):
                directory.ask(person_id, method, **request)
        for name in ("applications", "members", "interests"):
            assert directory.db[name].count_documents({"$or": [{"_id": person_id}, {"person_id": person_id}]}) == 0
        assert directory.ask(person_id, "get_my_roles")["roles"] == []


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"', b'{"args": [1], "kwargs": {}}', b'{"kwargs": []}'),
        b'{"args": [], "kwargs": {"region": NaN}}',
        b"[" * 100_000,
        b'{"args": [], "kwargs": {"words": "' + b"x" * 1_000_000 + b'"}}',
        b'{"args": [], "kwargs": {"words": "\\ud800"}}',
        b'{"args": [], "kwargs": {"actor": 7, "words": {"$where": "1"}}}',
    ],
    ids=lambda body: body[:24].decode(errors="replace"),
)
def test_a_body_that_is_no_call_stops_nothing(directory: Directory, body: bytes) -> None:
    community = directory.community
    community.send(Outgoing(topology.RPC_EXCHANGE, "directory.search_members", body))
    assert community.call("directory", "search_members", {}, actor=None)["items"] == []
    with pytest.raises(NotFound, match="method_unknown"):
        community.call("directory", "__init__", {})


def test_a_call_that_is_too_large_is_told_so(directory: Directory) -> None:
    with pytest.raises(Invalid, match="body_too_large"):
        directory.ask("nobody", "search_members", words="x" * 300_000)


@pytest.mark.parametrize("odd", [{"$gt": ""}, ["a"], 7, None, "x" * 5000, "a\x00b", "../../etc/passwd"])
def test_an_id_that_is_none_finds_nothing(directory: Directory, odd: object) -> None:
    staff = directory.person("sal", ("staff", None))
    for method, name in (("get_application", "application_id"), ("get_member", "member_id"), ("get_wave", "wave_id")):
        with pytest.raises(Problem) as problem:
            directory.ask(staff, method, **{name: odd})
        assert isinstance(problem.value, Invalid | NotFound)
