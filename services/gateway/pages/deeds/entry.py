"""Saying that an entry is still right, from the mail that asks so twice a year (Clause 9)."""

from flask_babel import lazy_gettext as _l

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed
from services.gateway.web import asker


def _command(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    return calls.check_entry()


def _shown(mailed: Mailed) -> Context:
    """Show of the entry what whoever looks may see: what members alone see is shown to members alone."""
    try:
        entry = asker().ask(calls.get_member(mailed.person_id))
    except NotFound:
        entry = None
    return {"entry": entry, "choices": choices()}


ENTRY_CHECK = Deed(
    "entry_check",
    page="profile/check.html",
    done="profile/checked.html",
    choices={"right": _l("Yes, it is right")},
    command=_command,
    shown=_shown,
    instead="check.show",
    place=_l("Look at my entry"),
    kept=("member_id", "checked_at"),
)
