"""Keeps pages safe in the browser: CSRF tokens, content security policy, cookies, caching."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect

from services.gateway.settings import GatewaySettings

csrf = CSRFProtect()
"""Every POST of a page carries `csrf_token()`; `@csrf.exempt` is for views that no cookie speaks for."""

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
MAX_FORM_BYTES = 256 * 1024


def install(app: Flask, settings: GatewaySettings) -> None:
    """Set keys, cookies and headers for every answer."""
    app.config.update(
        SECRET_KEY=settings.cookie_key,
        SESSION_COOKIE_NAME="q_page",
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    csrf.init_app(app)
    app.after_request(_finish)  # before Talisman's, so that it runs after it
    Talisman(
        app,
        force_https=False,
        strict_transport_security=settings.secure,
        session_cookie_secure=settings.secure,
        session_cookie_samesite="Lax",
        content_security_policy=POLICY,
        referrer_policy="same-origin",
        frame_options="DENY",
    )


def cookie_options(settings: GatewaySettings) -> dict[str, Any]:
    """Return how our cookies are set: out of reach of scripts, other sites and, with https, plain http."""
    return {"httponly": True, "samesite": "Lax", "secure": settings.secure}


def sent_by_us() -> bool:
    """Tell whether the browser says that this request was sent by one of our own pages."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc in ("", request.host)


def is_local_path(path: str) -> bool:
    """Tell whether a redirect to this path stays on this site."""
    is_path = path.startswith("/") and not path.startswith("//") and path.isprintable()
    return is_path and "\\" not in path and not urlsplit(path).netloc


def hide_address() -> None:
    """Keep the address of this page, which holds a secret, out of the Referer of where it leads."""
    set_headers({"Referrer-Policy": "no-referrer", "Cache-Control": "private, no-store"})


def set_headers(headers: dict[str, str]) -> None:
    """Let the answer to this request carry other headers than every page does."""
    g.headers = headers


def _finish(response: Response) -> Response:
    if "Cache-Control" not in response.headers:
        signed_in = g.get("session") is not None
        response.headers["Cache-Control"] = "private, no-store" if signed_in else "private, no-cache"
    response.headers.update(g.get("headers", {}))
    return response
