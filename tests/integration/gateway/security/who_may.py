"""Who may open which page that names something, and press its button: a row for each, also for what everybody may.

What is named is an application before its panel in `REGION`, the API token of its applicant, a member whom only
members see, a wave; tokens of mailed links are forged, and changes name a version that is over.
"""

from dataclasses import dataclass, field

REGION, ELSEWHERE = "northern-ireland", "scotland"
EVERYBODY = {
    *("nobody", "applicant", "another applicant", "member", "assessor", "idle assessor", "assessor with a conflict"),
    *("assessor elsewhere", "chair", "chair elsewhere", "staff"),
}
PEOPLE = EVERYBODY - {"nobody"}
PANELS = PEOPLE - {"applicant", "another applicant", "member", "staff"}
READERS = {"assessor", "chair", "staff"}
LEADERS = {"chair", "staff"}
NOBODY: set[str] = set()
CRITERIA = ("commitment", "experience", "understanding")
SCORES = {f"scores-{slug}": "3" for slug in CRITERIA} | {f"reasons-{slug}": "It shows." for slug in CRITERIA}
OVER = {"version": "999"}
DAYS = {f"{name}-{part}": "1" for name in ("opens_on", "closes_on") for part in ("day", "month")}


@dataclass(frozen=True)
class Row:
    """Who may send one method to one page; `fields` make a form that is complete, `names` are of this path alone."""

    endpoint: str
    may: set[str]
    method: str = "GET"
    fields: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def button(endpoint: str, may: set[str], **fields: str) -> Row:
    return Row(endpoint, may, "POST", fields)


TOPIC = {"kind": "topics", "slug": "cancer"}
RETIRED = TOPIC | {"how": "retire"}

TABLE = (
    Row("addresses.ask", PEOPLE),
    button("addresses.confirm", PEOPLE),
    button("account.revoke_token", {"applicant"}),
    Row("link.show", EVERYBODY),
    button("link.use", EVERYBODY),
    Row("mailbox.mail", NOBODY),
    Row("mailbox.html", NOBODY),
    Row("directory.member", {"member"}),
    Row("connections.show_ask", {"member"}),
    button("connections.ask", {"member"}, source="coffee"),
    Row("connections.answer", {"member"}, "POST", names={"move": "decline"}),
    Row("connections.ask_end", {"member"}),
    button("connections.end", {"member"}),
    Row("introductions.answer", {"member"}, "POST", names={"how": "agree"}),
    Row("blocking.show_report", {"member"}),
    button("blocking.report", {"member"}, fault="other"),
    Row("blocking.ask_block", {"member"}),
    button("blocking.block", {"member"}),
    button("blocking.unblock", PEOPLE),
    button("reports.settle", {"staff"}, outcome="kept", reason="Harmless.", **OVER),
    Row("recognition.of_member", {"staff"}),
    button("recognition.give", {"staff"}, topic="patient-safety", reason="Much."),
    button("recognition.take", {"staff"}),
    button("recognition.show", {"member"}),
    Row("panel.show", READERS),
    button("panel.act", {"assessor"}, action="draft", **SCORES, **OVER),
    button("panel.act", {"assessor"}, action="final", **SCORES, **OVER),
    button("panel.act", {"chair"}, action="decide", outcome="not_yet", feedback="Later.", **OVER),
    Row("assigning.replace", READERS),
    button("assigning.replaced", {"chair"}),
    Row("assigning.move", READERS),
    button("assigning.moved", {"chair"}, region="wales", reason="lives_there", **OVER),
    Row("assigning.step_back", READERS),
    button("assigning.stepped_back", {"assessor", "chair", "assessor with a conflict"}, reason="abstains"),
    Row("decision.ask", READERS),
    button("decision.send_question", {"chair"}, question="Who?", **OVER),
    Row("decision.show", READERS),
    button("decision.mend", {"chair"}, action="take_back", code="mistake", reason="A slip.", **OVER),
    button("decision.mend", {"chair"}, action="change", outcome="accept", code="mistake", reason="A slip.", **OVER),
    Row("calibration.show", PANELS),
    button("calibration.score", PANELS, **SCORES),
    Row("leading.show", LEADERS),
    button("leading.name_deputy", LEADERS, action="end"),
    Row("deeds.show", NOBODY),
    button("deeds.answer", NOBODY),
    Row("benefits.ask", {"member"}),
    button("benefits.report", {"member"}, beneficial="yes"),
    Row("benefits.question", NOBODY),
    Row("benefits.answer", NOBODY, "POST", {"helped-nobody": "yes"}),
    button("suggestions.dismiss", {"member"}),
    Row("profile.preview", PEOPLE),
    button("profile.settle", {"member"}),
    Row("waves.show", {"staff"}),
    Row("waves.show_change", {"staff"}),
    button("waves.change", {"staff"}, name="Mine", kind="regions", **DAYS, **OVER),
    Row("waves.ask_end", {"staff"}),
    button("waves.end", {"staff"}, **OVER),
    Row("lists.show", {"staff"}, names=TOPIC),
    Row("lists.add", {"staff"}, "POST", {"name": "Mine alone"}, TOPIC),
    Row("lists.entry", {"staff"}, names=TOPIC),
    Row("lists.rename", {"staff"}, "POST", {"name": "Mine"} | OVER, TOPIC),
    Row("lists.ask", {"staff"}, names=RETIRED),
    Row("lists.do", {"staff"}, "POST", OVER, RETIRED),
    Row("lists.ask_merge", {"staff"}, names=TOPIC),
    Row("lists.merge", {"staff"}, "POST", {"into": "diabetes"} | OVER, TOPIC),
    Row("places.region", EVERYBODY, names={"slug": REGION}),
    Row("places.partnership", EVERYBODY, names={"slug": "frimley-health"}),
    Row("organisations.show", EVERYBODY),
    Row("workplace.table", {"staff"}),
    Row("register.show_change", {"staff"}),
    button("register.change", {"staff"}, name="Mine", kind="charity", **OVER),
    button("register.remove", {"staff"}, **OVER),
    Row("register.show_merge", {"staff"}),
    button("register.merge", {"staff"}, chosen="another", **OVER),
    Row("coffee_answers.show", NOBODY),
    button("coffee_answers.answer", NOBODY, answer="met"),
    Row("coffee_answers.calendar", NOBODY),
    button("coffee_answers.titles", NOBODY),
    Row("coffee_answers.survey", NOBODY),
    button("coffee_answers.answer_survey", NOBODY, new_ideas="yes", collaboration="yes", beneficial="yes"),
    button("coffee_answers.another", NOBODY),
    Row("coffee_answers.certificate", {"staff"}),
    Row("coffee_rounds.show", {"staff"}),
    Row("coffee_rounds.ask_close", {"staff"}),
    button("coffee_rounds.close", {"staff"}, **OVER),
    Row("swap.show", {"member", "staff"}),
    button("swap.reply", {"member"}, message="I can help."),
    Row("swap.settle", NOBODY, "POST", names={"how": "accept"}),
    Row("swap.show_change", NOBODY),
    button("swap.change", NOBODY, kind="data", title="Mine", text="Mine", reach="uk", **OVER),
    Row("swap.show_close", NOBODY),
    button("swap.close", NOBODY, outcome="no"),
    button("swap.renew", NOBODY),
    Row("swap.show_report", {"member", "staff"}),
    button("swap.report", {"member"}, reason="other"),
    Row("wanted.moderate", {"staff"}, "POST", names={"how": "dismiss"}),
    Row("wanted.show_remove", {"staff"}),
    button("wanted.remove", {"staff"}, reason="other", words="Not here."),
    Row("photograph.picture", {"member"}),
    Row("unsubscribe.show", NOBODY),
    button("unsubscribe.unsubscribe", NOBODY),
)
OPEN_PAGES = {
    *("/", "/accessibility", "/commitments", "/contact", "/cookies", "/developers", "/directory", "/directory/regions"),
    *("/directory/skills", "/health/live", "/health/ready", "/join", "/join/interest", "/join/interest/sent"),
    *("/members", "/organisations", "/organisations/suggestions", "/partnerships", "/privacy", "/regions"),
    *("/sign-in", "/sign-in/password", "/wanted"),
}
"""Pages that name nothing and show something to who is not signed in."""
