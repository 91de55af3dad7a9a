"""Mails to try things on."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.notifications.actions import Letter
from services.notifications.model.mail import Link, Mail
from services.notifications.settings import NotificationsSettings

NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
SETTINGS = NotificationsSettings(
    amqp_uri="",
    mongodb_uri="",
    signing_key="",
    verify_keys="",
    page_key="",
    smtp_url="smtp://127.0.0.1:9",
    sender="Q Commons <hello@q.example>",
    url="https://q.example",
    link_key="a key",
)
APPLICATION = {
    "application_id": "0193",
    "person_id": "amina",
    "name": "Amina Yusuf",
    "region": "west-of-england",
    "role": "Ward sister",
    "organisation": "Severn Vale Trust",
    "background": "frontline-staff",
    "topics": ["access-and-waiting", "cancer"],
    "biography": "Twenty years on wards.\n\nNow I run a small team.",
    "commitment": "Every Thursday we sit down with families.",
    "experience": "Three organisations, one ward round.",
    "understanding": "We <b>measured</b> & learned.",
    "decide_by": "2026-12-20T00:00:00.000Z",
}
ASSIGNED = {name: APPLICATION[name] for name in ("application_id", "name", "region")} | {
    "due_at": "2026-12-06T14:02:00.000Z",
}
DATA: dict[str, dict[str, Any]] = {
    "application_received": APPLICATION,
    "application_to_assess": ASSIGNED,
    "application_to_lead": APPLICATION,
    "assessment_due": ASSIGNED,
    "assessment_late": ASSIGNED,
    "application_moved": APPLICATION | {"from_region": "wales", "reason": "works_there"},
    "application_withdrawn": APPLICATION,
    "application_question": APPLICATION | {"question": "What came of it?", "answer_by": "2026-12-06T00:00:00.000Z"},
    "application_answer": APPLICATION,
    "application_expiring": APPLICATION | {"erase_on": "2026-12-22"},
    "application_decided": APPLICATION
    | {
        "outcome": "not_yet",
        "feedback": "Say more of what others did.",
        "contact": "Cai Morgan, 01632 960 001",
        "again_on": "2027-02-22",
        "corrected": False,
    },
    "address_added": {"address": "amina.home@example.org", "is_here": False},
    "address_removed": {"address": "amina.home@example.org", "is_here": False},
    "entry_check": {"person_id": "amina", "name": "Amina Yusuf", "checked_at": "2026-05-04T09:00:00.000Z"},
    "wave_opened": {
        "person_id": "amina",
        "wave_id": "0194",
        "wish": "apply",
        "region": "wales",
        "regions": ["wales", "wessex"],
        "closes_on": "2026-12-20",
    },
    "connection_requested": {
        "connection_id": "0195",
        "person_id": "amina",
        "asker_person_id": "ben",
        "name": "Amina Yusuf",
        "asker_name": "Ben Ashdown",
        "asker_role": "Patient leader",
        "asker_organisation": "",
        "message": "We both count falls.\nShall we talk?",
    },
    "connection_made": {
        "name": "Amina Yusuf",
        "other_person_id": "ben",
        "other_name": "Ben Ashdown",
        "is_news": True,
        "is_introduced": False,
    },
    "connection_introduced": {
        "introduction_id": "0196",
        "name": "Amina Yusuf",
        "other_person_id": "ben",
        "other_name": "Ben Ashdown",
        "introducer_name": "Carys Pugh",
        "words": "You both count falls.",
    },
    "recognition": {
        "person_id": "amina",
        "name": "Amina Yusuf",
        "topic": "patient-safety",
        "reason": "For the falls programme.",
    },
    "benefit_question": {
        "person_id": "amina",
        "name": "Amina Yusuf",
        "question_id": "0195",
        "due": [
            {"other_person_id": "bryn", "other_name": "Bryn Powell"},
            {"other_person_id": "carol", "other_name": "Carol <Okafor>"},
        ],
    },
    "welcome": {"member_id": "amina", "name": "Amina Yusuf", "region": "wales"},
}
_AD = {"ad_id": "0195", "person_id": "amina", "side": "want", "shop": "swap", "title": "Falls on wards"}
_REPLY = _AD | {"reply_id": "0196", "other_person_id": "ben", "other_name": "Ben Ashdown", "name": "Amina Yusuf"}
DATA |= {
    "swap_match": _AD
    | {
        "other_ad_id": "0197",
        "other_title": "Charts of falls",
        "other_side": "offer",
        "other_shop": "swap",
        "both_told": True,
        "alike": True,
        "topics": ["patient-safety"],
        "words": ["fall"],
        "region": "wales",
        "partnership": "",
    },
    "swap_reply": _REPLY | {"message": APPLICATION["understanding"]},
    "swap_agreed": _REPLY,
    "swap_passed_over": _REPLY | {"reason": "closed"},
    "swap_expiring": _AD | {"state": "open", "expires_at": "2026-12-20T00:00:00.000Z"},
    "swap_removed": _AD | {"reason": "advertising", "words": "We sell nothing here."},
    "wanted_released": _AD | {"shop": "wanted"},
}
_PAIR = {
    "pair_id": "0198",
    "round_id": "0199",
    "person_id": "amina",
    "name": "Amina Yusuf",
    "others": [{"person_id": "ben", "name": "Ben Ashdown"}],
    "with_names": ["Ben Ashdown"],
}
DATA |= {
    "coffee_matched": _PAIR
    | {
        "others": [
            {
                "person_id": "ben",
                "name": "Ben Ashdown",
                "role": "Analyst",
                "organisation": "Severn Vale Trust",
                "region": "wales",
                "background": "managers",
            }
        ],
        "shared_topics": ["patient-safety"],
        "starters": [
            {"code": code, "value": value}
            for code, value in (
                ("learns", "cancer"),
                ("teaches", "cancer"),
                ("shared", "patient-safety"),
                ("background", "managers"),
                ("region", "wales"),
                ("lately", ""),
            )
        ],
        "ways": ["call"],
        "joins": False,
        "regions": ["wales"],
        "topics": ["cancer"],
    },
    "coffee_partner_left": _PAIR | {"others": [], "with_names": []},
    "coffee_asked": _PAIR,
    "coffee_survey": _PAIR,
    "coffee_unmatched": {"person_id": "amina", "name": "Amina Yusuf", "round_id": "0199"},
    "coffee_awaited": {"person_id": "amina", "name": "Amina Yusuf", "opens_on": "2026-12-01"},
    "coffee_paused": {"person_id": "amina", "name": "Amina Yusuf"},
}
SOON = timedelta(minutes=30)
LINK = dict.fromkeys(("sign_in", "resume", "interest", "address", "address_taken"), SOON) | {
    "invitation": timedelta(days=30)
}


def mail(kind: str, **changes: Any) -> Mail:
    """Return a due mail of a kind, to Amina."""
    link = Link("link-1", kind, NOW + LINK[kind]) if kind in LINK else None
    given = {"data": DATA.get(kind, {}), "link": link} | changes
    return Mail("0193-mail", kind, "amina", subjects=["amina"], created_at=NOW, due_at=NOW, **given)


def letter(
    kind: str, to: str = "amina@example.org", nomination: dict[str, Any] | None = None, **changes: Any
) -> Letter:
    """Return a mail as it is taken for sending."""
    return Letter(mail(kind, **changes), to, nomination or {})
