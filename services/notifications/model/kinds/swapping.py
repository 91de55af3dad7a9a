"""Kinds that have to do with the swap shop and wanted ads."""

from services.notifications.model.kind import N_, Kind

_AD = ("ad_id", "shop", "title")

TABLE = (
    Kind(
        "swap_match",
        N_("Somebody in the swap shop fits what you posted"),
        path="/{other_shop}/{other_ad_id}",
        deeds={"swap_answer": ("other_ad_id",)},
        notice=("ad_id", "title", "other_ad_id", "other_title", "other_side", "other_shop"),
    ),
    Kind(
        "swap_reply",
        N_("Somebody has replied to what you posted"),
        path="/{shop}/{ad_id}",
        deeds={"swap_accept": ("reply_id", "ad_id")},
        notice=(*_AD, "other_name"),
    ),
    Kind(
        "swap_agreed",
        N_("You have agreed: here is the address"),
        path="/{shop}/{ad_id}",
        notice=(*_AD, "other_name"),
        address_of="other_person_id",
    ),
    Kind(
        "swap_passed_over",
        N_("Your reply was not taken up this time"),
        path="/swap",
        notice=(*_AD, "reason"),
    ),
    Kind(
        "swap_expiring",
        N_("What you posted ends in a week"),
        path="/{shop}/{ad_id}",
        deeds={"swap_renew": ("ad_id",)},
        notice=(*_AD, "state", "expires_at"),
    ),
    Kind("swap_removed", N_("What you posted was taken away"), path="/{shop}/{ad_id}", notice=(*_AD, "reason")),
    Kind("wanted_released", N_("Your wanted ad can be read now"), path="/wanted/{ad_id}", notice=_AD),
)
