"""Kinds that have to do with coffee trials."""

from services.notifications.model.kind import N_, Kind

_PAIR = ("pair_id", "with_names")

TABLE = (
    Kind(
        "coffee_matched",
        N_("Your coffee in Q Commons: whom you meet"),
        path="/coffee/{pair_id}",
        notice=_PAIR,
        address_of="others",
    ),
    Kind(
        "coffee_unmatched",
        N_("No coffee partner was found for you this time"),
        path="/coffee",
        notice=("round_id",),
    ),
    Kind(
        "coffee_partner_left",
        N_("Your coffee in Q Commons has changed"),
        path="/coffee/{pair_id}",
        deeds={"coffee_another": ("round_id",)},
        notice=("pair_id", "round_id", "with_names"),
    ),
    Kind(
        "coffee_asked",
        N_("Have you had your coffee?"),
        path="/coffee/{pair_id}",
        deeds={"coffee_met": ("pair_id",), "coffee_snooze": ("round_id",)},
        notice=_PAIR,
    ),
    Kind(
        "coffee_survey",
        N_("How was your coffee?"),
        path="/coffee/{pair_id}/survey",
        notice=_PAIR,
    ),
    Kind(
        "coffee_awaited",
        N_("Your coffees in Q Commons: when the next round is"),
        path="/coffee",
        notice=("opens_on",),
    ),
    Kind(
        "coffee_paused",
        N_("We pause your coffees in Q Commons for now"),
        path="/coffee",
        notice=(),
    ),
)
