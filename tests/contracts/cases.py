"""For every subscription the events that it is redelivered: (type, what matters in it), oldest first."""

from datetime import timedelta
from typing import Any

from bus.times import utc_now
from services.matching.model.ad import Ad
from services.matching.store.ad import ad_document

ADA, BEN = "01890000-0000-7000-8000-00000000000a", "01890000-0000-7000-8000-00000000000b"
APPLICATION = "01890000-0000-7000-8000-0000000000aa"
ANSWERED = "2026-01-10T09:00:00.000Z"
OUTSIDE_SMTP = "smtp://127.0.0.1:9"

AD, OTHER_AD = "01890000-0000-7000-8000-0000000000ad", "01890000-0000-7000-8000-0000000000ae"

Case = list[tuple[str, dict[str, Any]]]


def ad(ad_id: str, author_id: str, side: str) -> dict[str, Any]:
    made = Ad.begin(ad_id, author_id, side, utc_now() - timedelta(days=1))
    made.write({"kind": "data", "title": "Falls", "text": "Charts of falls", "topics": ["patient-safety"]})
    return ad_document(made)


ADS = {"ads": [ad(AD, ADA, "want"), ad(OTHER_AD, BEN, "offer")]}
PLANTED: dict[str, dict[str, list[dict[str, Any]]]] = {"matching.meetings.v1": ADS, "matching.leavings.v1": ADS}
"""What is in a service's collections before, where its reaction is to something that was there."""

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
    "notifications.connection_requests.v1": [
        ("connection.requested", {"connection_id": ADA, "person_id": ADA, "asker_person_id": BEN}),
        ("connection.requested", {"connection_id": BEN, "person_id": BEN, "asker_person_id": ADA}),
    ],
    "notifications.connections.v1": [
        ("connection.made", {"connection_id": ADA, "person_id": ADA, "other_person_id": BEN}),
        ("connection.made", {"connection_id": BEN, "person_id": BEN, "other_person_id": ADA}),
    ],
    "notifications.introductions.v1": [
        ("connection.introduced", {"introduction_id": ADA, "person_id": ADA, "other_person_id": BEN}),
        ("connection.introduced", {"introduction_id": BEN, "person_id": BEN, "other_person_id": ADA}),
    ],
    "notifications.checks.v1": [
        ("entry.check_due", {"person_id": ADA, "checked_at": "2026-01-10T09:00:00.000Z"}),
        ("entry.check_due", {"person_id": BEN, "checked_at": "2026-01-11T09:00:00.000Z"}),
    ],
    "directory.coffee_benefits.v1": [
        ("coffee.benefited", {"answer_id": ADA, "person_id": ADA, "with_person_ids": [BEN], "answered_at": ANSWERED}),
        ("coffee.benefited", {"answer_id": BEN, "person_id": BEN, "with_person_ids": [ADA], "answered_at": ANSWERED}),
    ],
    "notifications.benefit_questions.v1": [
        ("benefit.question_due", {"question_id": APPLICATION, "person_id": ADA}),
        ("benefit.question_due", {"question_id": BEN, "person_id": BEN, "due": []}),
    ],
    "matching.members.v1": [
        ("member.joined", {"member_id": ADA, "name": "Ada Lovegrove"}),
        ("member.joined", {"member_id": BEN, "name": "Ben Ashdown"}),
        ("member.updated", {"member_id": BEN, "name": "Ben Ashdown-Cole"}),
    ],
    "matching.roles.v1": [
        ("role.granted", {"person_id": ADA, "roles": [{"role": "staff", "region": None}]}),
        ("role.granted", {"person_id": BEN, "roles": [{"role": "chair", "region": "wales"}]}),
        ("role.revoked", {"person_id": BEN, "roles": []}),
    ],
    "matching.blocks.v1": [
        ("person.blocks_changed", {"person_id": ADA, "blocked_ids": [BEN]}),
        ("person.blocks_changed", {"person_id": BEN, "blocked_ids": [ADA]}),
        ("person.blocks_changed", {"person_id": ADA, "blocked_ids": []}),
    ],
    "notifications.blocks.v1": [
        ("person.blocks_changed", {"person_id": ADA, "blocked_ids": [BEN]}),
        ("person.blocks_changed", {"person_id": BEN, "blocked_ids": [ADA]}),
    ],
    "matching.meetings.v1": [
        ("ad.opened", {"ad_id": AD, "person_id": ADA}),
        ("ad.opened", {"ad_id": OTHER_AD, "person_id": BEN}),
    ],
    "matching.leavings.v1": [
        ("member.left", {"member_id": ADA}),
        ("member.left", {"member_id": BEN}),
    ],
    "matching.choices.v1": [
        ("choice.renamed", {"choice_id": "topics cancer", "list": "topics", "slug": "cancer", "into": None}),
        ("choice.merged", {"choice_id": "topics falls", "list": "topics", "slug": "falls", "into": "cancer"}),
    ],
    "notifications.matches.v1": [
        ("ad.matched", {"match_id": AD, "want_person_id": ADA, "offer_person_id": BEN}),
        ("ad.matched", {"match_id": OTHER_AD, "want_person_id": BEN, "offer_person_id": ADA}),
    ],
    "notifications.replies.v1": [
        ("reply.sent", {"reply_id": AD, "person_id": ADA, "other_person_id": BEN}),
        ("reply.sent", {"reply_id": OTHER_AD, "person_id": BEN, "other_person_id": ADA}),
    ],
    "notifications.agreements.v1": [
        ("reply.accepted", {"reply_id": AD, "person_id": ADA, "other_person_id": BEN}),
        ("reply.accepted", {"reply_id": OTHER_AD, "person_id": BEN, "other_person_id": ADA}),
    ],
    "notifications.passings_over.v1": [
        ("reply.passed_over", {"reply_id": AD, "person_id": ADA, "other_person_id": BEN}),
        ("reply.passed_over", {"reply_id": OTHER_AD, "person_id": BEN, "other_person_id": ADA}),
    ],
    "notifications.ad_endings.v1": [
        ("ad.expiring", {"ad_id": AD, "person_id": ADA}),
        ("ad.expiring", {"ad_id": OTHER_AD, "person_id": BEN}),
    ],
    "notifications.ad_removals.v1": [
        ("ad.removed", {"ad_id": AD, "person_id": ADA}),
        ("ad.removed", {"ad_id": OTHER_AD, "person_id": BEN}),
    ],
    "notifications.ad_releases.v1": [
        ("ad.released", {"ad_id": AD, "person_id": ADA}),
        ("ad.released", {"ad_id": OTHER_AD, "person_id": BEN}),
    ],
    "notifications.coffees.v1": [
        ("coffee.matched", {"pair_id": AD, "person_id": ADA}),
        ("coffee.matched", {"pair_id": AD, "person_id": BEN}),
    ],
    "notifications.coffees_unmatched.v1": [
        ("coffee.unmatched", {"person_id": ADA}),
        ("coffee.unmatched", {"person_id": BEN}),
    ],
    "notifications.coffees_lost.v1": [
        ("coffee.partner_left", {"pair_id": AD, "person_id": ADA, "others": []}),
        ("coffee.partner_left", {"pair_id": AD, "person_id": BEN}),
    ],
    "notifications.coffees_asked.v1": [
        ("coffee.asked", {"pair_id": AD, "person_id": ADA}),
        ("coffee.asked", {"pair_id": AD, "person_id": BEN}),
    ],
    "notifications.coffee_surveys.v1": [
        ("coffee.survey_due", {"pair_id": AD, "person_id": ADA}),
        ("coffee.survey_due", {"pair_id": AD, "person_id": BEN}),
    ],
    "notifications.coffees_awaited.v1": [
        ("coffee.awaited", {"person_id": ADA, "opens_on": "2026-12-01"}),
        ("coffee.awaited", {"person_id": BEN, "opens_on": None}),
    ],
    "notifications.coffee_pauses.v1": [
        ("coffee.paused", {"person_id": ADA}),
        ("coffee.paused", {"person_id": BEN}),
    ],
}
