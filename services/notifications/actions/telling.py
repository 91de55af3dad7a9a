"""How somebody is told: a notice, and a mail where the kind is mailed. Nothing is sent from a handler."""

from collections.abc import Sequence
from typing import Any

from bus.database import Work
from bus.events import Received
from services.notifications import events, store
from services.notifications.model.kind import Kind, is_new
from services.notifications.model.kinds import KINDS
from services.notifications.model.mail import Mail
from services.notifications.model.notice import Notice

Data = dict[str, Any]


def tell(
    work: Work, event: Received, kind_name: str, person_id: str, data: Data, about: str | Sequence[str] | None = None
) -> None:
    """Write a notice and, where the kind is mailed, a mail. Emits notice.added.

    `about` are others whom it names: it goes when one of them is erased. A notice is of the time at which something
    happened; what is heard of long after that is not mailed.
    """
    kind = KINDS[kind_name]
    others = [about] if isinstance(about, str) else about or ()
    subjects = list(dict.fromkeys([person_id, *others]))
    kept = {name: data[name] for name in kind.notice or ()}
    notice = Notice(work.new_id(), person_id, kind.name, kept, subjects, event.time)
    told = {"notice_id": notice.notice_id, "person_id": person_id, "kind": kind.name}
    work.emit(events.NoticeAdded, told, of=notice)
    store.add_notice(work, notice)
    if is_new(event.time, work.now) and kind.mailed(data, work.now):
        store.add_mail(work, mail_of(work, kind, person_id, data, subjects))


def mail_of(work: Work, kind: Kind, person_id: str | None, data: Data, subjects: list[str]) -> Mail:
    return Mail(work.new_id(), kind.name, person_id, data, subjects, created_at=work.now, due_at=work.now)
