"""Kinds that ask members about their connections."""

from services.notifications.model.kind import N_, Kind

TABLE = (
    Kind(
        "benefit_question",
        N_("One short question about your connections in Q Commons"),
        path="/connections/question/{question_id}",
        deeds={"benefit_answer": ("question_id",)},
        notice=("question_id",),
    ),
)
