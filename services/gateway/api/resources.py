"""All operations of the API: what may be asked, at which address. The rules live in the services."""

from datetime import date
from http import HTTPStatus
from typing import Any

from flask import Response, g

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.describing import PICTURES
from services.gateway.api.headers import seen_version, seen_version_if_any, seen_version_or_nothing
from services.gateway.api.operations import (
    ANYONE,
    VERSION,
    VERSION_IF_ANY,
    VERSION_OR_NOTHING,
    Operations,
)
from services.gateway.api.reading import read_picture
from services.gateway.api.schemas import applications as of_applications
from services.gateway.api.schemas import notices as of_notices
from services.gateway.api.schemas import organisations as of_organisations
from services.gateway.api.schemas import overview as of_overview
from services.gateway.api.schemas import people as of_people
from services.gateway.api.schemas import waves as of_waves
from services.gateway.api.schemas.common import PageOf
from services.gateway.limits import count_photograph
from services.gateway.photographs.pictures import as_response
from services.gateway.photographs.taking import take

Fields = dict[str, Any]

reference = Operations("Reference", "The words to choose from.")
members = Operations("Members", "The public directory.")
organisations = Operations("Organisations", "Organisations and networks, and who belongs to them.")
me = Operations("Me", "What you say about yourself, and what you may do.")
applications = Operations("Applications", "Applying to become a member.")
panels = Operations("Panels", "Assessing and deciding, region by region.")
staff = Operations("Staff", "How applications go, for staff.")
notices = Operations("Notices", "What you are told, and by which way.")
roles = Operations("Roles", "Who may assess, chair and run the place.")

BLUEPRINTS = (reference, members, organisations, me, applications, panels, staff, notices, roles)


@reference.question("/reference", of_people.Reference, to=ANYONE)
def get_reference() -> Answer:
    """Get regions, partnerships, backgrounds, topics, offers, kinds of organisation, also what is offered no more."""
    return ask(calls.get_reference())


@members.question("/members", of_people.MemberPage, query=of_people.SearchMembers, to=ANYONE)
def search_members(query: Fields) -> Answer:
    """Search members by words and filters, with numbers for every further choice.

    Without a sign-in this finds those whom everyone may see; a member finds all.
    """
    return ask(calls.search_members(**query))


@members.question("/skills", of_people.Skills, to=ANYONE)
def count_skills() -> Answer:
    """Count the members whom you may see by topic and region."""
    return ask(calls.count_skills())


@members.question("/members/<member_id>", of_people.Member, to=ANYONE)
def get_member(member_id: str) -> Answer:
    """Get one member."""
    return ask(calls.get_member(member_id))


@organisations.question(
    "/organisations", of_organisations.OrganisationPage, query=of_organisations.SearchOrganisations, to=ANYONE
)
def search_organisations(query: Fields) -> Answer:
    """Search organisations and networks by the beginnings of words, kind, region and partnership."""
    return ask(calls.search_organisations(**query))


@organisations.question("/organisations/<organisation_id>", of_organisations.Organisation, to=ANYONE)
def get_organisation(organisation_id: str) -> Answer:
    """Get one organisation; its members are those that the search finds by `organisation`."""
    return ask(calls.get_organisation(organisation_id))


@organisations.question(
    "/organisations/<organisation_id>/people", of_organisations.Workplace, query=of_organisations.PageAfter
)
def get_workplace(query: Fields, organisation_id: str) -> Answer:
    """Get what the people of your own organisation can do, or, as staff, those of any."""
    return ask(calls.get_workplace(organisation_id, **query))


@organisations.command(
    "/organisations",
    of_organisations.KeptOrganisation,
    body=of_organisations.AddOrganisation,
    status=HTTPStatus.CREATED,
)
def add_organisation(body: Fields) -> Answer:
    """Add an organisation as staff; whoever writes one of its names belongs to it within two minutes."""
    return tell(calls.add_organisation(body))


@organisations.command(
    "/organisations/<organisation_id>",
    of_organisations.KeptOrganisation,
    body=of_organisations.OrganisationFields,
    method="PATCH",
    seen=VERSION,
)
def change_organisation(body: Fields, organisation_id: str) -> Answer:
    """Change as staff what the register says of an organisation: the fields you send replace, the others stay."""
    return tell(calls.change_organisation(organisation_id, seen_version(), body))


@organisations.command(
    "/organisations/<organisation_id>/merger",
    of_organisations.KeptOrganisation,
    body=of_organisations.MergeOrganisations,
    seen=VERSION,
)
def merge_organisations(body: Fields, organisation_id: str) -> Answer:
    """Make an organisation part of another as staff; the answer is the other."""
    return tell(calls.merge_organisations(organisation_id, seen_version(), **body))


@organisations.command("/organisations/<organisation_id>/removal", of_organisations.Removed, seen=VERSION)
def remove_organisation(organisation_id: str) -> Answer:
    """Take an organisation that nobody names out of the register, as staff."""
    return tell(calls.remove_organisation(organisation_id, seen_version()))


@staff.question("/staff/organisations/unknown", of_organisations.UnknownNames)
def list_unknown_organisations() -> Answer:
    """List what members call organisations that the register does not know, the most frequent first."""
    return ask(calls.list_unknown_organisations())


@members.picture("/members/<member_id>/photograph", to=ANYONE)
def get_photograph(member_id: str) -> Response:
    """Get a member's photograph, as you may see it; square, 480 by 480 pixels."""
    return as_response(lambda known: ask(calls.get_photograph(member_id, known=known)), "large")


@me.question("/me/profile", of_people.MyProfile)
def get_my_profile() -> Answer:
    """Get your own entry in the directory."""
    return ask(calls.get_my_profile())


@me.command("/me/profile", of_people.MyProfile, body=of_people.EntryFields, method="PATCH", seen=VERSION)
def update_profile(body: Fields) -> Answer:
    """Change your entry: the fields you send replace, the others stay."""
    return tell(calls.update_profile(seen_version(), body))


@me.command("/me/profile/confirmation", of_people.MyProfile, body=of_people.EntryFields, seen=VERSION)
def confirm_membership(body: Fields) -> Answer:
    """Accept your nomination, with the changes you send; from then on you are listed."""
    return tell(calls.confirm_membership(seen_version(), body))


@me.command("/me/photograph", of_people.OwnPhotograph, method="PUT", file=PICTURES)
def set_photograph() -> Answer:
    """Show a photograph with your entry; who sees it is one of the parts in `shown_to` of your profile."""
    count_photograph(g.asking_person)
    data = read_picture()
    if ask(calls.get_my_profile())["status"] != "member":
        raise NotFound("not_a_member")  # As the directory says, before anything is read for who has no entry.
    return tell(calls.set_photograph(**take(data)))


@me.command("/me/photograph", of_people.OwnPhotograph, method="DELETE")
def remove_photograph() -> Answer:
    """Remove your photograph."""
    return tell(calls.remove_photograph())


@me.question("/me/profile/preview", of_people.Member, query=of_people.PreviewProfile)
def preview_profile(query: Fields) -> Answer:
    """Get your entry as everyone, or other members, see it."""
    return ask(calls.preview_profile(**query))


@me.command("/me/steps/<step>/settlement", of_people.NextSteps)
def settle_step(step: str) -> Answer:
    """Take a first step off your list."""
    return tell(calls.settle_step(step))


@me.command("/me/recognitions/<recognition_id>", of_people.Recognitions, body=of_people.ShowRecognition, method="PUT")
def show_recognition(body: Fields, recognition_id: str) -> Answer:
    """Show a recognition of yours with your entry, or to nobody."""
    return tell(calls.show_recognition(recognition_id, **body))


@members.question("/members/<member_id>/recognitions", of_people.GivenRecognitions)
def list_recognitions(member_id: str) -> Answer:
    """List, as staff, what a member is recognised for and by whom."""
    return ask(calls.list_recognitions(member_id))


@members.command("/members/<member_id>/recognitions", of_people.Recognitions, body=of_people.GiveRecognition)
def give_recognition(body: Fields, member_id: str) -> Answer:
    """Recognise, as staff, a member's expertise; the member is told."""
    return tell(calls.give_recognition(member_id, **body))


@members.command("/members/<member_id>/recognitions/<recognition_id>/revocation", of_people.Recognitions)
def take_recognition(member_id: str, recognition_id: str) -> Answer:
    """Take a recognition back, as staff."""
    return tell(calls.take_recognition(member_id, recognition_id))


@me.command("/me/profile/check", of_people.Checked)
def check_entry() -> Answer:
    """Say that your entry is still right."""
    return tell(calls.check_entry())


@me.command("/me/profile/departure", of_people.Departed, seen=VERSION)
def leave_community() -> Answer:
    """Leave the community: your entry and your roles on panels go, at once."""
    return tell(calls.leave_community(seen_version()))


@me.question("/me/roles", of_people.MyRoles)
def get_my_roles() -> Answer:
    """Get your roles."""
    return ask(calls.get_my_roles())


@applications.question("/waves", of_waves.WavePage, query=PageOf, to=ANYONE)
def list_waves(query: Fields) -> Answer:
    """List the recruitment waves of regions: when who may hand an application in, the latest to open first."""
    return ask(calls.list_waves(**query))


@applications.command(
    "/applications",
    of_applications.Application,
    body=of_applications.ApplicationFields,
    status=HTTPStatus.CREATED,
)
def start_application(body: Fields) -> Answer:
    """Start an application as a draft. You have one at a time."""
    return tell(calls.save_application(body))


@applications.question("/me/application", of_applications.Application)
def get_my_application() -> Answer:
    """Get your latest application."""
    return ask(calls.get_my_application())


@applications.command(
    "/applications/<application_id>",
    of_applications.Application,
    body=of_applications.ApplicationFields,
    method="PATCH",
    seen=VERSION,
)
def save_application(body: Fields, application_id: str) -> Answer:
    """Change your draft: the fields you send replace, the others stay."""
    return tell(calls.save_application(body, application_id, seen_version()))


@applications.command("/applications/<application_id>/submission", of_applications.Application, seen=VERSION)
def submit_application(application_id: str) -> Answer:
    """Hand your application in to the panel of its region.

    Answers 409 with `no_open_wave` or `wave_full` when nobody of your region can apply now; your draft stays.
    """
    return tell(calls.submit_application(application_id, seen_version()))


@applications.command("/applications/<application_id>/withdrawal", of_applications.Application, seen=VERSION)
def withdraw_application(application_id: str) -> Answer:
    """Take your application back."""
    return tell(calls.withdraw_application(application_id, seen_version()))


@panels.question("/applications", of_applications.ApplicationPage, query=of_applications.ListApplications)
def list_applications(query: Fields) -> Answer:
    """List the applications of your regions."""
    return ask(calls.list_applications(**query))


@panels.question("/applications/<application_id>", of_applications.PanelApplication)
def get_application(application_id: str) -> Answer:
    """Get an application as its panel sees it."""
    return ask(calls.get_application(application_id))


@panels.command(
    "/applications/<application_id>/assessment",
    of_applications.Assessment,
    body=of_applications.Assess,
    method="PUT",
    seen=VERSION_OR_NOTHING,
)
def save_assessment(body: Fields, application_id: str) -> Answer:
    """Keep your scores and reasons as a draft that only you see."""
    return tell(calls.save_assessment(application_id, **body, version=seen_version_or_nothing()))


@panels.command(
    "/applications/<application_id>/assessment/final",
    of_applications.Assessment,
    body=of_applications.Assess,
    seen=VERSION_IF_ANY,
)
def score_application(body: Fields, application_id: str) -> Answer:
    """Submit your scores and reasons; they cannot change afterwards."""
    return tell(calls.score_application(application_id, **body, version=seen_version_if_any()))


@panels.command(
    "/applications/<application_id>/question",
    of_applications.DecidedApplication,
    body=of_applications.Ask,
    seen=VERSION,
)
def ask_applicant(body: Fields, application_id: str) -> Answer:
    """Ask the applicant one question as chair, before you decide."""
    return tell(calls.ask_applicant(application_id, seen_version(), **body))


@applications.command(
    "/applications/<application_id>/answer",
    of_applications.Application,
    body=of_applications.GiveAnswer,
    method="PUT",
)
def save_answer(body: Fields, application_id: str) -> Answer:
    """Keep your answer to the chair's question as a draft that only you see."""
    return tell(calls.save_answer(application_id, **body))


@applications.command(
    "/applications/<application_id>/answer/final", of_applications.Application, body=of_applications.GiveAnswer
)
def send_answer(body: Fields, application_id: str) -> Answer:
    """Send your answer, once; the panel reads it."""
    return tell(calls.send_answer(application_id, **body))


@panels.command(
    "/applications/<application_id>/decision",
    of_applications.DecidedApplication,
    body=of_applications.Decide,
    seen=VERSION,
)
def decide_application(body: Fields, application_id: str) -> Answer:
    """Decide as chair: accept, or not yet with feedback; `decision` says when it takes effect."""
    return tell(calls.decide_application(application_id, seen_version(), **body))


@panels.question("/me/assignments", of_applications.TaskPage, query=PageOf)
def list_my_assignments(query: Fields) -> Answer:
    """List what you are to assess, what is due first first."""
    return ask(calls.list_my_assignments(**query))


@panels.command(
    "/applications/<application_id>/conflict", of_applications.SteppedBack, body=of_applications.DeclareConflict
)
def declare_conflict(body: Fields, application_id: str) -> Answer:
    """Step back from an application: you cannot read it any more, and somebody else is asked."""
    return tell(calls.declare_conflict(application_id, **body))


@panels.command(
    "/applications/<application_id>/decision",
    of_applications.DecidedApplication,
    body=of_applications.ChangeDecision,
    method="PUT",
    seen=VERSION,
)
def change_decision(body: Fields, application_id: str) -> Answer:
    """Change a decision that has not taken effect, or correct a “not yet” to an acceptance."""
    return tell(calls.change_decision(application_id, seen_version(), **body))


@panels.command(
    "/applications/<application_id>/decision/withdrawal",
    of_applications.DecidedApplication,
    body=of_applications.TakeBack,
    seen=VERSION,
)
def take_back_decision(body: Fields, application_id: str) -> Answer:
    """Take back a decision that has not taken effect."""
    return tell(calls.take_back_decision(application_id, seen_version(), **body))


@staff.question("/staff/applications", of_overview.Overview, query=of_overview.Period)
def get_overview(query: Fields) -> Answer:
    """Count applications by region and state, what is late, and the decisions of a period."""
    return ask(calls.get_overview(**_spelt(query)))


@staff.question("/staff/applications/list", of_overview.OverseenPage, query=of_overview.Chosen)
def list_overseen(query: Fields) -> Answer:
    """List the applications behind a figure."""
    return ask(calls.list_overseen(**_spelt(query)))


def _spelt(query: Fields) -> Fields:
    """Spell dates for the wire."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in query.items()}


@notices.question("/me/notices", of_notices.NoticePage, query=PageOf)
def list_notices(query: Fields) -> Answer:
    """List your notices, newest first."""
    return ask(calls.list_notices(**query))


@notices.question("/me/notices/unread", of_people.Count)
def count_unread() -> Answer:
    """Count your unread notices."""
    return ask(calls.count_unread())


@notices.command("/me/notices/read", of_notices.Marked, body=of_notices.ReadUntil)
def mark_notices_read(body: Fields) -> Answer:
    """Mark your notices as read, up to a moment."""
    return tell(calls.mark_notices_read(body["until"].isoformat()))


@notices.question("/me/preferences", of_notices.Preferences)
def get_preferences() -> Answer:
    """Get which kinds of notice are also mailed to you."""
    return ask(calls.get_preferences())


@notices.command("/me/preferences/<kind>", of_notices.Preference, body=of_notices.ChangePreference, method="PUT")
def set_preference(body: Fields, kind: str) -> Answer:
    """Choose whether a kind of notice is also mailed to you."""
    return tell(calls.set_preference(kind, body["mail"]))


@notices.command("/unsubscriptions", of_notices.Unsubscribed, body=of_notices.Unsubscribe, to=ANYONE)
def unsubscribe(body: Fields) -> Answer:
    """Stop mails of one kind, by the signed token of such a mail."""
    return tell(calls.unsubscribe(body["token"]))


@roles.question("/roles", of_people.RolesPage, query=PageOf)
def list_roles(query: Fields) -> Answer:
    """List everyone who holds a role."""
    return ask(calls.list_roles(**query))


@roles.command("/roles", of_people.Roles, body=of_people.ChangeRole)
def grant_role(body: Fields) -> Answer:
    """Give a person a role."""
    return tell(calls.grant_role(**body))


@roles.command("/roles/revocations", of_people.Roles, body=of_people.ChangeRole)
def revoke_role(body: Fields) -> Answer:
    """Take a role from a person."""
    return tell(calls.revoke_role(**body))
