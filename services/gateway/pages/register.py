"""Lets staff keep the register of organisations: add, change, merge, remove, and tell names apart (Clauses 5 and 6)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Problem, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.web import Page, asker, command_id, kept_form, messages, render, sign_in_required

blueprint = Blueprint("register", __name__)

OFFERED = 20
MENDING = {
    "name": _l("Enter the name of the organisation"),
    "other_names": _l("Give at most 40 other names of up to 160 letters, one a line"),
    "kind": _l("Choose what kind of organisation it is"),
    "region": _l("Choose a region, or none"),
    "partnership": _l("Choose a local partnership, or none"),
    "website": _l("Enter an address that begins with https://, or nothing"),
    "chosen": _l("Choose an organisation"),
}
CONFLICTS = {
    "name_taken": _l("One of these names belongs to another organisation of the register."),
    "too_many_names": _l("It would have more than 40 other names."),
    "same_organisation": _l("That is the same organisation."),
    "is_merged": _l("It was merged in the meantime."),
    "organisation_in_use": _l("Members name this organisation, so it stays. You can merge it with another one."),
    "version_conflict": _l("Somebody changed this since you opened the page. Look again, and save once more."),
}

Fields = dict[str, Any]


@blueprint.get("/staff/organisations")
@sign_in_required
def unknown() -> str:
    """List what members call organisations that the register does not know."""
    return render("organisations/unknown.html", page=asker().ask(calls.list_unknown_organisations()))


@blueprint.get("/staff/organisations/new")
@sign_in_required
def new() -> str:
    """Ask what there is to say of a new organisation; the list refuses who is not staff."""
    asker().ask(calls.list_unknown_organisations())
    return _form(kept_form() or {"name": request.args.get("name", "")})


@blueprint.post("/staff/organisations/new")
@sign_in_required
def add() -> Page:
    """Add an organisation."""
    try:
        added = asker().tell(calls.add_organisation(_given()), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem, {})
    flash(_("Added. Members who write one of its names belong to it within two minutes."), "success")
    return redirect(url_for("organisations.show", organisation_id=added["organisation_id"]), 303)


@blueprint.get("/staff/organisations/<organisation_id>/change")
@sign_in_required
def show_change(organisation_id: str) -> str:
    """Show the form with what the register says now; the list refuses who is not staff."""
    asker().ask(calls.list_unknown_organisations())
    organisation = asker().ask(calls.get_organisation(organisation_id))
    return _form(kept_form() or _typed(organisation), organisation=organisation)


@blueprint.post("/staff/organisations/<organisation_id>/change")
@sign_in_required
def change(organisation_id: str) -> Page:
    """Change an organisation as it was seen."""
    try:
        asker().tell(calls.change_organisation(organisation_id, _version(), _given()), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(problem, asker().ask(calls.get_organisation(organisation_id)))
    flash(_("Saved. Its members follow within two minutes."), "success")
    return redirect(url_for("organisations.show", organisation_id=organisation_id), 303)


@blueprint.post("/staff/organisations/<organisation_id>/remove")
@sign_in_required
def remove(organisation_id: str) -> Page:
    """Take an organisation that nobody names out of the register."""
    try:
        asker().tell(calls.remove_organisation(organisation_id, _version()), command_id())
    except Conflict as conflict:
        flash(_said(conflict))
        return redirect(url_for("register.show_change", organisation_id=organisation_id), 303)
    flash(_("The organisation is no longer in the register."), "success")
    return redirect(url_for("organisations.search"), 303)


@blueprint.get("/staff/organisations/known-as")
@sign_in_required
def show_known_as() -> str:
    """Offer organisations that a name may be another name of."""
    asker().ask(calls.list_unknown_organisations())
    return _choose("known_as", name=request.args.get("name", ""))


@blueprint.post("/staff/organisations/known-as")
@sign_in_required
def known_as() -> Page:
    """Make a name another name of the chosen organisation."""
    name, chosen = request.form.get("name", ""), request.form.get("chosen", "")
    if not chosen:
        return _choose("known_as", name=name, errors={"chosen": str(MENDING["chosen"])}), 422
    organisation = asker().ask(calls.get_organisation(chosen))
    fields = {"other_names": [*organisation["other_names"], name]}
    command = calls.change_organisation(organisation["organisation_id"], organisation["version"], fields)
    return _carry_out(command, _("“%(name)s” leads to this organisation now.", name=name), "known_as", name=name)


@blueprint.get("/staff/organisations/<organisation_id>/merge")
@sign_in_required
def show_merge(organisation_id: str) -> str:
    """Offer organisations that this one may be part of."""
    asker().ask(calls.list_unknown_organisations())
    return _choose("merge", organisation=asker().ask(calls.get_organisation(organisation_id)))


@blueprint.post("/staff/organisations/<organisation_id>/merge")
@sign_in_required
def merge(organisation_id: str) -> Page:
    """Make an organisation part of the chosen one."""
    organisation = asker().ask(calls.get_organisation(organisation_id))
    chosen = request.form.get("chosen", "")
    if not chosen:
        return _choose("merge", organisation=organisation, errors={"chosen": str(MENDING["chosen"])}), 422
    command = calls.merge_organisations(organisation_id, _version(), chosen)
    return _carry_out(command, _("The two are one now."), "merge", organisation=organisation)


def _carry_out(command: calls.Command, done: str, how: str, **about: Any) -> Page:
    """Do what was chosen; whatever is in the way, show the choice again."""
    try:
        answer = asker().tell(command, command_id())
    except (Conflict, Invalid) as problem:
        text = _said(problem) if isinstance(problem, Conflict) else str(MENDING["other_names"])
        return _choose(how, errors={"chosen": text}, **about), 409 if isinstance(problem, Conflict) else 422
    flash(done, "success")
    return redirect(url_for("organisations.show", organisation_id=answer["organisation_id"]), 303)


def _choose(how: str, **about: Any) -> str:
    """Show organisations that the words find, to choose one from."""
    source = request.form if request.method == "POST" else request.args
    named: Mapping[str, str] = about.get("organisation") or {}
    words = source.get("words") or about.get("name") or named.get("name", "")
    found = asker().ask(calls.search_organisations(limit=OFFERED, words=words[:200]))["items"]
    offered = [each for each in found if each["organisation_id"] != named.get("organisation_id")]
    context = {"errors": {}, "name": "", "organisation": {}} | about
    return render("organisations/choose.html", how=how, words=words, offered=offered, choices=choices(), **context)


def _given() -> Fields:
    form = request.form
    given: Fields = {name: form.get(name, "").strip() for name in ("name", "website")}
    given |= {name: form.get(name, "").strip() or None for name in ("kind", "region", "partnership")}
    lines = (line.strip() for line in form.get("other_names", "").splitlines())
    return given | {"other_names": [line for line in lines if line]}


def _typed(organisation: Mapping[str, Any]) -> Fields:
    return {**organisation, "other_names": "\n".join(organisation["other_names"])}


def _version() -> int:
    return request.form.get("version", 0, type=int)


def _form(values: Mapping[str, Any], **context: Any) -> str:
    context = {"errors": {}, "organisation": {}} | context
    return render("organisations/form.html", values=values, choices=choices(), **context)


def _again(problem: Problem, organisation: Mapping[str, Any]) -> Page:
    """Show the form again with what was typed and what is in the way."""
    if isinstance(problem, Invalid):
        errors = {name: str(MENDING.get(name, text)) for name, text in messages(problem).items()}
        return _form(request.form, organisation=organisation, errors=errors), 422
    if isinstance(problem, Conflict):
        taken = problem.data if problem.code == "name_taken" else None
        return _form(request.form, organisation=organisation, problem=_said(problem), taken=taken), 409
    away = _("This could not be saved just now. Try again.")
    return _form(request.form, organisation=organisation, problem=away), 503


def _said(conflict: Conflict) -> str:
    if conflict.code not in CONFLICTS:
        abort(409)
    return str(CONFLICTS[conflict.code])
