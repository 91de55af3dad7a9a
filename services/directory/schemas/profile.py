"""What a person says of themselves."""

from __future__ import annotations

from bus.doors import Request
from bus.schema import Text
from services.directory import reference
from services.directory.schemas.kinds import VISIBILITIES, Line, clearable, topics


class ProfileFields(Request):
    """Describe a person; what is absent stays as it is."""

    name = Line(max=120, allow_none=True)
    role = Line(max=120, allow_none=True)
    organisation = Line(max=160, allow_none=True)
    region = clearable(reference.slugs(reference.REGIONS))
    background = clearable(reference.slugs(reference.BACKGROUNDS))
    topics = topics(allow_none=True)
    biography = Text(max=2000, allow_none=True)
    visibility = clearable(VISIBILITIES)
