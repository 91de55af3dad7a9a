"""The kinds of notification: a new kind is a row in one of these tables and a template of its name."""

from services.notifications.model.kinds import account, benefit, coffee, connecting, joining, membership, swapping

TABLE = (
    *account.TABLE,
    *joining.TABLE,
    *membership.TABLE,
    *connecting.TABLE,
    *benefit.TABLE,
    *coffee.TABLE,
    *swapping.TABLE,
)
KINDS = {kind.name: kind for kind in TABLE}
