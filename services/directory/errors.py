"""What the directory answers when it cannot do as asked; the codes are part of its language."""

from __future__ import annotations

from bus.errors import Conflict, Invalid, NotFound, Refused


class NoPerson(NotFound):
    """Nobody is known by this id or address."""

    code = "no_person"


class NoApplication(NotFound):
    """There is no such application, or not for the caller's eyes."""

    code = "no_application"


class NoMember(NotFound):
    """There is no such member, or not for the caller's eyes."""

    code = "no_member"


class NoOrganisation(NotFound):
    """The register knows no such organisation."""

    code = "no_organisation"


class NameTaken(Conflict):
    """A name is that of another organisation; `data` is that one."""

    code = "name_taken"


class NoPhotograph(NotFound):
    """There is no such photograph, or not for the caller's eyes."""

    code = "no_photograph"


class NoQuestion(NotFound):
    """The caller was asked no such question."""

    code = "no_question"


class NotAMember(NotFound):
    """The caller is neither a member nor nominated."""

    code = "not_a_member"


class AddressTaken(Conflict):
    """The address is that of another person."""

    code = "address_taken"


class NotAllowed(Refused):
    """The caller's roles do not reach this far."""

    code = "not_allowed"


class VersionConflict(Conflict):
    """Somebody saved in between; `data` is what they saved."""

    code = "version_conflict"


class AlreadyApplied(Conflict):
    """The person has a live application; `data` is that one."""

    code = "already_applied"


class AlreadyMember(Conflict):
    """The person is a member."""

    code = "already_member"


class Missing(Invalid):
    """Required things are missing; `errors` points at each."""

    code = "incomplete"

    def __init__(self, pointers: tuple[str, ...]) -> None:
        errors = [{"pointer": pointer, "code": "required", "message": "Fill this in."} for pointer in pointers]
        super().__init__(errors=errors)


class NotAChoice(Invalid):
    """What was chosen is in no list, or is offered no more; `errors` points at it."""

    def __init__(self, pointer: str) -> None:
        super().__init__(errors=[{"pointer": pointer, "code": "not_a_choice", "message": "Choose from the list."}])


class NoChoice(NotFound):
    """There is no such entry in that list."""

    code = "no_choice"


class NoWave(NotFound):
    """There is no such wave."""

    code = "no_wave"


class NoInterest(NotFound):
    """The caller did not ask to be told anything."""

    code = "no_interest"


class NoOpenWave(Conflict):
    """No wave is open to the applicant; `data` says which comes next, if one is planned."""

    code = "no_open_wave"


class WaveFull(Conflict):
    """The wave that is open to the applicant has all the applications that it can take."""

    code = "wave_full"


class TooLong(Invalid):
    """Answers have more words than a panel takes; `errors` points at each."""

    code = "too_long"

    def __init__(self, pointers: tuple[str, ...]) -> None:
        message = "Shorten this to at most 500 words."
        errors = [{"pointer": pointer, "code": "too_many_words", "message": message} for pointer in pointers]
        super().__init__(errors=errors)


class NoConnection(NotFound):
    """There is nothing of the kind between the caller and anybody."""

    code = "no_connection"


class NoIntroduction(NotFound):
    """Nobody introduced the caller like that."""

    code = "no_introduction"


class NoReport(NotFound):
    """There is no such report."""

    code = "no_report"


class AskedLately(Conflict):
    """The caller asked this person not long ago; `data` says from when they may again."""

    code = "asked_lately"
