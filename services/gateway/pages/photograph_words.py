"""Says why a photograph was not taken, and what to do instead."""

from flask_babel import lazy_gettext as _

from bus.errors import Problem

WORDS = {
    "photograph_missing": _("Choose a photograph"),
    "photograph_of_no_kind": _("Choose a photograph that is a JPEG, PNG or WebP file"),
    "photograph_heic": _(
        "This photograph is a HEIC file, which most browsers cannot show. Choose a JPEG: on an iPhone or iPad, open "
        "the photograph, choose “Share”, then “Options”, then “Most Compatible”; or take a screenshot of it"
    ),
    "photograph_too_many_pixels": _(
        "This photograph has more pixels than we can read. Choose a smaller one, or take a screenshot of it"
    ),
    "photograph_too_small": _("Choose a photograph of at least 120 by 120 pixels"),
    "photograph_moves": _("Choose a photograph that does not move"),
    "photograph_unreadable": _("We could not read this file. It may be damaged: choose another one, or a copy of it"),
}
"""By the code of each refusal."""


def explained(problem: Problem) -> dict[str, str]:
    """Return what to mend, at the field for the file."""
    return {"photograph": str(WORDS.get(problem.code, WORDS["photograph_unreadable"]))}
