"""What applicants and panels are told of an application."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from services.gateway.pages.choices import Choices
from services.gateway.pages.sentences.kind import Data, Kind, Tell, Told
from services.gateway.text import day

KINDS = {
    "application_received": Kind(_l("Your application has arrived")),
    "application_to_assess": Kind(_l("An application is yours to assess")),
    "application_to_lead": Kind(_l("An application has come to the panel you chair")),
    "assessment_due": Kind(_l("An assessment of yours is due in three days")),
    "assessment_late": Kind(_l("An assessment of yours is late")),
    "application_moved": Kind(_l("Another panel has your application")),
    "application_withdrawn": Kind(_l("Your application was withdrawn")),
    "application_question": Kind(
        _l("A question about your application"), _l("the panel waits for your answer before it decides")
    ),
    "application_answer": Kind(_l("An applicant has answered the question of your panel")),
    "application_expiring": Kind(
        _l("Your draft will be erased"), _l("nothing of yours is erased without a word before")
    ),
    "application_decided": Kind(
        _l("The decision on your application"), _l("a decision about you should never pass you by")
    ),
    "wave_opened": Kind(_l("Applications are open, as you asked to be told")),
}


def _received(data: Data, choices: Choices) -> Told:
    text = _("Your application has arrived.")
    if data.get("decide_by"):
        text = _("Your application has arrived. You hear from us by %(date)s.", date=day(data["decide_by"]))
    return Told(text, url_for("apply.status"), _("See where it stands"))


def _to_assess(data: Data, choices: Choices) -> Told:
    region = choices.name("regions", data.get("region"))
    name = data.get("name") or _("Someone")
    text = _("%(name)s applies to join in %(region)s, and you are asked to assess it.", name=name, region=region)
    return Told(text, url_for("panel.show", application_id=data["application_id"]), _("Read and assess"))


def _to_lead(data: Data, choices: Choices) -> Told:
    region = choices.name("regions", data.get("region"))
    text = _("%(name)s applies to join in %(region)s.", name=data.get("name") or _("Someone"), region=region)
    return Told(text, url_for("panel.show", application_id=data["application_id"]), _("Look at it"))


def _due(data: Data, choices: Choices) -> Told:
    name = data.get("name") or _("Someone")
    text = _("Your scores for %(name)s are due on %(date)s.", name=name, date=day(data["due_at"]))
    return Told(text, url_for("panel.show", application_id=data["application_id"]), _("Read and assess"))


def _moved(data: Data, choices: Choices) -> Told:
    region = choices.name("regions", data["region"])
    text = _("The panel of %(region)s has your application now.", region=region)
    return Told(text, url_for("apply.status"), _("See where it stands"))


def _withdrawn(data: Data, choices: Choices) -> Told:
    return Told(_("Your application is withdrawn."), url_for("apply.status"), _("See what you wrote"))


def _question(data: Data, choices: Choices) -> Told:
    text = _("The chair of the panel has a question for you. Please answer by %(date)s.", date=day(data["answer_by"]))
    return Told(text, url_for("question.show"), _("Read and answer"))


def _answer(data: Data, choices: Choices) -> Told:
    text = _("%(name)s has answered the question of your panel.", name=data.get("name") or _("Someone"))
    return Told(text, url_for("panel.show", application_id=data["application_id"]), _("Read the answer"))


def _expiring(data: Data, choices: Choices) -> Told:
    text = _("Your draft will be erased on %(date)s unless you go on with it.", date=day(data["erase_on"]))
    return Told(text, url_for("apply.show"), _("Go on with it"))


def _decided(data: Data, choices: Choices) -> Told:
    if data.get("outcome") == "accepted":
        return Told(_("Your application was accepted."), url_for("profile.welcome"), _("See what you can do now"))
    text = _("The panel's answer to your application is “not yet”. It says what would help.")
    return Told(text, url_for("apply.status"), _("Read what the panel wrote"))


def _wave(data: Data, choices: Choices) -> Told:
    until = day(data["closes_on"])
    text = _("Applications to join are open until the end of %(date)s.", date=until)
    if data.get("wish") == "apply":
        region = choices.name("regions", data.get("region"))
        text = _("People from %(region)s can apply to join until the end of %(date)s.", region=region, date=until)
    return Told(text, url_for("apply.join"), _("See how to apply"))


SENTENCES: dict[str, Tell] = {
    "application_received": _received,
    "application_to_assess": _to_assess,
    "application_to_lead": _to_lead,
    "assessment_due": _due,
    "assessment_late": _due,
    "application_moved": _moved,
    "application_withdrawn": _withdrawn,
    "application_question": _question,
    "application_answer": _answer,
    "application_expiring": _expiring,
    "application_decided": _decided,
    "wave_opened": _wave,
}
