"""Holds the words for what a panel arranges, by the codes of the directory (Clause 19)."""

from flask_babel import lazy_gettext as _l

STAGES = {
    "waiting_for_assessors": _l("Too few assessors are free"),
    "waiting_for_scores": _l("Waiting for scores"),
    "waiting_for_third": _l("Waiting for a third score"),
    "held": _l("Decided, and not yet told"),
    "ready": _l("Ready for the chair to decide"),
}
STEPPING_BACK = {
    "same_organisation": _l("We work, or worked, in the same organisation"),
    "works_together": _l("We work together, or one of us depends on the other"),
    "family_or_friend": _l("We are family, or friends"),
    "other": _l("Something else that would keep me from judging freely"),
    "abstains": _l("I cannot do it, or would rather not say why"),
}
MOVING = {
    "works_there": _l("The applicant’s work is there"),
    "lives_there": _l("The applicant lives there"),
    "nobody_free": _l("Too few of us are free to judge this application"),
}
ENDED = {
    "silent": _l("asked somebody else instead"),
    "moved": _l("moved to another panel"),
    "off_the_panel": _l("left the panel"),
    "withdrawn": _l("the application was withdrawn"),
    "decided": _l("decided before"),
    "erased": _l("the applicant was erased"),
    "abstains": _l("stepped back"),
    "conflict_found": _l("may not judge this application"),
}
CONFLICTS = {
    "not_under_assessment": _l("The applicant has withdrawn it, or the chair has decided in the meantime."),
    "not_assigned": _l("This assessor is not asked for scores any more. Look again at who is."),
    "nobody_free": _l("Nobody else on the panel is free for this application, so it stays as it is."),
    "not_free": _l("This assessor cannot be asked: they were asked before, or have a conflict. Choose another."),
    "not_on_panel": _l("Only somebody who sits on this panel can stand in for its chair."),
    "same_region": _l("This application is with the panel of that region already."),
    "version_conflict": _l("This has changed since you opened the page. Look at it again."),
    "already_final": _l("You have scored this example already."),
}
RECORDED = {
    "application.short_handed": _l("Too few assessors were free"),
    "application.third_needed": _l("The scores lie apart: a third was needed"),
    "application.moved": _l("Moved to another region’s panel"),
    "assignment.made": _l("An assessor was asked"),
    "assignment.ended": _l("An assessor was taken off"),
    "conflict.declared": _l("Somebody stepped back"),
}
