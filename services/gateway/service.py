"""The gateway's doors, hosted inside its own web process: no eventlet, no nameko."""

from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.doors import command, erasure, listen, reaction, scheduled
from bus.events import Received
from bus.filling import State
from bus.schedules import Run
from services.gateway.accounts import actions, events, schemas, store
from services.gateway.deeds import actions as deeds_actions
from services.gateway.deeds import store as deeds_store
from services.gateway.lists import changes
from services.gateway.live import streams
from services.gateway.settings import GatewaySettings


class GatewayService:
    """Accounts and live updates; pages and API are in `app.py`."""

    name = "gateway"
    settings = GatewaySettings
    publishes = (events.AddressAdded, events.AddressChanged, events.AddressRemoved, events.LinkRequested)
    states = (State((events.AddressChanged,), store.page_accounts, events.present_address),)
    indexes = store.INDEXES | deeds_store.INDEXES

    @reaction(schemas.PersonNominated, queue="gateway.nominations.v1")
    def open_account(self, work: Work, event: Received) -> None:
        """Open an account for a nominated person and invite them."""
        actions.receive_nomination(work, **event.data)

    @erasure(schemas.PersonErased, queue="gateway.erasures.v1")
    def erase_account(self, work: Work, person_id: str) -> None:
        """Forget a person's account with all that hangs on it."""
        actions.erase_account(work, person_id)
        deeds_actions.forget_person(work, person_id)

    @scheduled("*/10 * * * *")
    def forget_unconfirmed(self, work: Work, run: Run) -> bool | None:
        """Forget who asked to be told of something and did not confirm it while their link worked."""
        return actions.forget_unconfirmed(work) or None

    @command(schemas.SetDemonstrationPassword)
    def set_demonstration_password(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Let a demonstration account sign in with a known password (ops, only with Q_DEMO=1)."""
        return actions.set_demonstration_password(work, actor, **request)

    @command(schemas.OpenDemonstrationAccounts)
    def open_demonstration_accounts(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Let people of a demonstration have signed in once (ops, only with Q_DEMO=1)."""
        return actions.open_demonstration_accounts(work, actor, **request)

    @listen(schemas.NoticeAdded)
    def push_notice(self, event: Received) -> None:
        """Wake the open pages of whoever the notice is for."""
        streams.wake(event.data["person_id"])

    @listen(
        schemas.ChoiceAdded,
        schemas.ChoiceRenamed,
        schemas.ChoiceRetired,
        schemas.ChoiceRestored,
        schemas.ChoiceMerged,
    )
    def ask_for_lists(self, event: Received) -> None:
        """Show the lists as staff just changed them."""
        changes.note()
