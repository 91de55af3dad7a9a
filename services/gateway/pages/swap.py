"""The swap shop: look around, post, reply, agree, and say what came of it (Clauses 49 to 55)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, NotFound, Problem, Refused, Unavailable
from services.gateway import calls
from services.gateway.accounts import queries
from services.gateway.pages.choices import choices, require_known
from services.gateway.pages.swap_form import CONFLICTS, MENDING, explained, faults, read
from services.gateway.pages.swap_words import vocabulary, why
from services.gateway.surroundings import read as reading
from services.gateway.web import Page, asker, command_id, current_person, kept_form, render, sign_in_required

blueprint = Blueprint("swap", __name__)

SOUGHT = ("words", "side", "kind", "topic", "region")
OF_AD = "/<any(swap, wanted):shop>/<ad_id>"
SETTLED = ("accept", "decline", "withdraw")
Shown = dict[str, Any]


@blueprint.get("/swap")
@sign_in_required
def search() -> Page:
    """Look around the swap shop; what wants somebody near comes first for who is near."""
    try:
        return found("swap", "swap/search.html")
    except Refused:
        flash(_("The swap shop is for members. Everybody can post a wanted ad."))
        return redirect(url_for("wanted.search"))


@blueprint.get("/swap/mine")
@sign_in_required
def mine() -> Page:
    """Show what I posted and replied, and what fits."""
    ads, beside = asker().ask_beside(
        calls.list_my_ads(after=request.args.get("after")), replies=calls.list_my_replies(limit=50)
    )
    try:
        matches = asker().ask(calls.list_my_matches(limit=50))
    except Refused:
        matches = {"items": []}
    replies = beside["replies"] or {"items": []}
    return _render("swap/mine.html", page=ads, replies=replies["items"], matches=matches["items"])


@blueprint.get("/swap/new")
@sign_in_required
def new() -> Page:
    """Ask what somebody looks for or offers."""
    return _form("swap", kept_form() or {"side": request.args.get("side", ""), "reach": "region"})


@blueprint.post("/swap/new")
@sign_in_required
def post() -> Page:
    """Post a want or an offer."""
    return posted("swap", request.form.get("side", ""))


@blueprint.get(OF_AD)
def show(shop: str, ad_id: str) -> Page:
    """Show an ad, to whoever may read it; who is not signed in may be one of them."""
    try:
        return _ad(shop, ad_id, kept_form() or {})
    except NotFound:
        if current_person():
            raise
        return redirect(url_for("sign_in.show", next=request.path), 303)


@blueprint.post(OF_AD)
@sign_in_required
def reply(shop: str, ad_id: str) -> Page:
    """Reply to somebody's ad."""
    try:
        asker().tell(calls.reply_to_ad(ad_id, request.form.get("message", "")), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _ad(shop, ad_id, request.form, problem)
    flash(_("Your reply is sent. If they say yes, each of you gets the other's address."), "success")
    return _to(shop, ad_id)


@blueprint.post(f"{OF_AD}/replies/<reply_id>/<any(accept, decline, withdraw):how>")
@sign_in_required
def settle(shop: str, ad_id: str, reply_id: str, how: str) -> Page:
    """Say yes or no to a reply, or take one's own back."""
    said = {
        "accept": _("You have agreed. Their address is below, and they have yours."),
        "decline": _("They are told kindly that it was not what you needed this time."),
        "withdraw": _("Your reply is taken back."),
    }
    try:
        asker().tell(calls.settle_reply(how, reply_id), command_id())
        flash(said[how], "success")
    except Conflict as conflict:
        flash(_said(conflict))
    return _to(shop, ad_id)


@blueprint.get(f"{OF_AD}/change")
@sign_in_required
def show_change(shop: str, ad_id: str) -> Page:
    """Show the form with what the ad says now; what is over stays as it is."""
    ad = _own(ad_id)
    if ad["state"] not in ("waiting", "open"):
        flash(str(CONFLICTS["ad_is_over"]))
        return _to(shop, ad_id)
    return _form(shop, kept_form() or ad, ad)


@blueprint.post(f"{OF_AD}/change")
@sign_in_required
def change(shop: str, ad_id: str) -> Page:
    """Change an ad as it was seen."""
    ad, given = _own(ad_id), read(shop)
    if wrong := faults(given, shop):
        return _form(shop, request.form, ad, wrong), 422
    try:
        require_known(given)
        changed = asker().tell(calls.change_ad(ad_id, request.form.get("version", 0, type=int), given), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(shop, problem, ad)
    waits = changed["state"] == "waiting"
    flash(_("Our staff look at it before it appears.") if waits else _("Your changes are saved."), "success")
    return _to(shop, ad_id)


@blueprint.get(f"{OF_AD}/close")
@sign_in_required
def show_close(shop: str, ad_id: str) -> Page:
    """Ask what came of it."""
    return _render("swap/close.html", ad=_own(ad_id), shop=shop, values=kept_form() or {}, errors={})


@blueprint.post(f"{OF_AD}/close")
@sign_in_required
def close(shop: str, ad_id: str) -> Page:
    """End an ad with what came of it."""
    try:
        said = request.form.get("outcome", ""), request.form.get("words", "")
        asker().tell(calls.close_ad(ad_id, *said), command_id())
    except Invalid as error:
        page = _render("swap/close.html", ad=_own(ad_id), shop=shop, values=request.form, errors=explained(error))
        return page, 422
    except Conflict as conflict:
        flash(_said(conflict))
    else:
        flash(_("It is taken back.") if request.form.get("unseen") else _("Thank you. It is closed."), "success")
    return redirect(url_for("swap.mine"), 303)


@blueprint.post(f"{OF_AD}/renew")
@sign_in_required
def renew(shop: str, ad_id: str) -> Page:
    """Show an ad for sixty days from now."""
    try:
        ad = asker().tell(calls.renew_ad(ad_id), command_id())
        open_now = _("It is open for sixty days from now.")
        flash(_("Our staff look at it before it appears.") if ad["state"] == "waiting" else open_now, "success")
    except Conflict as conflict:
        flash(_said(conflict))
    return _to(shop, ad_id)


@blueprint.get(f"{OF_AD}/report")
@sign_in_required
def show_report(shop: str, ad_id: str) -> Page:
    """Ask what is wrong with an ad."""
    ad = asker().ask(calls.get_ad(ad_id))
    return _render("swap/report.html", ad=ad, shop=shop, values=kept_form() or {}, errors={})


@blueprint.post(f"{OF_AD}/report")
@sign_in_required
def report(shop: str, ad_id: str) -> Page:
    """Tell staff what is wrong with an ad."""
    try:
        told = request.form.get("reason", ""), request.form.get("words", "")
        asker().tell(calls.report_ad(ad_id, *told), command_id())
    except Invalid as error:
        ad = asker().ask(calls.get_ad(ad_id))
        page = _render("swap/report.html", ad=ad, shop=shop, values=request.form, errors=explained(error))
        return page, 422
    flash(_("Thank you. Our staff look at it. Whoever posted it is not told who you are."), "success")
    return _to(shop, ad_id)


def found(shop: str, template: str) -> str:
    """Show what a search finds in a shop; the address holds the whole question."""
    sought: Shown = {name: value for name in SOUGHT if (value := request.args.get(name, "").strip())}
    page = asker().ask(calls.list_ads(shop, after=request.args.get("after"), **sought))
    return _render(template, page=page, sought=sought, shop=shop)


def posted(shop: str, side: str) -> Page:
    """Post an ad from the form in view, or show it again with what is in the way."""
    given = read(shop)
    wrong = faults(given, shop) | ({} if side else {"side": str(MENDING["side"])})
    if wrong:
        return _form(shop, request.form, errors=wrong), 422
    try:
        require_known(given)
        ad = asker().tell(calls.post_ad(given | {"side": side}), command_id())
    except (Invalid, Conflict, Unavailable, Internal) as problem:
        return _again(shop, problem, {})
    waits = ad["state"] == "waiting"
    flash(
        _("Thank you. Our staff look at a first ad before it appears; we write to you when it does.")
        if waits
        else _("It is open for sixty days. We write to you when something fits or somebody replies."),
        "success",
    )
    return _to(shop, ad["ad_id"])


def form_of(shop: str, values: Mapping[str, Any]) -> str:
    """Show the empty form of an ad."""
    return _form(shop, values)


def _ad(shop: str, ad_id: str, values: Mapping[str, Any], problem: Problem | None = None) -> Page:
    ad = asker().ask(calls.get_ad(ad_id))
    right = "wanted" if ad["side"] == "wanted" else "swap"
    if right != shop:
        return redirect(url_for("swap.show", shop=right, ad_id=ad_id))
    status, errors, said = _problem(problem, shop)
    page = _render(
        "swap/ad.html", ad=ad, shop=shop, values=values, errors=errors, problem=said, addresses=_addresses(ad)
    )
    return (page, status) if status else page


def _problem(problem: Problem | None, shop: str) -> tuple[int, dict[str, str], str]:
    """Return the status, what to mend, and what is in the way."""
    if isinstance(problem, Invalid):
        return 422, explained(problem, shop), ""
    if isinstance(problem, Conflict):
        return 409, {}, _said(problem)
    return (503, {}, str(_("This could not be saved just now. Try again."))) if problem else (0, {}, "")


def _addresses(ad: Shown) -> dict[str, str]:
    """Look up the addresses of those who agreed with the asker on this ad; they stay in our accounts."""
    others = [each["other_id"] for each in (*ad["received"], *filter(None, [ad["my_reply"]])) if each["other_id"]]
    known = {person_id: queries.find_address(reading(), person_id) for person_id in others}
    return {person_id: address for person_id, address in known.items() if address}


def _own(ad_id: str) -> Shown:
    ad = asker().ask(calls.get_ad(ad_id))
    if not ad["mine"]:
        raise NotFound("no_ad")
    return ad


def _form(shop: str, values: Mapping[str, Any], ad: Shown | None = None, errors: Any = None, problem: str = "") -> str:
    topics = values.getlist("topics") if hasattr(values, "getlist") else values.get("topics") or []
    return _render(
        "swap/form.html", shop=shop, values=values, topics=topics, ad=ad or {}, errors=errors or {}, problem=problem
    )


def _again(shop: str, problem: Problem, ad: Shown) -> Page:
    status, errors, said = _problem(problem, shop)
    if isinstance(problem, Conflict) and ad:
        ad = _own(ad["ad_id"])
    return _form(shop, request.form, ad, errors, said), status


def _said(conflict: Conflict) -> str:
    return str(CONFLICTS.get(conflict.code) or _("This did not work. Look again, and try once more."))


def _to(shop: str, ad_id: str) -> Any:
    return redirect(url_for("swap.show", shop=shop, ad_id=ad_id), 303)


def _render(template: str, **context: Any) -> str:
    here = choices()
    words = vocabulary() | {"why": lambda reasons: why(reasons, here)}
    return render(template, choices=here, signed_in=bool(current_person()), **words, **context)
