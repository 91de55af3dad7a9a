"""Kinds that have to do with an account: all of them locked, since they keep it safe."""

from services.notifications.model.kind import N_, Kind

TABLE = (
    Kind("sign_in", N_("Your link to sign in to Q Commons"), locked=True),
    Kind("invitation", N_("Your invitation to Q Commons"), locked=True),
    Kind("resume", N_("Your link to your application to Q Commons"), locked=True),
    Kind("interest", N_("Please confirm: news about joining Q Commons"), locked=True),
    Kind("address", N_("Confirm another address for Q Commons"), locked=True),
    Kind("address_taken", N_("An address of yours in Q Commons"), locked=True),
    Kind(
        "address_added", N_("An address was added to your account in Q Commons"), path="/account/addresses", locked=True
    ),
    Kind("address_removed", N_("An address was removed in Q Commons"), path="/account/addresses", locked=True),
)
