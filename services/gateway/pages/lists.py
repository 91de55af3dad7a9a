"""Lets staff keep the lists that people choose from: rename, add, retire, merge (Clauses 6, 22 and 25)."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from bus.errors import Conflict, Internal, Invalid, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import asked_anew
from services.gateway.web import Page, asker, command_id, kept_form, render, sign_in_required, staff_only

blueprint = Blueprint("lists", __name__, url_prefix="/staff/lists")

KINDS = {
    "regions": _l("Regions"),
    "partnerships": _l("Local partnerships"),
    "backgrounds": _l("Backgrounds"),
    "topics": _l("Topics"),
}
FILTER = {"regions": "region", "partnerships": "partnership", "backgrounds": "background", "topics": "topic"}
"""By which filter of the search the members of each list are counted."""
GROWING = ("partnerships", "backgrounds", "topics")
STATES = {"used": _l("Used"), "retired": _l("Not offered any more"), "merged": _l("Merged")}
DONE = {
    "choice.added": _l("Added"),
    "choice.renamed": _l("Renamed"),
    "choice.retired": _l("Not offered any more"),
    "choice.restored": _l("Offered again"),
    "choice.merged": _l("Merged"),
}
CONFLICTS = {
    "name_taken": _l("Another entry of this list has that name"),
    "name_unusable": _l("Use some letters from A to Z, of which an address can be made"),
    "list_full": _l("This list is as long as it can be. Merge some of it first"),
    "choice_merged": _l("It was merged already and cannot change any more"),
    "choice_not_used": _l("It is not offered any more. Offer it again first"),
    "choice_not_retired": _l("It is offered already"),
    "merged_into_itself": _l("Choose another entry than this one"),
    "region_has_wave": _l(
        "A wave for this region is open or planned. Close it, call it off, or leave this region out of it first"
    ),
    "region_has_applications": _l(
        "The panel of this region has applications before it. They must be decided, or moved to another panel, first"
    ),
    "version_conflict": _l("Somebody changed this since you opened the page. Look again, and try once more"),
}
FAULTS = {
    "name": _l("Give it a name of 2 to 120 characters"),
    "regions": _l("Choose at least one region in which it lies"),
    "into": _l("Choose into which other entry it goes"),
}
ANY = "<any(regions, partnerships, backgrounds, topics):kind>"

Errors = dict[str, str]


@blueprint.get("")
@sign_in_required
def overview() -> str:
    """Show which lists there are."""
    staff_only()
    return render("lists/overview.html", kinds=KINDS, choices=asked_anew())


@blueprint.get(f"/{ANY}")
@sign_in_required
def show(kind: str) -> str:
    """Show a list with how many members have what, and the form to add to it."""
    staff_only()
    return _list(kind, kept_form() or {}, {})


@blueprint.post(f"/{ANY}")
@sign_in_required
def add(kind: str) -> Page:
    """Add to a list."""
    regions = request.form.getlist("regions") if kind == "partnerships" else None
    try:
        added = asker().tell(calls.add_choice(kind, request.form.get("name", ""), regions), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _list(kind, request.form, _errors(problem)), _status(problem)
    flash(_("“%(name)s” is in the list.", name=added["name"]), "success")
    return redirect(url_for("lists.show", kind=kind), 303)


@blueprint.get(f"/{ANY}/<slug>")
@sign_in_required
def entry(kind: str, slug: str) -> str:
    """Show an entry: its name to change, what else can be done with it, and what was done."""
    return _entry(kind, slug, {})


@blueprint.post(f"/{ANY}/<slug>")
@sign_in_required
def rename(kind: str, slug: str) -> Page:
    """Call an entry something else."""
    name = request.form.get("name", "")
    try:
        asker().tell(calls.change_choice("rename_choice", kind, slug, _version(), name=name), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _entry(kind, slug, _errors(problem), typed=name), _status(problem)
    flash(_("It is called “%(name)s” from now on.", name=name.strip()), "success")
    return redirect(url_for("lists.entry", kind=kind, slug=slug), 303)


@blueprint.get(f"/{ANY}/<slug>/<any(retire, restore):how>")
@sign_in_required
def ask(kind: str, slug: str, how: str) -> str:
    """Ask whether it is meant."""
    found = asker().ask(calls.get_choice(kind, slug))
    return render("lists/confirm.html", entry=found, kind=kind, how=how, count=_count(kind, slug))


@blueprint.post(f"/{ANY}/<slug>/<any(retire, restore):how>")
@sign_in_required
def do(kind: str, slug: str, how: str) -> Page:
    """Offer an entry no more, or again."""
    try:
        asker().tell(calls.change_choice(f"{how}_choice", kind, slug, _version()), command_id())
    except Conflict as conflict:
        return _entry(kind, slug, {"": _said(conflict)}), 409
    flash(_("It is not offered any more.") if how == "retire" else _("It is offered again."), "success")
    return redirect(url_for("lists.entry", kind=kind, slug=slug), 303)


@blueprint.get(f"/{ANY}/<slug>/merge")
@sign_in_required
def ask_merge(kind: str, slug: str) -> str:
    """Ask into which other entry it goes, and then, with what that means for how many, whether it is meant."""
    return _merge(kind, slug, request.args.get("into", ""), {})


@blueprint.post(f"/{ANY}/<slug>/merge")
@sign_in_required
def merge(kind: str, slug: str) -> Page:
    """Let an entry become another one."""
    into = request.form.get("into", "")
    try:
        asker().tell(calls.change_choice("merge_choice", kind, slug, _version(), into=into), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _merge(kind, slug, into, {"into": _said(problem)}), _status(problem)
    flash(_("It is merged. Entries and applications follow within some minutes."), "success")
    return redirect(url_for("lists.entry", kind=kind, slug=slug), 303)


def _list(kind: str, values: Any, errors: Errors) -> str:
    chosen = values.getlist("regions") if hasattr(values, "getlist") else []
    return render(
        "lists/list.html",
        kind=kind,
        kinds=KINDS,
        states=STATES,
        counts=_counts(kind),
        may_grow=kind in GROWING,
        values=values,
        chosen=chosen,
        errors=errors,
        choices=asked_anew(),
    )


def _entry(kind: str, slug: str, errors: Errors, typed: str | None = None) -> str:
    found = asker().ask(calls.get_choice(kind, slug))
    return render(
        "lists/entry.html",
        kind=kind,
        kinds=KINDS,
        states=STATES,
        done=DONE,
        entry=found,
        name=found["name"] if typed is None else typed,
        count=_count(kind, slug),
        errors=errors,
        choices=asked_anew(),
    )


def _merge(kind: str, slug: str, into: str, errors: Errors) -> str:
    found, names = asker().ask(calls.get_choice(kind, slug)), asked_anew()
    others = [each for each in names.named(kind) if each["slug"] != slug]
    other = next((each for each in others if each["slug"] == into), None)
    if "into" in request.args and other is None:
        errors = errors or {"into": str(FAULTS["into"])}
    counts = _counts(kind)
    return render(
        "lists/merge.html",
        kind=kind,
        kinds=KINDS,
        entry=found,
        others=others,
        other=other,
        counts=counts,
        errors=errors,
    )


def _counts(kind: str) -> dict[str, int] | None:
    """Count the members of each entry whom the asker may see; None while the search cannot be asked."""
    found = asker().ask_together(page=calls.search_members(limit=1))["page"]
    return {each["value"]: each["count"] for each in found["facets"][FILTER[kind]]} if found else None


def _count(kind: str, slug: str) -> int | None:
    counts = _counts(kind)
    return None if counts is None else counts.get(slug, 0)


def _errors(problem: Exception) -> Errors:
    if isinstance(problem, Invalid):
        names = [error["pointer"].strip("/").split("/")[0] for error in problem.errors]
        return {name: str(FAULTS.get(name, FAULTS["name"])) for name in names}
    return {"name": _said(problem)}


def _said(problem: Exception) -> str:
    if isinstance(problem, Conflict):
        return str(CONFLICTS.get(problem.code) or _("This did not work. Look again, and try once more"))
    if isinstance(problem, Invalid):
        return str(FAULTS["into"])
    return str(_("This could not be saved just now. Try again"))


def _status(problem: Exception) -> int:
    return 422 if isinstance(problem, Invalid) else 409 if isinstance(problem, Conflict) else 503


def _version() -> int:
    return request.form.get("version", 0, type=int)
