"""The loop that sends: it takes a due mail, hands it to the mail server, and notes what the server said.

Between the server's acceptance and our note nothing can be made atomic. A crash there leaves the row
`sending`; when its lease has run out it is sent again with the same Message-ID, and counted.
"""

import threading
from email.errors import MessageError
from functools import partial

from jinja2 import TemplateError

from bus import logs
from bus.database import Database
from bus.errors import Conflict, Unavailable
from services.notifications import actions, queries
from services.notifications.actions import Letter, Outcome
from services.notifications.mailing import message, smtp
from services.notifications.model.mail import Mail

IDLE_S = 0.1
LONGEST_PAUSE_S = 60.0
NOTE_AGAIN_S = 0.5
NOTE_TRIES_AT_THE_END = 5
log = logs.get(__name__)


def deliver(database: Database, stop: threading.Event) -> None:
    """Send what is due until told to stop; while the server is away pause 0.2 s, 0.4 s … 1 min.

    Idle costs one read of an index that holds only unsent mails, ten times a second.
    """
    failures = 0
    while not stop.wait(min(IDLE_S * 2 ** min(failures, 20), LONGEST_PAUSE_S)):
        try:
            if database.ask(queries.is_mail_due):
                send_due(database, stop)
            failures = 0
        except (smtp.Away, Unavailable) as error:
            failures += 1
            log.warning("mail.paused", error=str(error), attempt=failures)


def send_due(database: Database, stop: threading.Event) -> None:
    """Send one mail after the other over one connection, until none is due; raises Away."""
    settings = database.settings
    with smtp.connect(settings.smtp_url, settings.sender_address.domain) as line:
        while line.is_open and not stop.is_set():
            letter = database.transact(actions.take_mail)
            if letter is None:
                return
            if letter.to:
                _note(database, stop, letter.mail, _send(database, line, letter))


def _send(database: Database, line: smtp.Line, letter: Letter) -> Outcome:
    """Hand the letter over and return what became of it; raises Away, which leaves the row to its lease."""
    try:
        line.send(message.write(letter, database.settings, database.now()))
    except smtp.Deferred as error:
        return partial(Mail.put_off, code=error.code)
    except smtp.Refused as error:
        return partial(Mail.fail, code=error.code)
    except (TemplateError, MessageError, ValueError, LookupError) as error:
        log.error("mail.unwritable", mail_id=letter.mail.mail_id, error=type(error).__name__)
        return partial(Mail.fail, code="unwritable")
    return Mail.sent


def _note(database: Database, stop: threading.Event, mail: Mail, outcome: Outcome) -> None:
    """Note the outcome, however long the database is away: what is not noted is sent again.

    Once told to stop it tries a few times more, and no longer than the host waits.
    """
    last_tries = NOTE_TRIES_AT_THE_END
    while last_tries:
        try:
            state = database.transact(partial(actions.record, mail=mail, outcome=outcome))
            log.info("mail.settled", mail_id=mail.mail_id, kind=mail.kind_name, state=state.value)
            return
        except (Conflict, Unavailable) as error:
            log.warning("mail.not_noted", mail_id=mail.mail_id, code=error.code)
            if error.code == "version_conflict":
                return
            if stop.wait(NOTE_AGAIN_S):
                last_tries -= 1
