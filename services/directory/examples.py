"""Invented applications on which assessors practise before they judge real ones, with reference scores.

They are data, as `reference.py` is: nobody in them exists. They answer clauses 13 to 15 and differ on
purpose, in what the people are and in how strong each answer is, so that no background and no rank can be taken
for a good score. Standard library only.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """One invented application: who writes it, three answers, and for each a reference score with its reason."""

    slug: str
    title: str
    role: str
    organisation: str
    commitment: str
    experience: str
    understanding: str
    scores: dict[str, int]
    reasons: dict[str, str]


EXAMPLES: tuple[Example, ...] = (
    Example(
        "patient-leader",
        "A patient who leads a group",
        "Chair of a kidney patients’ group",
        "",
        "When I began dialysis nobody had asked people like me how the day was organised. I want that to be normal. Our"
        " group meets nurses of two units each month, we write up what we heard and send it to other groups, and I"
        " learned more from a carer in another city than from any leaflet. I bring that, and I look for people who"
        " have done it with stroke or cancer.",
        "We and both units changed how transport is booked. I brought the drivers in, who had never been in such a"
        " room. I kept the minutes, rang everyone who had stayed away and put the plan to the hospital. Three more"
        " units have taken it over since.",
        "We wanted nobody to wait more than half an hour. We asked people to note their waiting time on a card, for"
        " two weeks before and each month after. The first plan made it worse on Mondays, so we gave it up and asked"
        " the drivers. I would now begin with them.",
        {"commitment": 4, "experience": 4, "understanding": 3},
        {
            "commitment": "Shares and learns across groups as a habit, and says what they bring and seek.",
            "experience": "Shaped work across several units and kept drivers and staff with them, without any rank.",
            "understanding": "Explains aim, measure and what failed; does not yet weigh it against other ways.",
        },
    ),
    Example(
        "ward-nurse",
        "A nurse on a ward for older people",
        "Staff nurse",
        "Harbour View Hospital",
        "I care a lot about safe care and I would like to get to know others who feel the same. My matron says that I"
        " should apply. I think that by working together we can do much more than each of us alone.",
        "I led the work on falls on our ward for a year. I made a board that shows the days since the last fall,"
        " trained every shift, and checked the low beds each week. It was our own ward only; the ward next door looked"
        " at the board and wants to try it.",
        "Our aim was to halve the falls in six months. I wrote down each fall with its hour and place, saw that most"
        " were on the way to the toilet before breakfast, and moved one person’s shift to then. Falls went from nine"
        " to four a month. The board alone had changed nothing, which I had not expected.",
        {"commitment": 2, "experience": 2, "understanding": 3},
        {
            "commitment": "Wants to work with others, but in general words, and nothing shows it yet.",
            "experience": "A real part, but within their own team; next door is only interested so far.",
            "understanding": "Clear aim, figures that led to a change, and honesty about what did not work.",
        },
    ),
    Example(
        "manager",
        "A manager of outpatient services",
        "Deputy director of operations",
        "Three Rivers Hospitals",
        "Improvement is at the heart of my portfolio. I have sponsored many programmes and would value access to a"
        " national network, to its events and its materials.",
        "I was responsible for a programme across four hospitals that cut missed appointments by a fifth. I set it up,"
        " chaired its board, and brought the heads of booking teams and two patient groups together every fortnight."
        " When one hospital wanted to leave, I spent a week with its clerks, and they stayed.",
        "We followed our standard method in five phases, with a plan for each. All milestones were delivered on time"
        " and on budget, and the programme closed green.",
        {"commitment": 1, "experience": 4, "understanding": 2},
        {
            "commitment": "Speaks of what they would receive; others do not come into it.",
            "experience": "Led across four hospitals, with patients and clerks, and kept people with them.",
            "understanding": "Says what was done, but not why that way, nor what was learned.",
        },
    ),
    Example(
        "researcher",
        "A researcher at a university",
        "Lecturer in health services research",
        "University of the Marches",
        "I study how wards learn from each other, and my results help nobody in a journal alone. So I hold an open hour"
        " each month in which nurses and managers bring me a question, and I bring theirs to others who had it before."
        " I want to find people who would test what we find.",
        "I took part in the evaluation of a discharge scheme. The team was led by a professor, and I analysed the"
        " interviews and wrote two chapters of the report.",
        "We compared wards that began in different months, since all wanted it and no fair comparison was possible at"
        " the same time. The figures looked good; the interviews showed that staff had begun to call some discharges"
        " by another name. I told the board so. I have since asked for interviews first, then for figures, and two"
        " other teams work that way now.",
        {"commitment": 4, "experience": 1, "understanding": 4},
        {
            "commitment": "Gives and takes across boundaries every month, and says what they look for.",
            "experience": "Describes a study of an improvement, and not a part in improving.",
            "understanding": "Weighs ways against each other, follows the evidence, and works differently now.",
        },
    ),
    Example(
        "care-home-cook",
        "A cook in a care home",
        "Cook",
        "Larchfield House",
        "People ate little and we threw much away. I rang cooks in other homes, and four of us now meet in the pub and"
        " swap what works. I would love more of that, with people from hospitals too.",
        "With my own kitchen and the carers I changed when and how we serve supper. The other homes of our owner heard"
        " of it, and I showed two of their cooks how; one did it, one did not.",
        "I weighed what came back for a week, then served later and let people choose at the table. It went down by"
        " half. I am not sure which of the two it was, because I did both at once. Next time one after the other.",
        {"commitment": 3, "experience": 3, "understanding": 3},
        {
            "commitment": "Clear reasons, and a small circle beyond their own home.",
            "experience": "Began in their team and carried it to other homes themselves.",
            "understanding": "Aim, measure, and an honest doubt about the cause.",
        },
    ),
)
