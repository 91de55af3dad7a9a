"""Kinds that tell applicants and panels how an application goes."""

from services.notifications.model.kind import N_, Kind

TABLE = (
    Kind(
        "application_received",
        N_("We have received your application to Q Commons"),
        path="/application",
        notice=("application_id", "region", "decide_by"),
    ),
    Kind(
        "application_to_assess",
        N_("An application for you to assess"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "application_to_lead",
        N_("A new application for your panel"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "decide_by"),
    ),
    Kind(
        "assessment_due",
        N_("Your assessment is due in three days"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "assessment_late",
        N_("Your assessment is late"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "region", "due_at"),
    ),
    Kind(
        "application_moved",
        N_("Another panel has your application to Q Commons"),
        path="/application",
        notice=("application_id", "from_region", "region", "decide_by"),
    ),
    Kind(
        "application_withdrawn",
        N_("Your application to Q Commons is withdrawn"),
        path="/application",
        notice=("application_id", "region"),
    ),
    Kind(
        "application_question",
        N_("A question about your application to Q Commons"),
        path="/application/question",
        notice=("application_id", "answer_by"),
        locked=True,
    ),
    Kind(
        "application_answer",
        N_("An applicant has answered the question of your panel"),
        path="/panel/{application_id}",
        notice=("application_id", "name", "decide_by"),
    ),
    Kind(
        "application_expiring",
        N_("Your draft in Q Commons will be erased"),
        path="/apply",
        notice=("application_id", "erase_on"),
        locked=True,
    ),
    Kind(
        "application_decided",
        N_("The decision on your application to Q Commons"),
        path="/application",
        notice=("application_id", "region", "outcome"),
        locked=True,
    ),
    Kind(
        "wave_opened",
        N_("Applications to Q Commons are open"),
        path="/join",
        deeds={"interest_withdraw": ()},
        notice=("wave_id", "wish", "region", "closes_on"),
    ),
)
