"""One function a command: authorise, load, let the model decide, save, publish, in one transaction."""

from services.directory.actions.application import (
    save_application,
    submit_application,
    withdraw_application,
)
from services.directory.actions.assessment import save_assessment, score_application
from services.directory.actions.decision import (
    change_decision,
    decide_application,
    let_take_effect,
    take_back_decision,
)
from services.directory.actions.erasing import erase_person, erase_writings
from services.directory.actions.member import (
    ask_to_check,
    check_entry,
    confirm_membership,
    leave_community,
    update_profile,
)
from services.directory.actions.nomination import import_nomination
from services.directory.actions.person import grant_role, register_person, revoke_role
from services.directory.actions.question import ask_applicant, save_answer, send_answer
from services.directory.actions.retention import expire_applications, warn_of_expiry

__all__ = [
    "ask_applicant",
    "ask_to_check",
    "change_decision",
    "check_entry",
    "confirm_membership",
    "decide_application",
    "erase_person",
    "erase_writings",
    "expire_applications",
    "grant_role",
    "import_nomination",
    "leave_community",
    "let_take_effect",
    "register_person",
    "revoke_role",
    "save_answer",
    "save_application",
    "save_assessment",
    "score_application",
    "send_answer",
    "submit_application",
    "take_back_decision",
    "update_profile",
    "warn_of_expiry",
    "withdraw_application",
]
