"""Lets members say who helped them, and answer the one short question of a month (Clauses 33, 34, 38 and 39)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Invalid
from services.gateway import calls
from services.gateway.pages.benefit_form import answers_in, question_errors, said_in
from services.gateway.pages.benefit_words import GAVE, REACHED, SOURCES, WAYS
from services.gateway.web import Page, asker, command_id, kept_form, my_roles, render, sign_in_required

blueprint = Blueprint("benefits", __name__)

WORDS = {"gave": GAVE, "ways": WAYS, "reached": REACHED}


@blueprint.get("/connections/reports")
@sign_in_required
def reports() -> Page:
    """List what I reported, and lead to the question that waits for me."""
    page, beside = asker().ask_beside(
        calls.list_my_benefits(after=request.args.get("after")), waiting=calls.get_my_question()
    )
    question_id = (beside["waiting"] or {}).get("question_id")
    return render("benefits/reports.html", page=page, question_id=question_id, sources=SOURCES, **WORDS)


@blueprint.get("/connections/reports/<member_id>")
@sign_in_required
def ask(member_id: str) -> Page:
    """Ask whether this member helped me; who is no member themselves is led to what they can do."""
    form = _form(member_id, kept_form() or {})
    return form if my_roles()["is_member"] else redirect(url_for("profile.welcome"))


@blueprint.post("/connections/reports/<member_id>")
@sign_in_required
def report(member_id: str) -> Page:
    """Keep what I say."""
    if request.form.get("beneficial") not in ("yes", "no"):
        return _form(member_id, request.form, {"beneficial": _("Choose whether it helped")}), 422
    helped = request.form["beneficial"] == "yes"
    try:
        asker().tell(calls.report_benefit(member_id, helped, said_in(request.form)), command_id())
    except Invalid as error:
        too_long = {"words": _("Shorten this to at most 500 characters")}
        return _form(member_id, request.form, too_long if "words" in str(error.errors) else {}), 422
    except Conflict as conflict:
        return _form(member_id, request.form, {"beneficial": _refusal(conflict)}), 409
    flash(_("Thank you. Nobody but you sees what you said."), "success")
    return redirect(url_for("benefits.reports"), 303)


@blueprint.get("/connections/question")
@sign_in_required
def latest() -> Page:
    """Lead to the question that waits for me, or to what I reported."""
    question_id = asker().ask(calls.get_my_question())["question_id"]
    if question_id:
        return redirect(url_for("benefits.question", question_id=question_id))
    return redirect(url_for("benefits.reports"))


@blueprint.get("/connections/question/<question_id>")
@sign_in_required
def question(question_id: str) -> Page:
    """Ask whether some of my connections helped."""
    return _question(question_id, kept_form() or {})


@blueprint.post("/connections/question/<question_id>")
@sign_in_required
def answer(question_id: str) -> Page:
    """Keep my answers."""
    if errors := question_errors(request.form):
        return _question(question_id, request.form, errors), 422
    try:
        asker().tell(calls.answer_benefit(question_id, answers_in(request.form)), command_id())
    except Conflict:
        flash(_("This question can be answered no more. You can still say who helped you."))
        return redirect(url_for("benefits.reports"), 303)
    flash(_("Thank you. Nobody but you sees what you answered."), "success")
    return redirect(url_for("benefits.question", question_id=question_id), 303)


def _form(member_id: str, values: Any, errors: dict[str, str] | None = None) -> str:
    member = asker().ask(calls.get_member(member_id))
    return render("benefits/report.html", member=member, values=values, errors=errors or {}, **WORDS)


def _question(question_id: str, values: Any, errors: dict[str, str] | None = None) -> str:
    asked = asker().ask(calls.get_benefit_question(question_id))
    return render("benefits/question.html", asked=asked, values=values, errors=errors or {}, gave=GAVE)


def _refusal(conflict: Conflict) -> str:
    if conflict.code == "not_yourself":
        return _("This is your own entry. Choose the person who helped you")
    if conflict.code == "too_many_reports":
        return _("You have told us of this person very often. What you said last counts")
    return _("This did not work. Look again, and try once more")
