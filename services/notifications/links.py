"""The signed links of mails. They are made while a mail is sent and stored nowhere."""

from typing import Any

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from services.notifications.model.deed import LASTS
from services.notifications.model.mail import Link, Mail


def one_time(key: str, url: str, link: Link) -> str:
    """Return the address that works once: the gateway burns `link_id` when its button is pressed."""
    claims = {"link_id": link.link_id, "purpose": link.purpose, "exp": int(link.expires_at.timestamp())}
    return f"{url}/link/{URLSafeTimedSerializer(key, salt='link').dumps(claims)}"


def unsubscribe(key: str, url: str, person_id: str, kind: str) -> str:
    """Return the address that switches one kind of mail off (RFC 8058), however old the mail is."""
    token = URLSafeSerializer(key, salt="unsubscribe").dumps({"person_id": person_id, "kind": kind})
    return f"{url}/unsubscribe/{token}"


def deeds(key: str, url: str, mail: Mail) -> dict[str, str]:
    """Return the addresses by which whoever holds a mail does what it asks, by the names of the deeds.

    Each is the same however often the mail is sent, and lets its deed be done once: the mail's id is its nonce.
    """
    of_mail = {"person_id": mail.person_id, "mail_id": mail.mail_id}
    return {name: _deed(key, url, of_mail | _claims(mail, name)) for name in mail.kind.deeds}


def read_unsubscribe(key: str, token: str) -> tuple[str, str] | None:
    """Return person_id and kind of an unsubscribe token, None when it is not ours."""
    try:
        claims = URLSafeSerializer(key, salt="unsubscribe").loads(token)
        return claims["person_id"], claims["kind"]
    except (BadData, KeyError, TypeError):
        return None


def _claims(mail: Mail, deed: str) -> dict[str, Any]:
    about = {field: str(mail.data[field]) for field in mail.kind.deeds[deed]}
    return {"deed": deed, "about": about, "exp": int((mail.created_at + LASTS[deed]).timestamp())}


def _deed(key: str, url: str, claims: dict[str, Any]) -> str:
    return f"{url}/answer/{URLSafeSerializer(key, salt='deed').dumps(claims)}"
