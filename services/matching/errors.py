"""What matching answers when it cannot do as asked; the codes are part of its language."""

from __future__ import annotations

from bus.errors import Conflict, Invalid, NotFound, Refused


class NotAMember(NotFound):
    """The caller is no member, or matching has not heard of it yet."""

    code = "not_a_member"


class NotAllowed(Refused):
    """The caller's roles do not reach this far."""

    code = "not_allowed"


class NoEnrolment(NotFound):
    """The caller never asked to take part in coffee trials."""

    code = "no_enrolment"


class NoRound(NotFound):
    """There is no such round, or not for the caller's eyes."""

    code = "no_round"


class PairIsOver(NotFound):
    """The caller was of this pair once and left it, or was taken out of it."""

    code = "pair_is_over"


class NoPair(NotFound):
    """There is no such pair, or the caller is not of it."""

    code = "no_pair"


class MembersOnly(Refused):
    """The swap shop is for members, and so is replying to wanted ads."""

    code = "members_only"


class NoAd(NotFound):
    """There is no such ad, or not for the caller's eyes."""

    code = "no_ad"


class NoReply(NotFound):
    """There is no such reply, or not for the caller's eyes."""

    code = "no_reply"


class VersionConflict(Conflict):
    """Somebody saved in between; `data` is what they saved."""

    code = "version_conflict"


class Missing(Invalid):
    """Required things are missing; `errors` points at each."""

    code = "incomplete"

    def __init__(self, pointers: tuple[str, ...]) -> None:
        errors = [{"pointer": pointer, "code": "required", "message": "Fill this in."} for pointer in pointers]
        super().__init__(errors=errors)
