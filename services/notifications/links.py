"""The signed links of mails. They are made while a mail is sent and stored nowhere."""

from itsdangerous import BadData, URLSafeSerializer, URLSafeTimedSerializer

from services.notifications.model.mail import Link


def one_time(key: str, url: str, link: Link) -> str:
    """Return the address that works once: the gateway burns `link_id` when its button is pressed."""
    claims = {"link_id": link.link_id, "purpose": link.purpose, "exp": int(link.expires_at.timestamp())}
    return f"{url}/link/{URLSafeTimedSerializer(key, salt='link').dumps(claims)}"


def unsubscribe(key: str, url: str, person_id: str, kind: str) -> str:
    """Return the address that switches one kind of mail off (RFC 8058), however old the mail is."""
    token = URLSafeSerializer(key, salt="unsubscribe").dumps({"person_id": person_id, "kind": kind})
    return f"{url}/unsubscribe/{token}"


def of_kind(key: str, person_id: str | None, kind: str) -> str:
    """Return what lets whoever holds a mail of a kind do, for its person, the one thing that the kind asks for."""
    return str(URLSafeTimedSerializer(key, salt=kind).dumps({"person_id": person_id}))


def read_unsubscribe(key: str, token: str) -> tuple[str, str] | None:
    """Return person_id and kind of an unsubscribe token, None when it is not ours."""
    try:
        claims = URLSafeSerializer(key, salt="unsubscribe").loads(token)
        return claims["person_id"], claims["kind"]
    except (BadData, KeyError, TypeError):
        return None
