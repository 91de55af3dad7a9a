"""Holds the bank of examples beside each criterion: invented people of many backgrounds (Clauses 17, 18 and 25)."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Example:
    """What somebody might write, and who they are."""

    who: LazyString
    text: LazyString


COMMITMENT = (
    Example(
        _("Ward nurse"),
        _(
            "Two other hospitals asked how we got patients home before lunch. I now ring them once a month. They "
            "have taught me as much as I told them, above all about weekends."
        ),
    ),
    Example(
        _("Patient leader"),
        _(
            "I live with a long illness and know what it is to tell my story seven times. I run a call in which "
            "people like me and three clinics listen to each other. I want to do that with people further away."
        ),
    ),
    Example(
        _("Service manager"),
        _(
            "My targets made me look inwards. Since I began to visit the council's home care team on Fridays, we "
            "mend things together that neither of us could. I hope to find others who work across that line."
        ),
    ),
    Example(
        _("Researcher"),
        _(
            "I study falls, and for years nobody used what I found. Now I sit with care home staff before I ask a "
            "question, and we choose it together. I can bring a way to count, and I need people who try things."
        ),
    ),
    Example(
        _("Social worker"),
        _(
            "I am not from the health service, and that is why I come. Families do not care whose budget it is. I "
            "share our notes on what went wrong with four practices, and they share theirs."
        ),
    ),
)

EXPERIENCE = (
    Example(
        _("Ambulance clinician"),
        _(
            "I noticed that we took the same forty people to hospital again and again. I asked a district nurse to "
            "ride with us. In a year half of them could stay at home, and two other stations do it now."
        ),
    ),
    Example(
        _("Volunteer"),
        _(
            "The letters about test results frightened people. I rewrote one with other patients and took it to "
            "two clinics. It took four months of coffee and patience. Today five clinics send it."
        ),
    ),
    Example(
        _("Practice manager"),
        _(
            "Six practices could not agree on one way to book blood tests. I was nobody's boss. I drew what each of "
            "us did on one big sheet and let people see it. We dropped eleven steps out of nineteen."
        ),
    ),
    Example(
        _("Researcher"),
        _(
            "Three care homes helped me to test a quick check for thirst. My part was to make it short enough for a "
            "night shift. The homes changed it twice, rightly. The county now teaches it."
        ),
    ),
    Example(
        _("Council officer"),
        _(
            "Home carers and the hospital blamed each other for late discharges. I brought eight of them into a "
            "room every Tuesday. I kept the list of what we had promised. People wait two days less."
        ),
    ),
)

UNDERSTANDING = (
    Example(
        _("Midwife"),
        _(
            "We tried a new handover with one shift only and counted what was forgotten. The first week was worse, "
            "because we read aloud and nobody listened. We kept half of it. I learned to try things small."
        ),
    ),
    Example(
        _("Carer"),
        _(
            "My first survey said that everyone was happy. Then I visited eleven families and heard the opposite. "
            "People are kind on paper. Since then I ask for a story first and a number after."
        ),
    ),
    Example(
        _("Finance manager"),
        _(
            "I was sure that a new form would save time. A clerk showed me that it moved the work to her. I now "
            "ask who will do more if I do less, and I measure it there too."
        ),
    ),
    Example(
        _("Policy maker"),
        _(
            "We wrote one rule for the whole country, and it worked in three places. I went to see why. They had "
            "bent it to fit. I now write what has to come out, and leave the how to those who do it."
        ),
    ),
    Example(
        _("Physiotherapist"),
        _(
            "Our waiting list fell for two months, and I celebrated. It was summer. A line with every week on it "
            "would have told me. I keep one now, and I wait for eight points before I say anything."
        ),
    ),
)
