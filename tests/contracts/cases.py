"""For every subscription the events that it is redelivered: (type, what matters in it), oldest first."""

from typing import Any

ADA, BEN = "01890000-0000-7000-8000-00000000000a", "01890000-0000-7000-8000-00000000000b"
APPLICATION = "01890000-0000-7000-8000-0000000000aa"
OUTSIDE_SMTP = "smtp://127.0.0.1:9"

Case = list[tuple[str, dict[str, Any]]]

SETTINGS: dict[str, dict[str, Any]] = {
    "directory": {"digest_key": "digest-key-of-a-test", "decision_hold_s": 0},
    "gateway": {"cookie_key": "cookie-key-of-a-test", "link_key": "link-key-of-a-test"},
    "notifications": {
        "smtp_url": OUTSIDE_SMTP,
        "sender": "Q Commons <q@example.org>",
        "url": "http://q.example.org",
        "link_key": "link-key-of-a-test",
    },
}

CASES: dict[str, Case] = {
    "gateway.nominations.v1": [
        ("person.nominated", {"person_id": ADA, "address": "ada@example.org", "confirmed": False}),
        ("person.nominated", {"person_id": BEN, "address": "ben@example.org", "confirmed": True}),
    ],
    "notifications.addresses.v1": [
        ("address.changed", {"person_id": ADA, "address": "ada@example.org", "verified": False}),
        ("address.changed", {"person_id": BEN, "address": "ben@example.org", "verified": False}),
        ("address.changed", {"person_id": ADA, "address": "ada.new@example.org", "verified": True}),
    ],
    "notifications.roles.v1": [
        ("role.granted", {"person_id": ADA, "roles": [{"role": "assessor", "region": "wales"}]}),
        ("role.granted", {"person_id": BEN, "roles": [{"role": "chair", "region": "wales"}]}),
        ("role.revoked", {"person_id": ADA, "roles": []}),
    ],
    "notifications.nominations.v1": [
        ("person.nominated", {"person_id": ADA, "name": "Ada Lovegrove"}),
        ("person.nominated", {"person_id": BEN, "name": "Ben Ashdown"}),
    ],
    "notifications.names.v1": [
        ("choice.renamed", {"choice_id": "topics cancer", "name": "Oncology", "into": None}),
        ("choice.added", {"choice_id": "topics virtual-wards", "name": "Virtual wards", "into": None}),
        ("choice.merged", {"choice_id": "topics cancer", "name": "Oncology", "into": "diabetes"}),
    ],
    "notifications.links.v1": [
        ("link.requested", {"link_id": ADA, "address": "ada@example.org"}),
        ("link.requested", {"link_id": BEN, "address": "ben@example.org"}),
    ],
    "notifications.address_changes.v1": [
        ("address.added", {"person_id": ADA, "address": "ada.home@example.org", "told": ["ada@example.org"]}),
        ("address.removed", {"person_id": ADA, "address": "ada@example.org", "told": ["ada.home@example.org"]}),
    ],
    "notifications.submissions.v1": [
        ("application.submitted", {"application_id": APPLICATION, "person_id": ADA}),
        ("application.submitted", {"application_id": BEN, "person_id": BEN}),
    ],
    "notifications.withdrawals.v1": [
        ("application.withdrawn", {"application_id": APPLICATION, "person_id": ADA}),
        ("application.withdrawn", {"application_id": BEN, "person_id": BEN, "reason": "joined"}),
    ],
    "notifications.decisions.v1": [
        ("application.decided", {"application_id": APPLICATION, "person_id": ADA, "outcome": "accepted"}),
        ("application.decided", {"application_id": BEN, "person_id": BEN, "outcome": "not_yet"}),
    ],
    "notifications.moves.v1": [
        ("application.moved", {"application_id": APPLICATION, "person_id": ADA, "reason": "works_there"}),
        ("application.moved", {"application_id": BEN, "person_id": BEN, "reason": "nobody_free"}),
    ],
    "notifications.assignments.v1": [
        ("assignment.made", {"assignment_id": APPLICATION, "person_id": ADA, "applicant_person_id": BEN}),
        ("assignment.made", {"assignment_id": BEN, "person_id": BEN, "applicant_person_id": ADA}),
    ],
    "notifications.deadlines.v1": [
        ("assignment.due", {"assignment_id": APPLICATION, "person_id": ADA, "state": "soon"}),
        ("assignment.due", {"assignment_id": BEN, "person_id": BEN, "state": "late"}),
    ],
    "notifications.questions.v1": [
        ("application.questioned", {"application_id": APPLICATION, "person_id": ADA}),
        ("application.questioned", {"application_id": BEN, "person_id": BEN}),
    ],
    "notifications.answers.v1": [
        ("application.answered", {"application_id": APPLICATION, "person_id": ADA, "deputy_person_id": BEN}),
        ("application.answered", {"application_id": BEN, "person_id": BEN, "deputy_person_id": ADA}),
    ],
    "notifications.expiries.v1": [
        ("application.expiring", {"application_id": APPLICATION, "person_id": ADA}),
        ("application.expiring", {"application_id": BEN, "person_id": BEN, "region": None}),
    ],
    "notifications.welcomes.v1": [
        ("member.joined", {"member_id": ADA}),
        ("member.joined", {"member_id": BEN, "joined_at": "2015-09-01T09:00:00.000Z"}),
    ],
    "notifications.interests.v1": [
        ("interest.answered", {"interest_id": ADA, "person_id": ADA, "closes_on": "2026-12-20"}),
        ("interest.answered", {"interest_id": BEN, "person_id": BEN, "wish": "updates", "closes_on": "2026-12-20"}),
    ],
    "notifications.recognitions.v1": [
        ("recognition.given", {"person_id": ADA, "topic": "cancer"}),
        ("recognition.given", {"person_id": BEN, "topic": "cancer"}),
    ],
    "notifications.checks.v1": [
        ("entry.check_due", {"person_id": ADA, "checked_at": "2026-01-10T09:00:00.000Z"}),
        ("entry.check_due", {"person_id": BEN, "checked_at": "2026-01-11T09:00:00.000Z"}),
    ],
}
