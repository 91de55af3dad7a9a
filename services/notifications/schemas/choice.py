"""What staff call what people choose, as the directory tells it."""

from marshmallow import fields

from bus.events import Copy


class ChoiceRenamed(Copy):
    """The whole state of an entry of a list: what it is called now, and `into` what it was merged, if it was."""

    type, source, subject, private = "choice.renamed", "directory", "choice_id", False

    choice_id = fields.String(required=True)
    name = fields.String(required=True)
    list = fields.String(required=True)
    into = fields.String(load_default=None, allow_none=True)


class ChoiceAdded(ChoiceRenamed):
    """Something new is in a list."""

    type = "choice.added"


class ChoiceMerged(ChoiceRenamed):
    """An entry became another one."""

    type = "choice.merged"
