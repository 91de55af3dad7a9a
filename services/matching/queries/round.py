"""How rounds went, for staff: figures, what was said in words without who said it, and whether a draw repeats."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.matching import coffee_views, drawing, policies, store
from services.matching.coffee_views import View
from services.matching.errors import NoRound
from services.matching.model.round import Round, london_day, next_round_on

MOST_WORDS = 100


def list_rounds(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List rounds with their figures, the latest first, and how many take part in the round that can be joined, or now.

    Raises `NotAllowed`.
    """
    _require(read, actor)
    size = pages.take(limit)
    place = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    found = store.list_rounds(read, place, size + 1)
    latest = store.find_latest_round(read)
    coming = next_round_on(read.now, read.settings.coffee_day, latest)
    drawn_from = latest.drawn_from if latest and latest.can_be_joined(read.now) else london_day(read.now)
    token = pages.encode(read.settings.page_key, [found[size - 1].round_id]) if found[size:] else None
    return {
        "items": [_figures(read, one) for one in found[:size]],
        "next": token,
        "enrolled": store.count_enrolled(read, drawn_from),
        "next_opens_on": coming.isoformat() if coming else None,
        "is_gathering": bool(latest and latest.is_gathering),
    }


def get_round(read: Read, actor: Actor, round_id: str) -> View:
    """Return how a round went: figures, and words without who wrote them. Raises `NotAllowed`, `NoRound`."""
    _require(read, actor)
    words = store.list_words(read, round_id, MOST_WORDS)
    said = [{"words": each.words, "beneficial": each.beneficial} for each in words]
    return _figures(read, store.get_round(read, round_id)) | {"said": said}


def replay_round(read: Read, actor: Actor, round_id: str) -> View:
    """Draw a round anew from what it was drawn from, and say whether the same pairs come out.

    `same` is null where that cannot be told: somebody was erased since, or another way of drawing is used today.
    Raises `NotAllowed`, `NoRound` also for one that is not drawn, `Unavailable` when it takes too long.
    """
    _require(read, actor)
    one, frozen = store.get_round(read, round_id), store.find_inputs(read, round_id)
    if frozen is None or frozen.groups is None:
        raise NoRound()
    kept = {"round_id": round_id, "seed": one.seed, "drawing": one.drawing, "erased": frozen.erased}
    kept |= {"people": len(frozen.people), "groups": len(frozen.groups), "drawing_now": drawing.VERSION}
    if frozen.erased or one.drawing != drawing.VERSION:
        return kept | {"same": None}
    return kept | {"same": frozen.gives(drawing.draw_round(frozen.inputs(), one.seed))}


def _figures(read: Read, one: Round) -> View:
    figures = store.count_pairs(read, one.round_id) | {"waiting": store.count_waiting(read, one.round_id)}
    return coffee_views.round_for_staff(one) | {"figures": figures | store.count_surveys(read, one.round_id)}


def _require(read: Read, actor: Actor) -> None:
    policies.require(policies.may_run_rounds(actor, store.roles_of(read, actor)))
