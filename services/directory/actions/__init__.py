"""One function a command: authorise, load, let the model decide, save, publish, in one transaction."""

from services.directory.actions.address import add_address, drop_address
from services.directory.actions.application import save_application, submit_application, withdraw_application
from services.directory.actions.assessment import save_assessment, score_application
from services.directory.actions.belonging import match_members
from services.directory.actions.benefit import answer_benefit, hear_of_coffee, report_benefit
from services.directory.actions.blocking import block_person, unblock_person
from services.directory.actions.calibration import score_example
from services.directory.actions.choices import add_choice, merge_choice, rename_choice, restore_choice, retire_choice
from services.directory.actions.connection import (
    accept_connection,
    ask_to_connect,
    decline_connection,
    end_connection,
    withdraw_connection,
)
from services.directory.actions.contact import choose_requests
from services.directory.actions.decision import change_decision, decide_application, let_take_effect, take_back_decision
from services.directory.actions.erasing import erase_person, erase_writings
from services.directory.actions.export import begin_export
from services.directory.actions.following import ask_about_benefit
from services.directory.actions.induction import settle_step
from services.directory.actions.interest import keep_interest, tell_of_waves, withdraw_interest
from services.directory.actions.introduction import agree_to_introduction, decline_introduction, introduce_people
from services.directory.actions.member import (
    ask_to_check,
    check_entry,
    confirm_membership,
    leave_community,
    update_profile,
)
from services.directory.actions.moving import move_merged
from services.directory.actions.nomination import import_nomination
from services.directory.actions.organisation import (
    add_organisation,
    change_organisation,
    merge_organisations,
    remove_organisation,
)
from services.directory.actions.panel import (
    declare_conflict,
    fill_panels,
    move_application,
    name_deputy,
    reassign_application,
    remind_assessors,
)
from services.directory.actions.person import grant_role, register_person, revoke_role
from services.directory.actions.photograph import remove_photograph, set_photograph, show_photograph
from services.directory.actions.question import ask_applicant, save_answer, send_answer
from services.directory.actions.recognition import give_recognition, show_recognition, take_recognition
from services.directory.actions.report import report_connection, settle_report
from services.directory.actions.retention import expire_applications, warn_of_expiry
from services.directory.actions.suggestion import dismiss_suggestion
from services.directory.actions.wave import cancel_wave, change_wave, close_wave, create_wave

__all__ = [
    "accept_connection",
    "add_address",
    "add_choice",
    "add_organisation",
    "agree_to_introduction",
    "answer_benefit",
    "ask_about_benefit",
    "ask_applicant",
    "ask_to_check",
    "ask_to_connect",
    "begin_export",
    "block_person",
    "cancel_wave",
    "change_decision",
    "change_organisation",
    "change_wave",
    "check_entry",
    "choose_requests",
    "close_wave",
    "confirm_membership",
    "create_wave",
    "decide_application",
    "declare_conflict",
    "decline_connection",
    "decline_introduction",
    "dismiss_suggestion",
    "drop_address",
    "end_connection",
    "erase_person",
    "erase_writings",
    "expire_applications",
    "fill_panels",
    "give_recognition",
    "grant_role",
    "hear_of_coffee",
    "import_nomination",
    "introduce_people",
    "keep_interest",
    "leave_community",
    "let_take_effect",
    "match_members",
    "merge_choice",
    "merge_organisations",
    "move_application",
    "move_merged",
    "name_deputy",
    "reassign_application",
    "register_person",
    "remind_assessors",
    "remove_organisation",
    "remove_photograph",
    "rename_choice",
    "report_benefit",
    "report_connection",
    "restore_choice",
    "retire_choice",
    "revoke_role",
    "save_answer",
    "save_application",
    "save_assessment",
    "score_application",
    "score_example",
    "send_answer",
    "set_photograph",
    "settle_report",
    "settle_step",
    "show_photograph",
    "show_recognition",
    "submit_application",
    "take_back_decision",
    "take_recognition",
    "tell_of_waves",
    "unblock_person",
    "update_profile",
    "warn_of_expiry",
    "withdraw_application",
    "withdraw_connection",
    "withdraw_interest",
]
