"""What somebody says about themselves, and what they may do."""

from flask import g

from bus.errors import NotFound
from services.gateway import calls
from services.gateway.api.asking import Answer, ask, ask_together, tell
from services.gateway.api.describing import PICTURES
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import (
    VERSION,
)
from services.gateway.api.reading import read_picture
from services.gateway.api.resources.groups import Fields, me
from services.gateway.api.schemas import people as of_people
from services.gateway.api.schemas.month import Month
from services.gateway.limits import count_photograph
from services.gateway.photographs.taking import take


@me.question("/me/month", Month)
def get_my_month() -> Answer:
    """Get what waits for you: your coffee, who asks you, and what meets your ads; null for what cannot be had now."""
    return ask_together(calls.my_month())


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
