"""What people hear of the swap shop and of wanted ads."""

from typing import Any

from bus.database import Work
from bus.events import Received
from services.notifications.actions.telling import Data, tell

SIDES = ("want", "offer")


def tell_match(work: Work, event: Received) -> None:
    """Tell both whose want and offer meet, and why; who asks from outside hears by a reply (Clauses 49, 50)."""
    data = event.data
    shops = {"want": "wanted" if data["want_side"] == "wanted" else "swap", "offer": "swap"}
    for mine, other in (SIDES, SIDES[::-1]) if data["want_is_told"] else (SIDES[::-1],):
        told = {
            "ad_id": data[f"{mine}_id"],
            "title": data[f"{mine}_title"],
            "other_ad_id": data[f"{other}_id"],
            "other_title": data[f"{other}_title"],
            "other_side": other,
            "other_shop": shops[other],
            "both_told": data["want_is_told"],
        }
        person_id, about = data[f"{mine}_person_id"], data[f"{other}_person_id"]
        tell(work, event, "swap_match", person_id, told | _shared(data["reasons"]), about=about)


def tell_reply(work: Work, event: Received) -> None:
    """Tell the author of an ad who replied, and what they wrote (Clause 51)."""
    data = _shown(event)
    tell(work, event, "swap_reply", data["person_id"], data, about=data["other_person_id"])


def tell_agreement(work: Work, event: Received) -> None:
    """Tell both who agreed who the other is; the address is looked up when the mail is written (Clause 49)."""
    data = _shown(event)
    turned = {
        "person_id": data["other_person_id"],
        "other_person_id": data["person_id"],
        "name": data["other_name"],
        "other_name": data["name"],
    }
    for told in (data, data | turned):
        tell(work, event, "swap_agreed", told["person_id"], told, about=told["other_person_id"])


def tell_passing_over(work: Work, event: Received) -> None:
    """Tell who replied that it was not taken up."""
    data = _shown(event)
    tell(work, event, "swap_passed_over", data["person_id"], data, about=data["other_person_id"])


def tell_end(work: Work, event: Received) -> None:
    """Tell the author of an ad that it ends soon, and how to renew it."""
    tell(work, event, "swap_expiring", event.data["person_id"], _shown(event))


def tell_removal(work: Work, event: Received) -> None:
    """Tell the author of an ad why staff took it away."""
    tell(work, event, "swap_removed", event.data["person_id"], _shown(event))


def tell_release(work: Work, event: Received) -> None:
    """Tell who asked from outside that members can read it now (Clause 50)."""
    tell(work, event, "wanted_released", event.data["person_id"], _shown(event))


def _shown(event: Received) -> Data:
    """Add in which shop an ad is found."""
    return event.data | {"shop": "wanted" if event.data["side"] == "wanted" else "swap"}


def _shared(reasons: list[dict[str, str]]) -> dict[str, Any]:
    """Spell reasons so that the names of places and topics are found in them."""
    by_code: dict[str, list[str]] = {}
    for reason in reasons:
        by_code.setdefault(reason["code"], []).append(reason["value"])
    near = {name: (by_code.get(name) or [""])[0] for name in ("region", "partnership")}
    return near | {"topics": by_code.get("topic", []), "words": by_code.get("word", []), "alike": "kind" in by_code}
