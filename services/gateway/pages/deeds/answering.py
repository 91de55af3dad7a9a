"""The pages behind the signed links of mails: opening one changes nothing, as mail scanners do; a button does.

Whoever holds the mail answers for its person, that one thing alone, and is not signed in by it. What is pressed is
noted before a service carries it out, under an id that is drawn from the link, and what came of it afterwards: so a
press is carried out once, also when something breaks in between, and one that comes again shows the same.
"""

from collections.abc import Callable, Sequence

from flask import Blueprint, request
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid, NotFound, Refused
from services.gateway import security
from services.gateway.deeds import actions, queries
from services.gateway.deeds.errors import NoDeed
from services.gateway.deeds.model import Press, Reply
from services.gateway.limits import FROM_ONE_PLACE, limits
from services.gateway.pages.deeds.deed import Form, Mailed, asker_of
from services.gateway.pages.deeds.tokens import Over, read_token
from services.gateway.surroundings import read, transact
from services.gateway.web import Page, current_person, kept_form, messages, render

blueprint = Blueprint("deeds", __name__)


@blueprint.get("/answer/<token>")
def show(token: str) -> Page:
    """Say what the buttons will do, or what was answered."""
    return _with(token, _show)


@blueprint.post("/answer/<token>")
@limits.limit(FROM_ONE_PLACE)
def answer(token: str) -> Page:
    """Do, once, what the button says."""
    return _with(token, _answer)


def _with(token: str, view: Callable[[Mailed], Page]) -> Page:
    security.hide_address()
    try:
        mailed = read_token(token)
        if current_person() not in (None, mailed.person_id):
            return render("deeds/not_yours.html"), 403
        return _or_settled(mailed, view)
    except Over as over:
        return render("deeds/expired.html", deed=over.mailed.deed), 410
    except NoDeed:
        return render("deeds/unknown.html"), 404


def _or_settled(mailed: Mailed, view: Callable[[Mailed], Page]) -> Page:
    """Show a page, or that a service has nothing more to ask: what the link is about has changed or is gone."""
    try:
        return view(mailed)
    except NoDeed:
        raise
    except (NotFound, Refused, Conflict) as error:
        reply = queries.find_reply(read(), mailed.reply_id)
        why = mailed.deed.settled.get(error.code)
        return render("deeds/over.html", deed=mailed.deed, why=why, **_earlier(mailed, reply)), 409


def _show(mailed: Mailed) -> Page:
    reply = queries.find_reply(read(), mailed.reply_id)
    if reply and reply.done and not mailed.deed.may_change:
        return _told(mailed, reply, "before", _fields(mailed, kept_form() or Form()))
    return _ask(mailed, kept_form() or Form(), reply=reply)


def _answer(mailed: Mailed) -> Page:
    if errors := _errors(mailed):
        return _ask(mailed, request.form, errors=errors), 422
    press = _press(mailed)
    try:
        reply = _say(mailed, press)
    except Invalid as error:
        return _ask(mailed, request.form, errors=messages(error)), 422
    is_other = not reply.done or reply.done.key != press.key
    return _told(mailed, reply, "other" if is_other else "now", press.fields if is_other else ())


def _say(mailed: Mailed, press: Press) -> Reply:
    """Carry out a press, after what was begun earlier; return how it stands, perhaps by an answer given before.

    Raises NoDeed, and the errors of the service, which leave nothing behind unless it may have been carried out.
    """
    reply = transact(lambda work: actions.begin(work, mailed.reply(), press))
    reply = _carry_out(mailed, reply)
    if mailed.deed.may_change and reply.done and reply.done.key != press.key:
        reply = transact(lambda work: actions.change(work, reply, press))
        reply = _carry_out(mailed, reply)
    return reply


def _carry_out(mailed: Mailed, reply: Reply) -> Reply:
    begun = reply.begun
    if begun is None:
        return reply
    command = mailed.deed.command(mailed, begun.choice, Form(begun.fields))
    try:
        told = asker_of(mailed).tell(command, reply.command_id)
    except (NotFound, Refused, Conflict, Invalid):
        transact(lambda work: actions.give_up(work, reply))
        raise
    return transact(lambda work: actions.finish(work, reply, {name: told[name] for name in mailed.deed.kept}))


def _press(mailed: Mailed) -> Press:
    return Press(_choice(mailed) or "", _fields(mailed, request.form), read().now)


def _fields(mailed: Mailed, form: Form) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.items(multi=True) if name.startswith(mailed.deed.takes)]


def _choice(mailed: Mailed) -> str | None:
    """Return which button was pressed; where there is but one it need not be named."""
    choices = list(mailed.deed.choices)
    sent = request.form.get("choice", choices[0] if len(choices) == 1 else "")
    return sent if sent in choices else None


def _errors(mailed: Mailed) -> dict[str, str]:
    missing = {} if _choice(mailed) else {"choice": _("Press one of the buttons")}
    return missing | mailed.deed.errors(request.form)


def _ask(mailed: Mailed, values: Form, reply: Reply | None = None, errors: dict[str, str] | None = None) -> str:
    shown = {"values": values, "errors": errors or {}, **_earlier(mailed, reply)}
    return render(mailed.deed.page, about=mailed.about, **shown, **mailed.deed.shown(mailed))


def _told(mailed: Mailed, reply: Reply, when: str, unsent: Sequence[tuple[str, str]] = ()) -> str:
    shown = {"outcome": reply.done.outcome if reply.done else {}, "when": when, "unsent": dict(unsent)}
    return render(mailed.deed.done, about=mailed.about, **shown, **_earlier(mailed, reply))


def _earlier(mailed: Mailed, reply: Reply | None) -> dict[str, object]:
    """Return what was answered, in the words of its button, and when; for `macros/deed.html`."""
    if reply is None or reply.done is None:
        return {"earlier": None}
    label = mailed.deed.choices.get(reply.done.choice, reply.done.choice)
    return {"earlier": {"choice": reply.done.choice, "label": label, "at": reply.done.at}}
