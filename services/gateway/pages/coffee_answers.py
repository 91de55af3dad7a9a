"""One coffee: whom I meet, with an invitation for the calendar; whether we met; how it was (Clauses 44 to 48)."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, NotFound, Unavailable
from services.gateway import calls
from services.gateway.accounts import queries
from services.gateway.pages.choices import choices
from services.gateway.pages.coffee_calendar import invitation
from services.gateway.pages.coffee_words import (
    ANSWERS,
    BOUNDS,
    QUESTIONS,
    STATES,
    UNANSWERED,
    WAYS,
    in_the_way,
    starters,
)
from services.gateway.surroundings import read, surroundings
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("coffee_answers", __name__)

YES = {"yes": True, "no": False}
Pair = Mapping[str, Any]


def of_my_coffee(view: Callable[[str], Page]) -> Callable[[str], Page]:
    """Let a page about a coffee lead on to all of them when this one was ended for whoever asks."""

    @wraps(view)
    def guarded(pair_id: str) -> Page:
        try:
            return view(pair_id)
        except NotFound as missing:
            if missing.code != "pair_is_over":
                raise
            flash(_("This coffee is not yours any more: one of you could not make it, or left."))
            return redirect(url_for("coffee.show"), 303)

    return guarded


@blueprint.get("/coffee/<pair_id>")
@sign_in_required
@of_my_coffee
def show(pair_id: str) -> Page:
    """Introduce whom I meet."""
    return _pair(asker().ask(calls.get_pair(pair_id)))


@blueprint.post("/coffee/<pair_id>")
@sign_in_required
@of_my_coffee
def answer(pair_id: str) -> Page:
    """Say whether we met."""
    said = request.form.get("answer", "")
    if said not in ANSWERS:
        return _pair(asker().ask(calls.get_pair(pair_id)), {"answer": _("Choose one of the three answers")}), 422
    try:
        asker().tell(calls.answer_meeting(pair_id, said), command_id())
    except Conflict as conflict:
        flash(in_the_way(conflict.code))
        return redirect(url_for("coffee.show"), 303)
    if said == "met":
        return redirect(url_for("coffee_answers.survey", pair_id=pair_id), 303)
    if said == "will_not":
        flash(_("They are told that you cannot make it, and may meet somebody else. Nobody asks why."), "success")
        return redirect(url_for("coffee.show"), 303)
    flash(_("Thank you. Say so here once you have met."), "success")
    return redirect(url_for("coffee_answers.show", pair_id=pair_id), 303)


@blueprint.get("/coffee/<pair_id>/coffee.ics")
@sign_in_required
@of_my_coffee
def calendar(pair_id: str) -> Page:
    """Give an invitation for the calendar."""
    pair = asker().ask(calls.get_pair(pair_id))
    page = f"{surroundings().settings.url}{url_for('coffee_answers.show', pair_id=pair_id)}"
    headers = {"Content-Disposition": "attachment; filename=coffee.ics", "Cache-Control": "private, no-store"}
    return Response(invitation(pair, page, read().now), mimetype="text/calendar", headers=headers)


@blueprint.post("/coffee/<pair_id>/titles")
@sign_in_required
@of_my_coffee
def titles(pair_id: str) -> Page:
    """Agree that we see each other's job titles."""
    try:
        agreed = asker().tell(calls.show_titles(pair_id), command_id())
        said = (
            _("You see each other's job titles now.")
            if agreed["all_agreed"]
            else _("It happens once nobody keeps theirs back.")
        )
        flash(said, "success")
    except Conflict as conflict:
        flash(in_the_way(conflict.code))
    return redirect(url_for("coffee_answers.show", pair_id=pair_id), 303)


@blueprint.get("/coffee/<pair_id>/survey")
@sign_in_required
@of_my_coffee
def survey(pair_id: str) -> Page:
    """Ask how it was."""
    pair = asker().ask(calls.get_pair(pair_id))
    return _survey(pair, kept_form() or _said(pair))


@blueprint.post("/coffee/<pair_id>/survey")
@sign_in_required
@of_my_coffee
def answer_survey(pair_id: str) -> Page:
    """Say how it was."""
    pair = asker().ask(calls.get_pair(pair_id))
    missing = {name: str(text) for name, text in UNANSWERED.items() if request.form.get(name) not in YES}
    if missing:
        return _survey(pair, request.form, missing), 422
    said = {name: YES[request.form[name]] for name in QUESTIONS} | {"words": request.form.get("words", "")}
    try:
        asker().tell(calls.answer_survey(pair_id, said), command_id())
    except Invalid:
        return _survey(pair, request.form, {"words": _("Shorten this to at most 2000 characters")}), 422
    except Conflict as conflict:
        return _survey(pair, request.form, problem=in_the_way(conflict.code)), 409
    except (Unavailable, Internal):
        return _survey(pair, request.form, problem=_("This could not be saved just now. Try again.")), 503
    flash(_("Thank you. Your answers help to find good coffees for everybody."), "success")
    return redirect(url_for("coffee.show"), 303)


@blueprint.post("/coffee/rounds/<round_id>/another")
@sign_in_required
def another(round_id: str) -> Page:
    """Meet somebody else in a round."""
    try:
        found = asker().tell(calls.ask_for_another(round_id), command_id())
    except Conflict as conflict:
        flash(in_the_way(conflict.code))
        return redirect(url_for("coffee.show"), 303)
    if found["pair_id"]:
        flash(_("There is somebody for you."), "success")
        return redirect(url_for("coffee_answers.show", pair_id=found["pair_id"]), 303)
    flash(_("Nobody is free just now. As soon as somebody is, both of you hear of it."), "success")
    return redirect(url_for("coffee.show"), 303)


@blueprint.get("/coffee/rounds/<round_id>")
@sign_in_required
def certificate(round_id: str) -> Page:
    """Show what is certified of a round's draw."""
    return render(
        "coffee/certificate.html", found=asker().ask(calls.get_certificate(round_id)), bounds=BOUNDS, states=STATES
    )


def _pair(pair: Pair, errors: dict[str, str] | None = None) -> str:
    return render(
        "coffee/pair.html",
        pair=pair,
        addresses=_addresses(pair),
        starters=starters(pair, choices()),
        choices=choices(),
        ways=WAYS,
        answers=ANSWERS,
        errors=errors or {},
    )


def _addresses(pair: Pair) -> dict[str, str]:
    """Look up the addresses of whom I meet while we do; they stay in our accounts."""
    others = [each["person_id"] for each in pair["others"]] if pair["state"] == "live" else []
    known = {person_id: queries.find_address(read(), person_id) for person_id in others}
    return {person_id: address for person_id, address in known.items() if address}


def _said(pair: Pair) -> dict[str, Any]:
    said = pair["survey"] or {}
    return {name: "yes" if said[name] else "no" for name in QUESTIONS if name in said} | {
        "words": said.get("words", "")
    }


def _survey(pair: Pair, values: Mapping[str, Any], errors: dict[str, str] | None = None, problem: str = "") -> str:
    context = {"values": values, "errors": errors or {}, "problem": problem}
    return render("coffee/survey.html", pair=pair, questions=QUESTIONS, **context)
