"""Holds the words for the three criteria, which applicants answer and assessors score (Clauses 13-18).

The words stay clear of the vocabulary of methods, so that nobody is kept out by not knowing it, and they ask
the same of everybody, whatever their relationship to the health service.
"""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from services.gateway.pages import examples
from services.gateway.pages.examples import Example

MOST_WORDS = 500


@dataclass(frozen=True)
class Criterion:
    """One thing that is asked: `scale` has the sentence of each point, 1 first."""

    slug: str
    name: LazyString
    summary: LazyString
    question: LazyString
    hints: tuple[LazyString, ...]
    examples: tuple[Example, ...]
    scale: tuple[LazyString, LazyString, LazyString, LazyString]


COMMITMENT = Criterion(
    slug="commitment",
    name=_("Commitment"),
    summary=_("You want to make care better together with others, and you already act on it."),
    question=_("Why do you want to improve care together with others?"),
    hints=(
        _("What you hope will change, and why it matters to you."),
        _("What you would bring to other members, and what you hope to find here."),
        _("A time when you learned from, or shared with, people whose work or life is unlike yours."),
    ),
    examples=examples.COMMITMENT,
    scale=(
        _("Speaks only of what they would receive, or does not mention other people."),
        _("Wants to work with others, but the reasons stay general and nothing shows it yet."),
        _("Gives clear reasons, and an example of sharing or learning beyond their own circle."),
        _("Shares and learns across boundaries as a habit; knows what they would bring and seek here."),
    ),
)

EXPERIENCE = Criterion(
    slug="experience",
    name=_("Experience"),
    summary=_("You have helped to change something for the better, further than your own team or group."),
    question=_("When did you help to change something beyond your own team or group?"),
    hints=(
        _("What you did yourself. You need not have been in charge."),
        _("Who else took part, and how you won people over."),
        _("What is different now. Work outside the NHS counts just as much, paid or not."),
    ),
    examples=examples.EXPERIENCE,
    scale=(
        _("Does not describe work to improve something, or not their own part in it."),
        _("Played a real part, but within their own team or closely led by others."),
        _("Led or shaped work that reached beyond their own team, and says what they did."),
        _("Led or shaped work across several organisations or groups, and kept people with them."),
    ),
)

UNDERSTANDING = Criterion(
    slug="understanding",
    name=_("Understanding"),
    summary=_("You can say how you went about it, and what it taught you."),
    question=_("How did you go about it, and what did it teach you?"),
    hints=(
        _("What you set out to achieve, and why you chose that way."),
        _("How you could tell whether things were getting better."),
        _("What went wrong, and what you would do differently. You do not need the names of any methods."),
    ),
    examples=examples.UNDERSTANDING,
    scale=(
        _("Lists events; an aim or a plan cannot be made out."),
        _("Names an aim and what was done, but not why it was done that way or what was learned."),
        _("Explains aim, approach and result, and is honest about what was learned."),
        _("Weighs their approach against others', uses what the evidence showed, and works differently now."),
    ),
)

CRITERIA = (COMMITMENT, EXPERIENCE, UNDERSTANDING)
