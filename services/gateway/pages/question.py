"""Lets an applicant answer the one question of the panel's chair: written at leisure, sent once (Clause 19)."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from bus.errors import Conflict, Internal, Invalid, NotFound, Problem, Unavailable
from services.gateway import calls
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required

blueprint = Blueprint("question", __name__)

LONGEST = 2000


@blueprint.get("/application/question")
@sign_in_required
def show() -> Page:
    """Show the question with the answer as far as it is written."""
    application = _asked()
    if not application:
        return redirect(url_for("apply.status"))
    kept = kept_form()
    return _page(application, kept["answer"] if kept else application["question"]["answer"])


@blueprint.post("/application/question")
@sign_in_required
def answer() -> Page:
    """Keep the answer, or send it."""
    is_sent = request.form.get("action") == "send"
    try:
        asker().tell(_command("send_answer" if is_sent else "save_answer"), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem)
    if is_sent:
        flash(_("Your answer is with the panel."), "success")
        return redirect(url_for("apply.status"), 303)
    flash(_("Your answer is saved. It is not sent yet."), "success")
    return redirect(url_for("question.show"), 303)


@blueprint.post("/application/question/autosave")
@sign_in_required
def autosave() -> Response | tuple[Response, int]:
    """Keep the answer while it is being typed."""
    try:
        saved = asker().tell(_command("save_answer"), command_id())
    except (Invalid, Conflict) as error:
        return jsonify(code=error.code), 422 if isinstance(error, Invalid) else 409
    return jsonify(application_id=saved["application_id"], version=saved["question"]["version"])


def _command(method: str) -> calls.Command:
    form = request.form
    told = {"send_answer": calls.send_answer, "save_answer": calls.save_answer}[method]
    return told(form.get("application_id", ""), form.get("version", 0, type=int), form.get("answer", ""))


def _asked() -> dict[str, Any]:
    """Return my application while it has a question that waits for an answer, or nothing."""
    try:
        application = asker().ask(calls.get_my_application())
    except NotFound:
        return {}
    question = application.get("question")
    return application if application["status"] == "submitted" and question and not question["answered_at"] else {}


def _again(problem: Problem) -> Page:
    """Show the form again with what was typed; beside it what another window saved meanwhile."""
    typed = request.form.get("answer", "")
    if isinstance(problem, Unavailable | Internal):
        return _page(_of_form(), typed, away=True), 503
    application = _asked()
    if not application:
        flash(_("Your answer could not be taken any more. This is how your application stands."))
        return redirect(url_for("apply.status"), 303)
    if isinstance(problem, Conflict):
        return _page(application, typed, theirs=application["question"]["answer"]), 409
    too_long = _("Shorten your answer to at most %(most)s characters", most=LONGEST)
    return _page(application, typed, errors={"answer": too_long if typed.strip() else _("Write your answer")}), 422


def _of_form() -> dict[str, Any]:
    """Return what the form knows of the question while the directory is away."""
    form = request.form
    asked = {"text": form.get("question", ""), "answer_by": None, "version": form.get("version")}
    return {"application_id": form.get("application_id", ""), "question": asked}


def _page(application: dict[str, Any], typed: str, **context: Any) -> str:
    return render(
        "question/answer.html",
        application_id=application["application_id"],
        question=application["question"],
        typed=typed,
        **context,
    )
