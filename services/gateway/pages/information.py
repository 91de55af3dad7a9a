"""What every site owes its visitors: what it asks of them, privacy, cookies, accessibility, contact."""

from flask import Blueprint

from services.gateway.web import render, surroundings

blueprint = Blueprint("information", __name__)


@blueprint.get("/commitments")
def commitments() -> str:
    """Say the few things that every member is asked for, and what is not asked (Clauses 10 and 11)."""
    return render("information/commitments.html")


@blueprint.get("/privacy")
def privacy() -> str:
    """Say what is kept about people, why, and for how long."""
    return render("information/privacy.html")


@blueprint.get("/cookies")
def cookies() -> str:
    """Say which cookies there are: only those without which signing in would not work."""
    return render("information/cookies.html")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say how accessible the site is and whom to tell when it is not."""
    return render("information/accessibility.html")


@blueprint.get("/developers")
def developers() -> str:
    """Say how programs ask."""
    return render("information/developers.html", url=surroundings().settings.url)


@blueprint.get("/contact")
def contact() -> str:
    """Say where to write."""
    return render("information/contact.html", contact=surroundings().settings.contact)
