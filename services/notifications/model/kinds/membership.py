"""Kinds that tell members of their membership."""

from services.notifications.model.kind import N_, Kind, if_joined_lately

TABLE = (
    Kind(
        "welcome",
        N_("Welcome to Q Commons"),
        path="/welcome",
        notice=("member_id", "region"),
        mailed=if_joined_lately,
    ),
    Kind(
        "entry_check",
        N_("Is your entry in Q Commons still right?"),
        path="/profile/check",
        deeds={"entry_check": ()},
        notice=("checked_at",),
    ),
    Kind(
        "recognition",
        N_("Your expertise is recognised in Q Commons"),
        path="/profile/recognitions",
        notice=("topic",),
    ),
)
