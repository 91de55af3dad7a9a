"""Forgetting a person."""

from bus import erasure
from bus.database import Work
from services.notifications import store

AT_ONCE = 100


def erase_person(work: Work, person_id: str) -> bool:
    """Forget a person: no mail to or about them is sent any more; return whether more of those may wait."""
    known = store.find_address(work, person_id)
    if known:
        erasure.claim_parked(work, person_id, known.address)
    waiting = store.list_unsent_mails(work, person_id, known.address if known else None, AT_ONCE)
    for mail in waiting:
        mail.skip(work.now)
        store.save_mail(work, mail)
    if not waiting:
        store.forget_person(work, person_id)
    return bool(waiting)
