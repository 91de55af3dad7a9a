"""One function a command: authorise, load, let the model decide, save, publish, in one transaction."""

from services.directory.actions.application import (
    decide_application,
    save_application,
    submit_application,
    withdraw_application,
)
from services.directory.actions.assessment import save_assessment, score_application
from services.directory.actions.erasing import erase_person, erase_writings
from services.directory.actions.export import begin_export
from services.directory.actions.member import (
    ask_to_check,
    check_entry,
    confirm_membership,
    leave_community,
    update_profile,
)
from services.directory.actions.nomination import import_nomination
from services.directory.actions.person import grant_role, register_person, revoke_role

__all__ = [
    "ask_to_check",
    "begin_export",
    "check_entry",
    "confirm_membership",
    "decide_application",
    "erase_person",
    "erase_writings",
    "grant_role",
    "import_nomination",
    "leave_community",
    "register_person",
    "revoke_role",
    "save_application",
    "save_assessment",
    "score_application",
    "submit_application",
    "update_profile",
    "withdraw_application",
]
