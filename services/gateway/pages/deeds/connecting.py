"""Saying yes or no to who would like to know one, from the mail that asks (Clauses 32 and 40)."""

from flask_babel import lazy_gettext as _l

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.deeds.deed import Context, Deed, Form, Mailed
from services.gateway.web import asker


def _answer_request(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    answer = calls.accept_connection if choice == "yes" else calls.decline_connection
    return answer(mailed.about["connection_id"])


def _answer_introduction(mailed: Mailed, choice: str, form: Form) -> calls.Command:
    answer = calls.agree_to_introduction if choice == "yes" else calls.decline_introduction
    return answer(mailed.about["introduction_id"])


def _asking(mailed: Mailed) -> Context:
    return _entry(mailed.about["asker_person_id"])


def _introduced(mailed: Mailed) -> Context:
    return _entry(mailed.about["other_person_id"])


def _entry(member_id: str) -> Context:
    """Show of the other what whoever looks may see; the mail says the rest."""
    try:
        member = asker().ask(calls.get_member(member_id))
    except NotFound:
        member = None
    return {"member": member, "choices": choices()}


CONNECTION_ACCEPT = Deed(
    "connection_accept",
    page="connections/mailed_request.html",
    done="connections/mailed_answer.html",
    choices={"yes": _l("Yes, connect"), "no": _l("No, thank you")},
    command=_answer_request,
    shown=_asking,
    instead="connections.show",
    place=_l("See who would like to connect with you"),
    kept=("standing",),
)
INTRODUCTION_ANSWER = Deed(
    "introduction_answer",
    page="connections/mailed_introduction.html",
    done="connections/mailed_introduced.html",
    choices={"yes": _l("Yes, connect us"), "no": _l("No, thank you")},
    command=_answer_introduction,
    shown=_introduced,
    instead="connections.show",
    place=_l("See who would like to know you"),
    kept=("is_connected",),
)
