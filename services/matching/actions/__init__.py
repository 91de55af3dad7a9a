"""One function a command or event: authorise, load, let the model decide, save, publish, in one transaction."""

from services.matching.actions.ad import change_ad, close_ad, post_ad, renew_ad
from services.matching.actions.copies import forget_member, keep_blocks, keep_member, keep_roles
from services.matching.actions.ending import expire_ads, leave_swap_shop, warn_of_end
from services.matching.actions.enrolment import (
    avoid_person,
    change_enrolment,
    enrol,
    leave_coffee,
    pause_enrolment,
    resume_enrolment,
    skip_next_round,
    stop_avoiding,
)
from services.matching.actions.erasing import erase_person
from services.matching.actions.meeting import meet
from services.matching.actions.merged import keep_merged
from services.matching.actions.moderating import dismiss_reports, release_ad, remove_ad, report_ad
from services.matching.actions.pair import answer_meeting, answer_survey, ask_for_another, show_titles
from services.matching.actions.reply import accept_reply, decline_reply, reply_to_ad, withdraw_reply
from services.matching.actions.round import (
    PACE,
    announce,
    ask_pairs,
    begin_survey,
    close_round,
    end_round,
    freeze,
    gather,
    keep_draw,
    open_monthly_round,
    open_round,
)

__all__ = [
    "PACE",
    "accept_reply",
    "announce",
    "answer_meeting",
    "answer_survey",
    "ask_for_another",
    "ask_pairs",
    "avoid_person",
    "begin_survey",
    "change_ad",
    "change_enrolment",
    "close_ad",
    "close_round",
    "decline_reply",
    "dismiss_reports",
    "end_round",
    "enrol",
    "erase_person",
    "expire_ads",
    "forget_member",
    "freeze",
    "gather",
    "keep_blocks",
    "keep_draw",
    "keep_member",
    "keep_merged",
    "keep_roles",
    "leave_coffee",
    "leave_swap_shop",
    "meet",
    "open_monthly_round",
    "open_round",
    "pause_enrolment",
    "post_ad",
    "release_ad",
    "remove_ad",
    "renew_ad",
    "reply_to_ad",
    "report_ad",
    "resume_enrolment",
    "show_titles",
    "skip_next_round",
    "stop_avoiding",
    "warn_of_end",
    "withdraw_reply",
]
